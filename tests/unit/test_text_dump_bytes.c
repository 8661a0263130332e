/* SPDX-License-Identifier: BSD-2-Clause */
/* test_text_dump_bytes.c - dumps in text form, converted to bytes */
#include "format/input/text_dump_bytes.h"

#include <gopx/gopx.h>

#include <stdlib.h>
#include <string.h>

#include "fwbuild_vbt.h"
#include "pack_text_dump.h"
#include "unit.h"

static struct fwbytes o, table;
static struct gopx_image *image;

static void start(void)
{
	o = table = (struct fwbytes){ 0 };
	image = NULL;
	vbt_put(&table, &(struct vbt_options){ 0 });
	/* With these zeros, the dump has equal lines, and its last line is incomplete. */
	put_fill(&table, 0, 0x105);
}

static void finish(void)
{
	gopx_image_free(image);
	bytes_free(&o);
	bytes_free(&table);
}

static void scan(void)
{
	ck_assert_int_eq(gopx_scan(o.data, o.len, NULL, &image), GOPX_OK);
}

static bool says(const char *code)
{
	for (size_t i = 0; i < gopx_diag_count(image); i++) {
		if (strcmp(gopx_diag_at(image, i)->code, code) == 0)
			return true;
	}
	return false;
}

static const struct {
	pack_text_dump *put;
	enum gx_text_dump_form form;
} forms[] = {
	{ intel_hex_put, GX_TEXT_DUMP_INTEL_HEX },
	{ xxd_put, GX_TEXT_DUMP_HEX },
	{ hexdump_put, GX_TEXT_DUMP_HEX },
	{ base64_put, GX_TEXT_DUMP_BASE64 },
};

#define FORMS ((int)(sizeof(forms) / sizeof(forms[0])))

START_TEST(what_is_written_is_read_back)
{
	struct gx_text_dump_bytes bytes = { 0 };
	struct gx_span text;
	uint8_t *out;

	forms[_i].put(&o, &table);
	text = gx_span(o.data, o.len);
	ck_assert_int_eq(gx_text_dump_form_of(text), forms[_i].form);
	gx_text_dump_read(forms[_i].form, text, &bytes);
	ck_assert_uint_eq(bytes.used, o.len);
	ck_assert_uint_eq(bytes.to - bytes.from, table.len);
	out = bytes.out = malloc(table.len);
	ck_assert_ptr_nonnull(out);
	gx_text_dump_read(forms[_i].form, text, &bytes);
	ck_assert_mem_eq(out, table.data, table.len);
	free(out);
}
END_TEST

START_TEST(a_table_in_text_is_found)
{
	const struct gopx_finding *f;

	forms[_i].put(&o, &table);
	scan();
	ck_assert_uint_eq(gopx_finding_count(image), 1);
	f = gopx_finding_at(image, 0);
	ck_assert_int_eq(gopx_finding_kind(f), GOPX_FINDING_VBT);
	ck_assert_mem_eq(gopx_finding_body(f).data, table.data,
			 gopx_finding_body(f).size);
	ck_assert(!says("text-dump.line"));
}
END_TEST

/* gopx uses the bytes of the lines before the wrong line. */
START_TEST(a_line_that_is_none_is_damage)
{
	forms[_i].put(&o, &table);
	put_text(&o, "!\n");
	scan();
	ck_assert_uint_eq(gopx_finding_count(image), 1);
	ck_assert(says("text-dump.line"));
}
END_TEST

/*
 * Read each prefix in both passes: the first measures, and the second writes the bytes.
 */
