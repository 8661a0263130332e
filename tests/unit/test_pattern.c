/* SPDX-License-Identifier: BSD-2-Clause */
/* test_pattern.c - conversion of text to search patterns */
#include "find/pattern.h"

#include <stdbool.h>
#include <string.h>

#include "unit.h"

#define HEX  GOPX_PATTERN_HEX
#define TEXT GOPX_PATTERN_TEXT
#define GUID GOPX_PATTERN_GUID

static const struct {
	const char *text;
	size_t len;
	uint8_t value[8], mask[8];
} hex_patterns[] = {
	{ "00", 1, { 0 }, { 0xff } },
	{ "2456 42?4", 4, { 0x24, 0x56, 0x42, 0x04 }, { 0xff, 0xff, 0xff, 0x0f } },
	{ "2456424", 0, { 0 }, { 0 } },
	{ " 24\t56\n42\r5? ", 4, { 0x24, 0x56, 0x42, 0x50 }, { 0xff, 0xff, 0xff, 0xf0 } },
	{ "aBcDeF", 3, { 0xab, 0xcd, 0xef }, { 0xff, 0xff, 0xff } },
	{ "?? f? ??", 3, { 0x00, 0xf0, 0x00 }, { 0x00, 0xf0, 0x00 } },
	{ "?f", 1, { 0x0f }, { 0x0f } },
};

START_TEST(hex_is_bytes_with_open_digits)
{
	struct gx_search_pattern p;
	const char *wrong = gx_pattern_parse(HEX, hex_patterns[_i].text, &p);

	ck_assert_int_eq(wrong == NULL, hex_patterns[_i].len > 0);
	if (wrong)
		return;
	ck_assert_uint_eq(p.count, 1);
	ck_assert_uint_eq(p.utf16, 1);
	ck_assert_uint_eq(p.strings[0].len, hex_patterns[_i].len);
	for (size_t i = 0; i < p.strings[0].len; i++) {
		ck_assert_uint_eq(p.strings[0].bytes[i].value, hex_patterns[_i].value[i]);
		ck_assert_uint_eq(p.strings[0].bytes[i].mask, hex_patterns[_i].mask[i]);
	}
}
END_TEST

static bool matches(const struct gx_masked_string *s, const char *bytes, size_t len)
{
	for (size_t i = 0; i < s->len && i < len; i++) {
		if (((uint8_t)bytes[i] & s->bytes[i].mask) != s->bytes[i].value)
			return false;
	}
	return s->len == len;
}

START_TEST(text_is_both_encodings_in_any_case)
{
	struct gx_search_pattern p;

	ck_assert_ptr_null(gx_pattern_parse(TEXT, "Az@[`{ 1", &p));
	ck_assert_uint_eq(p.count, 2);
	ck_assert_uint_eq(p.utf16, 1);
	ck_assert(matches(&p.strings[0], "Az@[`{ 1", 8));
	ck_assert(matches(&p.strings[0], "aZ@[`{ 1", 8));
	/* These characters differ from a letter in one bit, but are not letters. */
	ck_assert(!matches(&p.strings[0], "az`[`{ 1", 8));
	ck_assert(!matches(&p.strings[0], "az@{`{ 1", 8));
	ck_assert(!matches(&p.strings[0], "az@[@{ 1", 8));
	ck_assert(!matches(&p.strings[0], "az@[`{\0001", 8));
	ck_assert(matches(&p.strings[1], "a\0z\0@\0[\0`\0{\0 \0001\0", 16));
	ck_assert(!matches(&p.strings[1], "a\1z\0@\0[\0`\0{\0 \0001\0", 16));
}
END_TEST

START_TEST(guid_is_as_images_hold_it)
{
	static const char bytes[16] = "\xde\xa9\x42\x90\xdc\x23\x38\x4a"
				      "\x96\xfb\x7a\xde\xd0\x80\x51\x6a";
	struct gx_search_pattern p;

	ck_assert_ptr_null(
	    gx_pattern_parse(GUID, "9042A9DE-23dc-4a38-96fb-7aded080516A", &p));
	ck_assert_uint_eq(p.count, 1);
	ck_assert(matches(&p.strings[0], bytes, sizeof(bytes)));
}
END_TEST

