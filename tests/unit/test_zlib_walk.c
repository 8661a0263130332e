/* SPDX-License-Identifier: BSD-2-Clause */
/* test_zlib_walk.c - zlib streams in programs and after them, and bytes of other kinds */
#include "codec/inflate.h"

#include <gopx/gopx.h>

#include <string.h>

#include "fwbuild_pack.h"
#include "fwbuild_vbt.h"
#include "pack_vendor.h"
#include "unit.h"

static struct fwbytes o, plain;
static struct gopx_image *image;

static void start(void)
{
	o = plain = (struct fwbytes){ 0 };
	image = NULL;
	put_fill(&plain, 'x', 0x1000);
	vbt_put(&plain, &(struct vbt_options){ 0 });
	put_fill(&plain, 'y', 0x1000);
}

static void finish(void)
{
	gopx_image_free(image);
	bytes_free(&o);
	bytes_free(&plain);
}

static struct fwbytes packed(void)
{
	struct fwbytes stream = { 0 };

	pack_zlib(&stream, plain.data, plain.len);
	return stream;
}

static void put_stream(void)
{
	struct fwbytes stream = packed();

	put_bytes(&o, stream.data, stream.len);
	bytes_free(&stream);
}

static void put_program(void)
{
	rcdata_exe_put(&o, NULL, 0, NULL);
}

/* Return the number of zlib streams among 'n' and its next siblings. */
static size_t streams_at(const struct gopx_node *n)
{
	size_t count = 0;

	for (; n; n = gopx_node_next(n)) {
		count += strcmp(gopx_node_type(n), "zlib-stream") == 0;
		count += streams_at(gopx_node_child(n));
	}
	return count;
}

static size_t scan(void)
{
	gopx_image_free(image);
	ck_assert_int_eq(gopx_scan(o.data, o.len, NULL, &image), GOPX_OK);
	ck_assert(gopx_image_complete(image));
	return streams_at(gopx_root(image));
}

START_TEST(streams_after_a_program_are_unpacked)
{
	put_program();
	put_text(&o, "PAYL x");
	put_stream();
	put_text(&o, "and another, the same:");
	put_stream();
	put_text(&o, "the end");
	ck_assert_uint_eq(scan(), 2);
	ck_assert_uint_eq(gopx_diag_count(image), 0);
	ck_assert_uint_eq(gopx_finding_count(image), 1);
	ck_assert_uint_eq(gopx_finding_place_count(gopx_finding_at(image, 0)), 2);
}
END_TEST

START_TEST(a_resource_is_unpacked)
{
	struct fwbytes stream = packed();
	const struct pack_member resource = { "SETUP", stream.data, stream.len, false,
					      false };

	rcdata_exe_put(&o, &resource, 1, NULL);
	ck_assert_uint_eq(scan(), 1);
	ck_assert_uint_eq(gopx_finding_count(image), 1);
	bytes_free(&stream);
}
END_TEST

START_TEST(streams_without_a_program_are_not_searched)
{
	put_text(&o, "some data");
	put_stream();
	ck_assert_uint_eq(scan(), 0);
}
END_TEST

START_TEST(what_is_none_is_left_in_peace)
{
	put_program();
	for (size_t i = 0; i < 2000; i++)
		put_text(&o, "x\x9c no stream, x\xda nor this");
	put_stream();
	/* Change the last byte of the stream, which belongs to its checksum. */
	o.data[o.len - 1] ^= 1;
	put_text(&o, "x");
	ck_assert_uint_eq(scan(), 0);
	ck_assert_uint_eq(gopx_diag_count(image), 0);
}
END_TEST

START_TEST(a_short_stream_is_none)
{
	plain.len = 1023;
	put_program();
	put_stream();
	ck_assert_uint_eq(scan(), 0);
	plain.len = 1024;
	put_stream();
	ck_assert_uint_eq(scan(), 1);
}
END_TEST

/* Add bytes that do not pack well to the plain data. */
static void put_noise(size_t len)
{
	uint32_t state = 1;

	for (size_t i = 0; i < len; i++) {
		state = state * 1103515245 + 12345;
		put_u8(&plain, state >> 24);
	}
}

START_TEST(a_stream_that_is_cut_off_is_said)
{
	put_noise(_i ? 0x20000 : 0x8000);
	put_program();
	put_stream();
	bytes_cut(&o, o.len - 16);
	ck_assert_uint_eq(scan(), (size_t)_i);
	ck_assert_uint_eq(gopx_diag_count(image) > 0, (size_t)_i);
	ck_assert_uint_eq(gopx_finding_count(image), (size_t)_i);
}
END_TEST

START_TEST(the_measure_is_that_of_the_decoder)
{
	struct gx_arena arena;
	struct gx_inflated seen;
	size_t end;

	put_noise(0x9000);
	put_stream();
	end = o.len;
	put_text(&o, "more");
	gx_arena_init(&arena, &(struct gx_allocator){ 0 });
	ck_assert_int_eq(
	    gx_zlib_measure(gx_span(o.data, o.len), UINT64_MAX, &arena, &seen), GOPX_OK);
	ck_assert_uint_eq(seen.used, end);
	ck_assert_uint_eq(seen.made, plain.len);
	ck_assert_int_eq(
	    gx_zlib_measure(gx_span(o.data, end - 1), UINT64_MAX, &arena, &seen),
	    GOPX_E_TRUNCATED);
	ck_assert_int_eq(gx_zlib_measure(gx_span(o.data, end), 0x8000, &arena, &seen),
			 GOPX_OK);
	ck_assert_uint_ge(seen.made, 0x8000);
	ck_assert_uint_lt(seen.used, end);
	gx_arena_fini(&arena);
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *suite = suite_create("zlib_walk");
	TCase *tc = tcase_create("zlib_walk");

	tcase_add_checked_fixture(tc, start, finish);
	tcase_add_test(tc, streams_after_a_program_are_unpacked);
	tcase_add_test(tc, a_resource_is_unpacked);
	tcase_add_test(tc, streams_without_a_program_are_not_searched);
	tcase_add_test(tc, what_is_none_is_left_in_peace);
	tcase_add_test(tc, a_short_stream_is_none);
	tcase_add_loop_test(tc, a_stream_that_is_cut_off_is_said, 0, 2);
	tcase_add_test(tc, the_measure_is_that_of_the_decoder);
	suite_add_tcase(suite, tc);
	return suite;
}
