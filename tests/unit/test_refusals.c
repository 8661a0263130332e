/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * test_refusals.c - single checks that refuse a wrong value
 *
 * scripts/mutate broke each of these checks, and no other test noticed it.
 */
#include <string.h>

#include "base/safe_text.h"
#include "codec/codec.h"
#include "codec/tiano_code.h"
#include "format/archive/archive_extent.h"
#include "format/archive/fat.h"
#include "format/pi/ffs_file.h"
#include "format/pi/packed.h"
#include "format/vbt/vbt_panel.h"
#include "format/vbt/vbt_sequence.h"
#include "fwbuild_vbt.h"
#include "pack_archive.h"
#include "pack_fat.h"
#include "unit.h"

/* A field of a header, and an invalid value for it. */
struct lie {
	size_t at, width;
	uint32_t value;
};

static void put_lie(uint8_t *to, const struct lie *lie)
{
	for (size_t i = 0; i < lie->width; i++)
		to[lie->at + i] = (uint8_t)(lie->value >> (8 * i));
}

static const struct lie cab_lies[] = {
	{ 0, 4, 0x4643534e },                    /* another signature */
	{ 4, 4, 1 },           { 12, 4, 1 },     /* reserved */
	{ 20, 4, 1 },          { 24, 2, 0x104 }, /* version */
	{ 26, 2, 0 },          { 28, 2, 0 },     /* folders, files */
	{ 30, 2, 0xffff },     { 16, 4, 31 }, /* flags; number of files in the header */
	{ 16, 4, 0x7fffffff },                /* files after the end */
};

START_TEST(a_cabinet_is_one_in_every_field)
{
	const struct pack_member member = { "BIOS.ROM", (const uint8_t *)"text", 4, false,
					    false };
	struct fwbytes o = { 0 };
	struct gx_extent extent;

	cab_put(&o, &member, 1, NULL);
	ck_assert(gx_cab_probe(gx_span(o.data, o.len), &extent));
	ck_assert_uint_eq(extent.size, o.len);
	put_lie(o.data, &cab_lies[_i]);
	ck_assert(!gx_cab_probe(gx_span(o.data, o.len), &extent));
	bytes_free(&o);
}
END_TEST

static const struct lie fat_lies[] = {
	{ 11, 2, 513 },
	{ 11, 2, 256 }, /* bytes of a sector */
	{ 11, 2, 0x8000 },
	{ 13, 1, 3 }, /* sectors per cluster */
	{ 13, 1, 0 },
	{ 14, 2, 0 }, /* reserved sectors */
	{ 16, 1, 0 },
	{ 16, 1, 3 }, /* tables */
	{ 17, 2, 0 },
	{ 510, 2, 0x55aa }, /* entries of the root folder, then the signature */
};

START_TEST(a_fat_file_system_is_one_in_every_field)
{
	const struct fat_file file = { "README     ", (const uint8_t *)"text", 4, false };
	struct fwbytes o = { 0 };
	struct gx_fat fat;

	fat_put(&o, 12, &file, 1, NULL);
	ck_assert(gx_fat_decode(gx_span(o.data, o.len), &fat));
	put_lie(o.data, &fat_lies[_i]);
	ck_assert(!gx_fat_decode(gx_span(o.data, o.len), &fat));
	bytes_free(&o);
}
END_TEST

START_TEST(a_fat_of_32_bits_has_no_entries_outside_of_clusters)
{
	const struct lie entries = { 17, 2, 16 };
	const struct fat_file file = { "README     ", (const uint8_t *)"text", 4, false };
	struct fwbytes o = { 0 };
	struct gx_fat fat;

	fat_put(&o, 32, &file, 1, NULL);
	ck_assert(gx_fat_decode(gx_span(o.data, o.len), &fat));
	put_lie(o.data, &entries);
	ck_assert(!gx_fat_decode(gx_span(o.data, o.len), &fat));
	bytes_free(&o);
}
END_TEST

