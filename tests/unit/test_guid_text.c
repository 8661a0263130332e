/* SPDX-License-Identifier: BSD-2-Clause */
/* test_guid_text.c - libuuid and gopx's own code give the same results for GUIDs */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/guid.h"
#include "unit.h"

/* Compare gopx's own code, for systems without libuuid, with the code that is linked. */
#define gx_guid_format own_format
#define gx_guid_parse  own_parse
void own_format(const struct gx_guid *g, char out[GX_GUID_TEXT_SIZE]);
bool own_parse(const char *text, struct gx_guid *out);
#include "base/machine/guid_text_own.c"
#undef gx_guid_format
#undef gx_guid_parse

static uint32_t state = 1;

static uint8_t any_byte(void)
{
	state = state * 1664525 + 1013904223;
	return (uint8_t)(state >> 24);
}

static void agree_on(const char *text)
{
	struct gx_guid a, b;
	bool taken = gx_guid_parse(text, &a);

	ck_assert_msg(own_parse(text, &b) == taken, "%s", text);
	ck_assert_msg(gx_guid_equal(&a, &b), "%s", text);
}

START_TEST(texts_are_the_same)
{
	char first[GX_GUID_TEXT_SIZE], second[GX_GUID_TEXT_SIZE];
	struct gx_guid guid;

	for (int round = 0; round < 2000; round++) {
		for (size_t i = 0; i < sizeof(guid.b); i++)
			guid.b[i] = any_byte();
		gx_guid_format(&guid, first);
		own_format(&guid, second);
		ck_assert_str_eq(first, second);
		agree_on(first);
		/* Try the text with another character in one place. */
		first[any_byte() % (GX_GUID_TEXT_SIZE - 1)] = (char)(any_byte() & 127);
		agree_on(first);
	}
}
END_TEST

static const char *const texts[] = {
	"",
	"-",
	"8C8CE578-8A3D-4F1C-9935-896185C32DD3",
	"8c8ce578-8a3d-4f1c-9935-896185c32dd3",
	"8C8CE578-8A3D-4F1C-9935-896185C32DD",
	"8C8CE578-8A3D-4F1C-9935-896185C32DD3 ",
	" 8C8CE578-8A3D-4F1C-9935-896185C32DD",
	"8C8CE5788A3D4F1C9935896185C32DD3",
	"8C8CE578-8A3D-4F1C-9935-896185C32DDG",
	"8C8CE57-88A3D-4F1C-9935-896185C32DD3",
	"0x8CE578-8A3D-4F1C-9935-896185C32DD3",
	"+C8CE578-8A3D-4F1C-9935-896185C32DD3",
	"{C8CE578-8A3D-4F1C-9935-896185C32DD}",
	"------------------------------------",
};

START_TEST(what_is_no_guid_is_none)
{
	agree_on(texts[_i]);
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *suite = suite_create("guid_text");
	TCase *tc = tcase_create("guid_text");

	tcase_add_test(tc, texts_are_the_same);
	tcase_add_loop_test(tc, what_is_no_guid_is_none, 0,
			    sizeof(texts) / sizeof(texts[0]));
	suite_add_tcase(suite, tc);
	return suite;
}
