/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * test_exact_limits.c - headers with the last value that is accepted, and the first that
 * is refused
 */
#include <stdlib.h>
#include <string.h>

#include "format/archive/archive_extent.h"
#include "format/archive/unopened.h"
#include "format/input/mangled.h"
#include "format/input/text_dump_bytes.h"
#include "format/vbt/vbt_child.h"
#include "format/vbt/vbt_field.h"
#include "format/vbt/vbt_sequence.h"
#include "fwbuild_vbt.h"
#include "unit.h"

/* The descriptor is in block 16, so an ISO image has more than 16 blocks. */
START_TEST(an_iso_image_is_larger_than_what_precedes_its_descriptor)
{
	static uint8_t image[0x8800] = { [0x8000] = 1, [0x8006] = 1, [0x8000 + 129] = 8 };

	memcpy(image + 0x8001, "CD001", 5);
	for (uint8_t blocks = 15; blocks < 19; blocks++) {
		struct gx_extent extent;

		image[0x8000 + 80] = image[0x8000 + 87] = blocks;
		ck_assert_int_eq(gx_iso9660_probe(gx_span(image, sizeof(image)), &extent),
				 blocks > 16);
	}
}
END_TEST

/*
 * The number of the last part is 1 or more. 0 means that there is only one part, and
 * 0xffff that the number is in the ZIP64 record.
 */
START_TEST(the_last_part_of_a_zip_archive_has_a_number)
{
	static const struct {
		uint16_t disk;
		bool last;
	} disks[] = { { 0, false }, { 1, true }, { 0xfffe, true }, { 0xffff, false } };

	for (size_t i = 0; i < 4; i++) {
		uint8_t end[22] = "PK\5\6";

		end[4] = (uint8_t)disks[i].disk;
		end[5] = (uint8_t)(disks[i].disk >> 8);
		ck_assert_int_eq(gx_zip_is_last_part(gx_span(end, 22)), disks[i].last);
	}
}
END_TEST

/*
 * The bytes EF BF BD stand for a lost character. They may occur by chance in one of 64
 * groups of three bytes. A truncated group does not count.
 */
START_TEST(lost_characters_are_counted)
{
	enum { SAMPLE = 1 << 20, CHANCE = SAMPLE / 3 / 64 };
	uint8_t *text = calloc(SAMPLE + 1, 1);
	static struct gx_matcher matcher;
	uint64_t looked;

	ck_assert_ptr_nonnull(text);
	for (size_t i = 0; i < CHANCE; i++)
		memcpy(text + 8 * i, "\xef\xbf\xbd", 3);
	memcpy(text + SAMPLE - 2, "\xef\xbf\xbd", 3);
	ck_assert_ptr_null(gx_mangled_of(gx_span(text, SAMPLE + 1), &matcher, &looked));
	memcpy(text + SAMPLE - 5, "\xef\xbf\xbd", 3);
	ck_assert_ptr_nonnull(
	    gx_mangled_of(gx_span(text, SAMPLE + 1), &matcher, &looked));
	free(text);
}
END_TEST

START_TEST(base64_ends_with_the_text)
{
	static const char text[] = "YWJjZGVmZw==";

	for (size_t len = 8; len <= 12; len++) {
		struct gx_text_dump_bytes bytes = { 0 };

		gx_text_dump_read(GX_TEXT_DUMP_BASE64, gx_span(text, len), &bytes);
		ck_assert_uint_eq(bytes.used, len);
	}
}
END_TEST

/* The smallest entry of any version has 22 bytes. */
START_TEST(outputs_have_a_least_size)
{
	uint8_t entry[22];

	memset(entry, 1, sizeof(entry));
	for (uint8_t size = 0; size <= 22; size++) {
		struct gx_vbt_child device;
		struct gx_vbt_used_children it = { .r = gx_reader(gx_span(entry, 22)),
						   .bdb_version = 100,
						   .entry_size = size };

		ck_assert_int_eq(gx_vbt_child_next(&it, &device), size == 22);
	}
}
END_TEST

/* Each kind of sequence may occur once, so a list of names has at most 12 names. */
START_TEST(as_many_sequences_as_kinds_are_named)
{
	for (size_t n = 1; n < 16; n++) {
		const struct gx_vbt vbt = { .bdb_version = 0 };
		char text[1000] = "", expected[1000] = "";
		uint8_t sequences[2 * 16] = { 0 };

		for (size_t i = 0; i < n; i++) {
			sequences[2 * i] = 2;
			if (i < 12)
				strcat(expected, i ? ", init-otp" : "init-otp");
		}
		gx_vbt_sequence_names(&vbt, gx_span(sequences, 2 * n), text,
				      sizeof(text));
		ck_assert_str_eq(text, expected);
	}
}
END_TEST

START_TEST(only_the_first_blocks_have_fields)
{
	struct fwbytes table = { 0 };
	struct gx_vbt_map map;
	struct gx_vbt vbt;
	struct gx_span all;

	/* Give block 52 a number below the limit, at the limit, and above it. */
	for (unsigned id = GX_VBT_FIELD_BLOCKS - 1; id <= GX_VBT_FIELD_BLOCKS + 1; id++) {
		size_t size = vbt_put(&table, &(struct vbt_options){ .extra = 100 });
		size_t at = bytes_find(&table, "\x34\x64\0", 3);

		ck_assert_uint_lt(at, size);
		table.data[at] = (uint8_t)id;
		all = gx_span(table.data, table.len);
		ck_assert_int_eq(gx_vbt_decode(all, &vbt), GOPX_OK);
		map = gx_vbt_map(&vbt);
		ck_assert_int_eq(map.blocks[GX_VBT_FIELD_BLOCKS - 1].len == 100,
				 id < GX_VBT_FIELD_BLOCKS);
		ck_assert_uint_eq(map.blocks[0].len, 0);
		ck_assert_ptr_eq(map.vbt, &vbt);
		bytes_free(&table);
	}
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *s = suite_create("exact limits");
	TCase *t = tcase_create("headers");

	tcase_add_test(t, an_iso_image_is_larger_than_what_precedes_its_descriptor);
	tcase_add_test(t, the_last_part_of_a_zip_archive_has_a_number);
	tcase_add_test(t, lost_characters_are_counted);
	tcase_add_test(t, base64_ends_with_the_text);
	tcase_add_test(t, outputs_have_a_least_size);
	tcase_add_test(t, as_many_sequences_as_kinds_are_named);
	tcase_add_test(t, only_the_first_blocks_have_fields);
	suite_add_tcase(s, t);
	return s;
}