static const struct {
	enum gopx_pattern_kind kind;
	const char *text, *says;
} refused[] = {
	{ HEX, "", "is empty" },
	{ HEX, " \t ", "is empty" },
	{ HEX, "0", "one digit" },
	{ HEX, "01 2", "one digit" },
	{ HEX, "01 2 3", "one digit" },
	{ HEX, "0x12", "hex digits" },
	{ HEX, "g0", "hex digits" },
	{ HEX, "0g", "hex digits" },
	{ HEX, "0\x80", "hex digits" },
	{ HEX, "12.4", "hex digits" },
	{ HEX, "??", "no fixed digit" },
	{ HEX, "?? ??", "no fixed digit" },
	{ TEXT, "", "two characters" },
	{ TEXT, "a", "two characters" },
	{ TEXT, "a\n", "printable ASCII" },
	{ TEXT, "a\x7f", "printable ASCII" },
	{ TEXT, "\xc3\xa4\xc3\xb6", "printable ASCII" },
	{ GUID, "", "is not of the form" },
	{ GUID, "9042A9DE-23DC-4A38-96FB-7ADED080516", "is not of the form" },
	{ GUID, "9042A9DE23DC4A3896FB7ADED080516A", "is not of the form" },
	{ GUID, "9042A9DE-23DC-4A38-96FB-7ADED080516AA", "is not of the form" },
	{ GUID, "9042A9DE-23DC-4A38-96FB-7ADED080516G", "is not of the form" },
	{ (enum gopx_pattern_kind)9, "00", "unknown kind" },
};

START_TEST(what_is_no_pattern_is_refused)
{
	static const struct gx_search_pattern none;
	struct gx_search_pattern p;
	const char *wrong = gx_pattern_parse(refused[_i].kind, refused[_i].text, &p);

	ck_assert_msg(wrong && strstr(wrong, refused[_i].says), "'%s': %s",
		      refused[_i].text, wrong ? wrong : "taken");
	ck_assert_mem_eq(&p, &none, sizeof(p));
}
END_TEST

/* Try 'len' characters of text. At most 'max' must be accepted. */
static void check_longest(enum gopx_pattern_kind kind, size_t len, size_t most)
{
	char text[2 * GX_PATTERN_MAX + 8] = "";
	struct gx_search_pattern p;

	memset(text, '7', len);
	ck_assert_int_eq(gx_pattern_parse(kind, text, &p) == NULL, len <= most);
}

START_TEST(length_has_a_limit)
{
	check_longest(HEX, (size_t)2 * GX_PATTERN_MAX, (size_t)2 * GX_PATTERN_MAX);
	check_longest(HEX, (size_t)2 * GX_PATTERN_MAX + 2, (size_t)2 * GX_PATTERN_MAX);
	check_longest(TEXT, GX_PATTERN_MAX / 2, GX_PATTERN_MAX / 2);
	check_longest(TEXT, GX_PATTERN_MAX / 2 + 1, GX_PATTERN_MAX / 2);
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *suite = suite_create("pattern");
	TCase *tc = tcase_create("pattern");

	tcase_add_loop_test(tc, hex_is_bytes_with_open_digits, 0,
			    sizeof(hex_patterns) / sizeof(hex_patterns[0]));
	tcase_add_test(tc, text_is_both_encodings_in_any_case);
	tcase_add_test(tc, guid_is_as_images_hold_it);
	tcase_add_loop_test(tc, what_is_no_pattern_is_refused, 0,
			    sizeof(refused) / sizeof(refused[0]));
	tcase_add_test(tc, length_has_a_limit);
	suite_add_tcase(suite, tc);
	return suite;
}
