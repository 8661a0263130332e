/* SPDX-License-Identifier: BSD-2-Clause */
/* test_fwbuild_vbt.c - the synthetic Video BIOS Table and the video BIOS around it */
#include "fwbuild_vbt.h"

#include <string.h>

#include "unit.h"

static struct fwbytes o;

static void start(void)
{
	o = (struct fwbytes){ 0 };
}

static void finish(void)
{
	bytes_free(&o);
}

static uint64_t le(size_t at, unsigned count)
{
	uint64_t value = 0;

	ck_assert_uint_le(at + count, o.len);
	while (count-- > 0)
		value = value << 8 | o.data[at + count];
	return value;
}

static const struct vbt_options forms[] = {
	{ 0 },
	{ .name = "HASWELL", .bdb_version = 188, .exact = true },
	{ .name = "IRONLAKE-MOBILE", .bdb_version = 156 },
	{ .name = "PANTHERLAKE", .bdb_version = 266, .extra = 900, .devices = 7 },
};

enum { FORM_COUNT = sizeof(forms) / sizeof(forms[0]), BDB = 48 };

START_TEST(header_and_sizes)
{
	size_t size = vbt_put(&o, &forms[_i]), bdb_size = le(BDB + 20, 2);

	ck_assert_uint_eq(size, o.len);
	ck_assert_mem_eq(o.data, "$VBT ", 5);
	ck_assert_uint_eq(le(20, 2), 100);
	ck_assert_uint_eq(le(22, 2), 48);
	ck_assert_uint_eq(le(24, 2), size);
	ck_assert_uint_eq(bytes_sum8(&o, 0, size), 0);
	ck_assert_uint_eq(le(28, 4), BDB);
	ck_assert_mem_eq(o.data + BDB, "BIOS_DATA_BLOCK ", 16);
	ck_assert_uint_eq(le(BDB + 18, 2), 22);
	ck_assert_uint_eq(size, 48 + bdb_size + (forms[_i].exact ? 0 : 1));
}
END_TEST

START_TEST(the_name_fills_up_with_blanks)
{
	vbt_put(&o, &forms[0]);
	ck_assert_mem_eq(o.data, "$VBT SKYLAKE        ", 20);
	bytes_free(&o);
	vbt_put(&o, &forms[2]);
	ck_assert_mem_eq(o.data, "$VBT IRONLAKE-MOBILE", 20);
}
END_TEST

/*
 * Return the offset of a block's body and its size. The walk over all blocks must end at
 * the end of the table.
 */
static size_t block(unsigned id, size_t *size)
{
	size_t at = BDB + le(BDB + 18, 2), end = le(24, 2), found = 0;

	while (at < end) {
		if (le(at, 1) == id) {
			found = at + 3;
			*size = le(at + 1, 2);
		}
		at += 3 + le(at + 1, 2);
	}
	ck_assert_uint_eq(at, end);
	return found;
}

START_TEST(the_blocks_are_there)
{
	static const unsigned ids[] = { 254, 1, 2, 40, 41, 42 };
	size_t size;

	vbt_put(&o, &forms[_i]);
	for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++)
		ck_assert_uint_ne(block(ids[i], &size), 0);
	ck_assert_int_eq(block(52, &size) != 0, forms[_i].extra != 0);
}
END_TEST

START_TEST(child_devices_have_the_size_of_the_version)
{
	static const unsigned sizes[FORM_COUNT] = { 38, 33, 33, 44 };
	static const unsigned counts[FORM_COUNT] = { 4, 4, 4, 7 };
	size_t size = 0, at;

	vbt_put(&o, &forms[_i]);
	at = block(2, &size);
	ck_assert_uint_eq(le(at + 4, 1), sizes[_i]);
	ck_assert_uint_eq(size, 5 + counts[_i] * sizes[_i]);
	ck_assert_uint_eq(le(at + 5, 2), 0x0008);
	ck_assert_uint_eq(le(at + 7, 2), 0x1806);
	ck_assert_uint_eq(le(at + 5 + 16, 1), 10);
}
END_TEST

START_TEST(panel_pointers_lead_into_the_panel_data)
{
	size_t size = 0, pointers, data, last;

	vbt_put(&o, &forms[0]);
	pointers = block(41, &size);
	ck_assert_uint_eq(size, 1 + 16 * 9 + 3);
	data = block(42, &size);
	ck_assert_uint_eq(BDB + le(pointers + 1, 2), data);
	last = pointers + 1 + 15 * 9;
	ck_assert_uint_eq(le(BDB + le(last + 3, 2) - 2, 2), 0xFFFF);
	ck_assert_uint_eq(le(BDB + le(last + 6, 2), 2), 0x694D);
	ck_assert_uint_eq(BDB + le(pointers + 1 + 16 * 9, 2) + 16 * 13, data + size);
}
END_TEST