START_TEST(prefixes_are_read_within_their_bytes)
{
	forms[_i].put(&o, &table);
	for (size_t n = 0; n < 600; n++) {
		uint8_t *exact = malloc(n + 1), *out;
		struct gx_text_dump_bytes bytes = { 0 };
		struct gx_span text = gx_span(exact + 1, n);

		ck_assert_ptr_nonnull(exact);
		memcpy(exact + 1, o.data, n);
		gx_text_dump_form_of(text);
		gx_text_dump_read(forms[_i].form, text, &bytes);
		out = bytes.out = malloc((size_t)(bytes.to - bytes.from) + 1);
		ck_assert_ptr_nonnull(out);
		gx_text_dump_read(forms[_i].form, text, &bytes);
		free(out);
		free(exact);
	}
}
END_TEST

/* xxd prints at most 256 bytes in a line. */
START_TEST(lines_of_a_hex_dump_have_256_bytes_at_most)
{
	struct gx_text_dump_bytes bytes = { 0 };

	put_text(&o, "00000000:");
	for (size_t i = 0; i < 256 + (size_t)_i; i++)
		put_text(&o, " 5a");
	put_text(&o, "\n");
	gx_text_dump_read(GX_TEXT_DUMP_HEX, gx_span(o.data, o.len), &bytes);
	ck_assert_uint_eq(bytes.to, _i ? 0 : 256);
}
END_TEST

static const char *const none[] = {
	/* A wrong checksum. */
	":0100000000FF\n:0100010000FF\n:0100020000FD\n",
	/* By default, hexdump prints 16-bit words: two bytes in reverse order. */
	"0000000 457f 464c 0102\n0000010 0003 003e\n0000020 0000 0000\n",
	"00000000: 7f45 4c4\n00000010: 7f45 4c4\n00000020: 7f45 4c4\n",
	"0000: 7f45 4c46\n0010: 7f45 4c46\n0020: 7f45 4c46\n",
	"plain words\nand more of them\nand the last ones\n",
};

START_TEST(what_is_no_dump_is_none)
{
	put_text(&o, none[_i]);
	ck_assert_int_eq(gx_text_dump_form_of(gx_span(o.data, o.len)), GX_TEXT_DUMP_NONE);
}
END_TEST

/*
 * Dumps with two bytes whose addresses are nearly 4 GiB apart: records of Intel HEX, and
 * lines with offsets.
 */
static const char *const far[] = {
	":0100000000FF\n:02000004FFFFFC\n:0100000000FF\n:00000001FF\n",
	"00000000: 00\n00000001: 00\n*\nfffffff0: 00\n",
};

START_TEST(addresses_far_apart_are_a_limit)
{
	put_text(&o, far[_i]);
	scan();
	ck_assert(!gopx_image_complete(image));
	ck_assert(says("limit.ratio"));
}
END_TEST

/* Offsets must grow. Otherwise, many lines could write the same bytes again and again. */
START_TEST(offsets_that_go_back_end_a_dump)
{
	put_text(&o, "00000000: 00\n00000100: 00\n00000200: 00\n00000100: 00\n");
	scan();
	ck_assert(says("text-dump.line"));
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *suite = suite_create("text bytes");
	TCase *tc = tcase_create("text");

	tcase_add_checked_fixture(tc, start, finish);
	tcase_add_loop_test(tc, what_is_written_is_read_back, 0, FORMS);
	tcase_add_loop_test(tc, a_table_in_text_is_found, 0, FORMS);
	tcase_add_loop_test(tc, a_line_that_is_none_is_damage, 0, FORMS);
	tcase_add_loop_test(tc, prefixes_are_read_within_their_bytes, 0, FORMS);
	tcase_add_loop_test(tc, lines_of_a_hex_dump_have_256_bytes_at_most, 0, 2);
	tcase_add_loop_test(tc, what_is_no_dump_is_none, 0,
			    sizeof(none) / sizeof(none[0]));
	tcase_add_loop_test(tc, addresses_far_apart_are_a_limit, 0,
			    sizeof(far) / sizeof(far[0]));
	tcase_add_test(tc, offsets_that_go_back_end_a_dump);
	suite_add_tcase(suite, tc);
	return suite;
}
