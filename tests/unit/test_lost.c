/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * test_lost.c - streams, sections and files that gopx accepts although the header around
 * them is missing
 */
#include <gopx/gopx.h>

#include <string.h>

#include "format/pi/packed.h"
#include "format/pi/section_stream.h"
#include "fwbuild.h"
#include "fwbuild_pe.h"
#include "unit.h"

static struct fwbytes o;

static void teardown(void)
{
	bytes_free(&o);
}

static struct gx_span all(void)
{
	return gx_span(o.data, o.len);
}

/*
 * Put an LZMA header (properties, dictionary, unpacked size) and the start of a stream.
 */
static void put_lzma_header(unsigned properties, uint32_t dictionary, uint64_t size,
			    uint32_t code)
{
	put_u8(&o, properties);
	put_le32(&o, dictionary);
	put_le64(&o, size);
	put_u8(&o, 0);
	put_be32(&o, code);
}

static const struct {
	unsigned properties;
	uint32_t dictionary;
	uint64_t size;
	uint32_t code;
	bool right;
} lzma_headers[] = {
	{ 0x5d, 1 << 23, 4096, 0x12345678, true },
	{ 0x5d, 3 << 20, UINT64_MAX, 0x12345678, true },
	{ 0x5d, 3 << 14, 4096, 0x12345678, true },
	{ 0x5d, 5 << 14, 4096, 0x12345678, false },              /* unusual size */
	{ 225, 1 << 23, 4096, 0x12345678, false },               /* pb 5 */
	{ 0x5d, 1 << 23, UINT64_C(1) << 40, 0x12345678, false }, /* a tebibyte */
	{ 0x5d, 1 << 23, 4096, 0x92345678, false },              /* starts with a match */
	{ 0x5d, 1 << 23, 4096, 0, false },                       /* zeros */
};

START_TEST(lzma_is_believed_by_its_header)
{
	uint64_t unpacked;

	put_lzma_header(lzma_headers[_i].properties, lzma_headers[_i].dictionary,
			lzma_headers[_i].size, lzma_headers[_i].code);
	ck_assert_int_eq(gx_lzma_is_believable(all(), &unpacked), lzma_headers[_i].right);
	ck_assert(!gx_lzma_is_believable(gx_span_head(all(), o.len - 1), &unpacked));
}
END_TEST

START_TEST(efi_stream_is_believed_by_its_sizes)
{
	put_le32(&o, 16);
	put_le32(&o, 100);
	put_fill(&o, 0x55, 16);
	ck_assert(gx_efi_stream_is_whole(all()));
	put_fill(&o, 0, 64);
	ck_assert(!gx_efi_stream_is_whole(all()));
	ck_assert(gx_efi_stream_is_believable(all()));
	put_u8(&o, 0);
	ck_assert(!gx_efi_stream_is_believable(all()));
	ck_assert(!gx_efi_stream_is_believable(gx_span_head(all(), 20)));
}
END_TEST

static void put_section(unsigned type, const char *text)
{
	put_align(&o, 0, 0, 4);
	put_le24(&o, (uint32_t)(4 + strlen(text)));
	put_u8(&o, type);
	put_text(&o, text);
}

static void put_ui(void)
{
	put_le24(&o, 4 + 2 * 5);
	put_u8(&o, SECTION_UI);
	put_utf16(&o, "Name");
}

START_TEST(sections_are_believed_by_their_content)
{
	uint64_t looked = 0;

	put_section(0x52, "of a vendor");
	put_section(SECTION_RAW, "raw bytes");
	put_fill_to(&o, 0, 64);
	ck_assert(!gx_section_stream_starts(all(), &looked));
	put_ui();
	put_text(&o, "bytes that are no section");
	ck_assert(gx_section_stream_starts(all(), &looked));
	ck_assert(!gx_section_is_believable(all()));
	ck_assert(gx_section_is_believable(gx_span_tail(all(), 64)));
	ck_assert_uint_eq(gx_section_stream_next(all(), 3, &looked), 64);
	ck_assert_uint_eq(gx_section_stream_next(all(), 66, &looked), o.len);
	ck_assert_uint_gt(looked, 0);
}
END_TEST

START_TEST(blank_bytes_are_passed_over_in_blocks)
{
	uint64_t looked = 0;

	put_fill(&o, 0xff, 3 * 4096 + 8);
	put_ui();
	ck_assert_uint_eq(gx_section_stream_behind_blank(all(), 0, &looked),
			  3 * 4096 + 8);
	ck_assert_uint_eq(gx_section_stream_behind_blank(all(), 4096, &looked),
			  3 * 4096 + 8);
	ck_assert_uint_eq(gx_section_stream_behind_blank(all(), o.len, &looked),
			  o.len & ~(size_t)3);
}
END_TEST

/* ---- what must not cost more than the limit --------------------------------- */

static struct gopx_image *scan(void)
{
	struct gopx_image *image;

	ck_assert_int_eq(gopx_scan(o.data, o.len, NULL, &image), GOPX_OK);
	return image;
}

/* 20,000 headers that look valid, but no stream follows them. */
START_TEST(headers_without_a_stream_are_bounded)
{
	struct gopx_image *image;

	for (size_t i = 0; i < 20000; i++)
		put_lzma_header(0x5d, 1 << 23, 1 << 20, 0x12345678);
	image = scan();
	ck_assert_uint_eq(gopx_finding_count(image), 0);
	gopx_image_free(image);
}
END_TEST

/*
 * 200 files follow one another, and nothing that gopx recognizes follows the last file.
 */
START_TEST(many_files_without_a_volume_are_all_found)
{
	struct fwb b = { 0 };
	struct gopx_image *image;
	size_t files = 0;

	fv_begin(&b, FFS2);
	for (size_t i = 0; i < 200; i++) {
		file_begin(&b, FILE_FREEFORM, GUID_X);
		section(&b, SECTION_RAW, "nothing to see", 14);
		file_end(&b);
	}
	fv_end(&b);
	put_fill(&o, 0xff, 0x48);
	put_bytes(&o, b.out.data + 0x48, b.out.len - 0x48);
	put_fill(&o, 0x11, 8 << 20);
	fwb_free(&b);
	image = scan();
	ck_assert(gopx_image_complete(image));
	for (const struct gopx_node *n = gopx_node_child(gopx_root(image)); n;
	     n = gopx_node_next(n))
		files += strcmp(gopx_node_type(n), "ffs-file") == 0;
	ck_assert_uint_eq(files, 200);
	gopx_image_free(image);
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *suite = suite_create("lost");
	TCase *tc = tcase_create("lost");

	tcase_add_checked_fixture(tc, NULL, teardown);
	tcase_add_loop_test(tc, lzma_is_believed_by_its_header, 0,
			    sizeof(lzma_headers) / sizeof(lzma_headers[0]));
	tcase_add_test(tc, efi_stream_is_believed_by_its_sizes);
	tcase_add_test(tc, sections_are_believed_by_their_content);
	tcase_add_test(tc, blank_bytes_are_passed_over_in_blocks);
	tcase_add_test(tc, headers_without_a_stream_are_bounded);
	tcase_add_test(tc, many_files_without_a_volume_are_all_found);
	suite_add_tcase(suite, tc);
	return suite;
}