START_TEST(the_sign_on_is_at_ten)
{
	size_t size = 0, at;

	vbt_put(&o, &(struct vbt_options){ .sign_on = "hello" });
	at = block(254, &size);
	ck_assert_uint_eq(size, 10 + 155);
	ck_assert_mem_eq(o.data + at + 10, "hello\0", 7);
	bytes_free(&o);
	vbt_put(&o, &forms[0]);
	bytes_find(&o, "Build Number: 1000 ", 19);
}
END_TEST

START_TEST(lies)
{
	size_t size = vbt_put(&o, &(struct vbt_options){ .vbt_size = 0x8765,
							 .bdb_offset = 0x12345678,
							 .bdb_size = 0x4321,
							 .no_bdb_signature = true });

	ck_assert_uint_eq(size, o.len);
	ck_assert_uint_eq(le(24, 2), 0x8765);
	ck_assert_uint_eq(le(28, 4), 0x12345678);
	ck_assert_uint_eq(le(BDB + 20, 2), 0x4321);
	ck_assert(memcmp(o.data + BDB, "BIOS_DATA_BLOCK ", 16) != 0);
}
END_TEST

START_TEST(a_bad_checksum_is_bad)
{
	size_t size = vbt_put(&o, &(struct vbt_options){ .bad_checksum = true });

	ck_assert_uint_ne(bytes_sum8(&o, 0, size), 0);
}
END_TEST

START_TEST(padding_is_zeros_to_512)
{
	size_t size;

	put_text(&o, "abc");
	size = vbt_put_padded(&o, &forms[0]);
	ck_assert_uint_eq(le(3 + 24, 2), size);
	ck_assert_uint_eq((o.len - 3) % 512, 0);
	ck_assert_uint_lt(o.len - 3 - size, 512);
	ck_assert_uint_eq(bytes_sum8(&o, 3 + size, o.len - 3 - size), 0);
}
END_TEST

START_TEST(video_bios)
{
	size_t size = vbios_put(&o, &(struct vbt_options){ .bad_checksum = true });
	size_t pcir = le(0x18, 2), vbt = le(0x1A, 2);

	ck_assert_uint_eq(le(0, 2), 0xAA55);
	ck_assert_uint_eq(le(2, 1) * 512, o.len);
	ck_assert_uint_eq(bytes_sum8(&o, 0, o.len), 0);
	ck_assert_mem_eq(o.data + pcir, "PCIR\x86\x80", 6);
	ck_assert_uint_eq(le(pcir + 0x0D, 3), 0x030000);
	ck_assert_uint_eq(le(pcir + 0x10, 2) * 512, o.len);
	ck_assert_uint_eq(le(pcir + 0x14, 1), 0);
	ck_assert_uint_eq(le(pcir + 0x15, 1), 0x80);
	ck_assert_uint_eq(vbt, VBIOS_VBT_AT);
	ck_assert_mem_eq(o.data + vbt, "$VBT SKYLAKE", 12);
	ck_assert_uint_eq(le(vbt + 24, 2), size);
	ck_assert_uint_eq(le(vbt + BDB + 20, 2) + 48, size);
	ck_assert_uint_ne(bytes_sum8(&o, vbt, size), 0);
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *suite = suite_create("fwbuild_vbt");
	TCase *t = tcase_create("table");

	tcase_add_checked_fixture(t, start, finish);
	tcase_add_loop_test(t, header_and_sizes, 0, FORM_COUNT);
	tcase_add_test(t, the_name_fills_up_with_blanks);
	tcase_add_loop_test(t, the_blocks_are_there, 0, FORM_COUNT);
	tcase_add_loop_test(t, child_devices_have_the_size_of_the_version, 0, FORM_COUNT);
	tcase_add_test(t, panel_pointers_lead_into_the_panel_data);
	tcase_add_test(t, the_sign_on_is_at_ten);
	tcase_add_test(t, lies);
	tcase_add_test(t, a_bad_checksum_is_bad);
	tcase_add_test(t, padding_is_zeros_to_512);
	tcase_add_test(t, video_bios);
	suite_add_tcase(suite, t);
	return suite;
}
