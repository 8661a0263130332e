/* SPDX-License-Identifier: BSD-2-Clause */
/* test_sevenzip.c - headers of 7z archives with impossible values */
#include "format/archive/sevenzip.h"

#include <gopx/gopx.h>

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "fwbuild_pack.h"
#include "unit.h"
#include "walk/kinds/archive_members.h"

#define MANY    "\xE0\0\0\1" /* 2^16 */
#define STREAMS "\x06\0\1\x09\1\0\x07\x0B"
#define LZMA    "\0\1\x23\3\1\1\5"
#define ALONE   13 /* header of LZMA_Alone */

static struct fwbytes o;
static struct gopx_image *image;

static void start(void)
{
	o = (struct fwbytes){ 0 };
	image = NULL;
}

static void finish(void)
{
	gopx_image_free(image);
	bytes_free(&o);
}

#define HEADER(bytes) bytes, sizeof(bytes) - 1

static const struct {
	const char *bytes;
	size_t len;
	bool possible;
} headers[] = {
	{ HEADER(""), true },
	{ HEADER("\1"), true },
	{ HEADER("\1\4" STREAMS "\1\0\1\1\0"), true },
	{ HEADER("\1\4" STREAMS "\xFF"), true }, /* cut off */
	{ HEADER("\1\4" STREAMS MANY "\0\1\1\0"), false },
	{ HEADER("\x17" STREAMS MANY "\0\1\1\0"), false },
	{ HEADER("\1\4" STREAMS "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\0\0\0"), false },
	{ HEADER("\1\4\6\0" MANY "\x09\1\0\7\x0B\1\0"), false },
	{ HEADER("\1\5" MANY), true }, /* only files, whose count gopx does not use */
};

START_TEST(a_header_has_a_byte_for_each_thing)
{
	char *exact = malloc(headers[_i].len + 1);

	ck_assert_ptr_nonnull(exact);
	memcpy(exact + 1, headers[_i].bytes, headers[_i].len);
	ck_assert(gx_7z_counts_are_possible(gx_span(exact + 1, headers[_i].len)) ==
		  headers[_i].possible);
	free(exact);
}
END_TEST

/*
 * Put an archive with a packed header (fewer than 128 bytes), and a header for this
 * one.
 */
static void put_packed(const char *header, size_t len)
{
	struct fwbytes alone = { 0 };
	size_t stream, at;

	pack_lzma(&alone, (const uint8_t *)header, len);
	stream = alone.len - ALONE;
	put_bytes(&o, "7z\xBC\xAF\x27\x1C\0\4", 8);
	put_fill(&o, 0, 24);
	put_bytes(&o, alone.data + ALONE, stream);
	at = o.len;
	put_bytes(&o, "\x17\x06\0\1\x09", 5);
	put_u8(&o, (unsigned)stream);
	put_bytes(&o, "\0\x07\x0B\1" LZMA, 11);
	put_bytes(&o, alone.data, 5);
	put_u8(&o, 0x0C);
	put_u8(&o, (unsigned)len);
	put_bytes(&o, "\0\0", 2);
	poke_le64(&o, 12, at - 32);
	poke_le64(&o, 20, o.len - at);
	poke_le32(&o, 28, (uint32_t)crc32(0, o.data + at, (uInt)(o.len - at)));
	poke_le32(&o, 8, (uint32_t)crc32(0, o.data + 12, 20));
	bytes_free(&alone);
}

START_TEST(a_packed_header_is_led_to)
{
	struct gx_7z_packed packed;
	struct gx_span at;

	put_packed(HEADER("\1\4" STREAMS "\1\0\1\1\0"));
	at = gx_span(o.data, o.len);
	ck_assert(gx_7z_packed_header(at, gx_7z_header(at), &packed));
	ck_assert_uint_eq(packed.unpacked, 15);
	ck_assert_uint_eq(packed.properties.len, 5);
	ck_assert_ptr_eq(packed.stream.ptr, o.data + 32);
	bytes_cut(&o, o.len - 1);
	at = gx_span(o.data, o.len);
	ck_assert_uint_eq(gx_7z_header(at).len, 0);
}
END_TEST

/* gopx reads only packed headers of one stream: it would unpack the wrong one of two. */
START_TEST(a_packed_header_of_two_streams_is_not_read)
{
	struct fwbytes two = { 0 };
	struct gx_7z_packed packed;
	struct gx_span at, header;

	put_packed(HEADER("\1\4" STREAMS "\1\0\1\1\0"));
	at = gx_span(o.data, o.len);
	header = gx_7z_header(at);
	put_bytes(&two, header.ptr, 3);
	put_bytes(&two, "\2\x09\1", 3); /* the size of one more stream */
	put_bytes(&two, header.ptr + 5, header.len - 5);
	ck_assert(!gx_7z_packed_header(at, gx_span(two.data, two.len), &packed));
	bytes_free(&two);
}
END_TEST

static bool is_possible(void)
{
	struct gx_arena arena;
	struct gx_walk w = { .arena = &arena, .limits = { .max_ratio = 512 } };
	struct gx_node n = { .area = { NULL, gx_span(o.data, o.len) } };
	struct gx_opened opened = { .w = &w, .n = &n };
	bool possible;

	gx_arena_init(&arena, &(struct gx_allocator){ 0 });
	ck_assert_int_eq(gx_opened_check_7z(&opened, &possible), GOPX_OK);
	ck_assert_uint_gt(w.meter.walk, 0);
	gx_arena_fini(&arena);
	return possible;
}

START_TEST(a_packed_header_is_looked_into)
{
	put_packed(HEADER("\1\4" STREAMS "\1\0\1\1\0"));
	ck_assert(is_possible());
	bytes_cut(&o, 0);
	put_packed(HEADER("\1\4" STREAMS MANY "\0\1\1\0"));
	ck_assert(!is_possible());
	ck_assert_int_eq(gopx_scan(o.data, o.len, NULL, &image), GOPX_OK);
	ck_assert_uint_eq(gopx_diag_count(image), 1);
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *suite = suite_create("7z headers");
	TCase *tc = tcase_create("7z");

	tcase_add_checked_fixture(tc, start, finish);
	tcase_add_loop_test(tc, a_header_has_a_byte_for_each_thing, 0,
			    sizeof(headers) / sizeof(headers[0]));
	tcase_add_test(tc, a_packed_header_is_led_to);
	tcase_add_test(tc, a_packed_header_of_two_streams_is_not_read);
	tcase_add_test(tc, a_packed_header_is_looked_into);
	suite_add_tcase(suite, tc);
	return suite;
}
