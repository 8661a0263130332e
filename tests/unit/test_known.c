/* SPDX-License-Identifier: BSD-2-Clause */
/* test_known.c - the table of GUIDs that have a name */
#include <ctype.h>
#include <string.h>

#include <gopx/gopx.h>

#include "base/guid.h"
#include "find/known.h"
#include "unit.h"

static void check_guid(const char *text)
{
	char again[GX_GUID_TEXT_SIZE];
	struct gx_guid guid;

	ck_assert_msg(gx_guid_parse(text, &guid), "%s", text);
	gx_guid_format(&guid, again);
	ck_assert_str_eq(text, again);
}

/* A name has letters and digits, and starts with a letter. */
static void check_name(const char *name)
{
	ck_assert_msg(isalpha((unsigned char)name[0]), "%s", name);
	for (const char *c = name; *c; c++)
		ck_assert_msg(isalnum((unsigned char)*c), "%s", name);
	ck_assert_msg(strlen(name) <= 40, "%s", name);
}

START_TEST(table_is_sorted_unique_and_valid)
{
	const struct gx_known *known, *before = NULL;
	size_t count = 0;

	for (; (known = gx_known_at(count)); count++) {
		check_guid(known->guid);
		check_name(known->name);
		if (before)
			ck_assert_msg(strcmp(before->guid, known->guid) < 0, "%s",
				      known->guid);
		before = known;
	}
	ck_assert_uint_gt(count, 300);
}
END_TEST

START_TEST(every_entry_is_found)
{
	const struct gx_known *known;

	for (size_t i = 0; (known = gx_known_at(i)); i++)
		ck_assert_ptr_eq(gopx_guid_name(known->guid), known->name);
}
END_TEST

START_TEST(either_case_is_found)
{
	ck_assert_str_eq(gopx_guid_name("9042a9de-23DC-4a38-96FB-7aDED080516a"),
			 "EfiGraphicsOutputProtocol");
}
END_TEST

START_TEST(others_have_no_name)
{
	ck_assert_ptr_null(gopx_guid_name("00000000-0000-0000-0000-000000000001"));
	ck_assert_ptr_null(gopx_guid_name("FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF"));
	ck_assert_ptr_null(gopx_guid_name("9042A9DE-23DC-4A38-96FB-7ADED080516B"));
	ck_assert_ptr_null(gopx_guid_name("9042A9DE-23DC-4A38-96FB-7ADED080516"));
	ck_assert_ptr_null(gopx_guid_name("{9042A9DE-23DC-4A38-96FB-7ADED080516A}"));
	ck_assert_ptr_null(gopx_guid_name("no GUID"));
	ck_assert_ptr_null(gopx_guid_name(""));
	ck_assert_ptr_null(gopx_guid_name(NULL));
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *suite = suite_create("known");
	TCase *tc = tcase_create("known");

	tcase_add_test(tc, table_is_sorted_unique_and_valid);
	tcase_add_test(tc, every_entry_is_found);
	tcase_add_test(tc, either_case_is_found);
	tcase_add_test(tc, others_have_no_name);
	suite_add_tcase(suite, tc);
	return suite;
}