START_TEST(a_size_comes_from_a_header_alone)
{
	/* lc 3, lp 0, pb 2; 64 KiB of dictionary; 1 byte */
	uint8_t header[13] = { 0x5d, 0, 0, 1, 0, 1 };
	const struct gx_codec *lzma = gx_codec(GX_CODEC_LZMA);
	uint64_t size;

	ck_assert_int_eq(lzma->size(gx_span(header, 13), &size), GOPX_OK);
	ck_assert_uint_eq(size, 1);
	ck_assert_int_eq(lzma->size(gx_span(header, 12), &size), GOPX_E_FORMAT);
	header[0] = 225;
	ck_assert_int_eq(lzma->size(gx_span(header, 13), &size), GOPX_E_FORMAT);
	ck_assert_uint_eq(size, 0);
}
END_TEST

START_TEST(an_lz4_frame_has_its_signature)
{
	/* version 1 with a content size, blocks of 64 KiB; 7 bytes */
	uint8_t frame[15] = { 4, 0x22, 0x4d, 0x18, 0x48, 0x40, 7 };
	const struct gx_codec *lz4 = gx_codec(GX_CODEC_LZ4);
	uint64_t size;

	ck_assert_int_eq(lz4->size(gx_span(frame, sizeof(frame)), &size), GOPX_OK);
	ck_assert_uint_eq(size, 7);
	frame[0] = 5;
	ck_assert_int_eq(lz4->size(gx_span(frame, sizeof(frame)), &size), GOPX_E_FORMAT);
}
END_TEST

START_TEST(the_largest_stream_is_believed_and_no_larger_one)
{
	/* An LZMA header that states 256 MiB, and the start of a stream */
	uint8_t header[18] = {
		0x5d, 0, 0, 1, 0, 0, 0, 0, 0x10, 0, 0, 0, 0, 0, 0, 0, 0, 1
	};
	uint64_t size;

	ck_assert(gx_lzma_is_believable(gx_span(header, sizeof(header)), &size));
	ck_assert_uint_eq(size, 1U << 28);
	header[5] = 1;
	ck_assert(!gx_lzma_is_believable(gx_span(header, sizeof(header)), &size));
}
END_TEST

START_TEST(lengths_end_where_the_array_ends)
{
	static const uint8_t lengths[] = { 1, 1, 1 };
	struct gx_tiano_code code;

	ck_assert(gx_tiano_code_build(&code, 8, lengths, 2, NULL));
	ck_assert(!gx_tiano_code_build(&code, 8, lengths, 3, NULL));
}
END_TEST

START_TEST(a_word_ends_where_the_span_ends)
{
	static const uint8_t bytes[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9 };

	for (size_t len = 0; len < 8; len++) {
		uint64_t word = gx_span_be64(gx_span(bytes, len), 0);

		ck_assert_uint_eq(word, len ? 0x0102030405060708 &
						  (~UINT64_C(0) << (64 - 8 * len))
					    : 0);
	}
}
END_TEST

START_TEST(what_begins_in_a_span_may_not_end_after_it)
{
	static const char text[] = "xabc";

	ck_assert_uint_eq(gx_span_find(gx_span(text, 4), gx_span("abc", 3)), 1);
	ck_assert_uint_eq(gx_span_find(gx_span(text, 3), gx_span("abc", 3)), 3);
}
END_TEST

START_TEST(a_7z_archive_has_its_signature)
{
	const struct pack_member member = { "BIOS.ROM", (const uint8_t *)"text", 4, false,
					    false };
	struct fwbytes o = { 0 };
	struct gx_extent extent;

	sevenzip_put_members(&o, &member, 1, NULL);
	ck_assert(gx_7z_probe(gx_span(o.data, o.len), &extent));
	o.data[0] ^= 1;
	ck_assert(!gx_7z_probe(gx_span(o.data, o.len), &extent));
	bytes_free(&o);
}
END_TEST

START_TEST(a_text_has_an_end)
{
	static uint8_t text[2 * (GX_SAFE_TEXT_MAX + 9)];
	struct gx_arena arena;

	for (size_t i = 0; i < sizeof(text); i += 2)
		text[i] = 'a';
	gx_arena_init(&arena, &(struct gx_allocator){ 0 });
	ck_assert_uint_eq(strlen(gx_safe_text_utf16(&arena, gx_span(text, sizeof(text)))),
			  GX_SAFE_TEXT_MAX);
	memset(text, 'a', sizeof(text));
	ck_assert_uint_eq(strlen(gx_safe_text_ascii(&arena, gx_span(text, sizeof(text)))),
			  GX_SAFE_TEXT_MAX);
	gx_arena_fini(&arena);
}
END_TEST

START_TEST(types_of_files_have_names)
{
	ck_assert_str_eq(gx_file_type_name(7), "driver");
	ck_assert_str_eq(gx_file_type_name(0x7f), "reserved");
	ck_assert_str_eq(gx_file_type_name(0xc0), "oem");
	ck_assert_str_eq(gx_file_type_name(0xe0), "debug");
	ck_assert_str_eq(gx_file_type_name(0xf0), "pad");
	ck_assert_str_eq(gx_file_type_name(0xf1), "ffs");
}
END_TEST

START_TEST(a_table_without_options_selects_no_panel)
{
	struct fwbytes o = { 0 };
	struct gx_vbt_panel panel;
	struct gx_vbt vbt;

	vbt_put(&o, &(struct vbt_options){ .shape = VBT_HEADLESS });
	ck_assert_int_eq(gx_vbt_decode(gx_span(o.data, o.len), &vbt), GOPX_OK);
	ck_assert(!gx_vbt_panel_decode(&vbt, &panel));
	bytes_free(&o);
}
END_TEST

START_TEST(a_table_has_both_of_its_signatures)
{
	struct fwbytes o = { 0 };
	struct gx_vbt vbt;

	vbt_put(&o, &(struct vbt_options){ .no_bdb_signature = true });
	ck_assert_int_ne(gx_vbt_decode(gx_span(o.data, o.len), &vbt), GOPX_OK);
	bytes_free(&o);
}
END_TEST

START_TEST(sequences_are_those_of_their_panel)
{
	struct fwbytes o = { 0 };
	struct gx_vbt vbt;

	vbt_put(&o, &(struct vbt_options){ .full = true });
	ck_assert_int_eq(gx_vbt_decode(gx_span(o.data, o.len), &vbt), GOPX_OK);
	ck_assert_uint_gt(gx_vbt_sequences(&vbt, 2).len, 0);
	ck_assert_uint_eq(gx_vbt_sequences(&vbt, 3).len, 0);
	bytes_free(&o);
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *s = suite_create("refusals");
	TCase *c = tcase_create("refusals");

	tcase_add_loop_test(c, a_cabinet_is_one_in_every_field, 0,
			    sizeof(cab_lies) / sizeof(*cab_lies));
	tcase_add_loop_test(c, a_fat_file_system_is_one_in_every_field, 0,
			    sizeof(fat_lies) / sizeof(*fat_lies));
	tcase_add_test(c, a_fat_of_32_bits_has_no_entries_outside_of_clusters);
	tcase_add_test(c, a_size_comes_from_a_header_alone);
	tcase_add_test(c, an_lz4_frame_has_its_signature);
	tcase_add_test(c, the_largest_stream_is_believed_and_no_larger_one);
	tcase_add_test(c, lengths_end_where_the_array_ends);
	tcase_add_test(c, a_word_ends_where_the_span_ends);
	tcase_add_test(c, what_begins_in_a_span_may_not_end_after_it);
	tcase_add_test(c, a_7z_archive_has_its_signature);
	tcase_add_test(c, a_text_has_an_end);
	tcase_add_test(c, types_of_files_have_names);
	tcase_add_test(c, a_table_without_options_selects_no_panel);
	tcase_add_test(c, a_table_has_both_of_its_signatures);
	tcase_add_test(c, sequences_are_those_of_their_panel);
	suite_add_tcase(s, c);
	return s;
}
