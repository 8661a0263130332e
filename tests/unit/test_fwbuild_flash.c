/* SPDX-License-Identifier: BSD-2-Clause */
/* test_fwbuild_flash.c - the builder's flash descriptors, capsules and option ROMs */
#include "fwbuild_flash.h"

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

static const struct flash_layout layouts[] = {
	{ .regions[REGION_BIOS] = { 0x5000, 0x3000 },
	  .regions[REGION_EC] = { 0x2000, 0x1000 } },
	{ .version1 = true, .regions[REGION_BIOS] = { 0x5000, 0x3000 } },
};

START_TEST(descriptor_map)
{
	uint64_t flmap0, regions;

	descriptor_put(&o, &layouts[_i]);
	ck_assert_uint_eq(o.len, 0x1000);
	ck_assert_uint_eq(le(0, 8), UINT64_MAX);
	ck_assert_uint_eq(le(0x10, 4), 0x0FF0A55A);
	flmap0 = le(0x14, 4);
	regions = (flmap0 >> 16 & 0xFF) << 4;
	ck_assert_uint_eq(regions, 0x40);
	ck_assert_uint_eq(le(regions, 4), 0); /* the descriptor: block 0 to 0 */
	ck_assert_uint_eq(le(regions + 4, 2), 5);
	ck_assert_uint_eq(le(regions + 6, 2), 7);
	ck_assert_uint_eq(le(regions + 8, 4), 0x7FFF); /* no ME */
	/* The read clock gives the version. */
	ck_assert_int_eq((le((flmap0 & 0xFF) << 4, 4) >> 17 & 7) == 0,
			 layouts[_i].version1);
	if (!layouts[_i].version1)
		ck_assert_uint_eq(le(regions + 4 * REGION_EC, 4), 0x00020002);
}
END_TEST

START_TEST(descriptor_signature_at_0)
{
	descriptor_put(&o, &(struct flash_layout){ .signature_at_0 = true });
	ck_assert_uint_eq(o.len, 0x1000);
	ck_assert_uint_eq(le(0, 4), 0x0FF0A55A);
	ck_assert_uint_eq((le(4, 4) >> 16 & 0xFF) << 4, 0x40);
}
END_TEST

static void put_capsule(const struct capsule *c)
{
	size_t at = capsule_begin(&o, c);

	put_text(&o, "the body");
	capsule_end(&o, c, at);
}

START_TEST(efi_capsule)
{
	put_capsule(&(struct capsule){ .guid = GUID_CAPSULE });
	ck_assert_uint_eq(le(16, 4), 28);
	ck_assert_uint_eq(le(24, 4), 36);
	ck_assert_mem_eq(o.data + 28, "the body", 8);
}
END_TEST

START_TEST(toshiba_capsule)
{
	put_capsule(&(struct capsule){
	    .guid = GUID_CAPSULE_TOSHIBA, .form = CAPSULE_TOSHIBA, .header_size = 0x40 });
	ck_assert_uint_eq(le(16, 4), 0x40);
	ck_assert_uint_eq(le(20, 4), 0x48);
	ck_assert_mem_eq(o.data + 0x40, "the body", 8);
}
END_TEST

START_TEST(aptio_capsule)
{
	put_capsule(&(struct capsule){
	    .guid = GUID_CAPSULE_APTIO, .form = CAPSULE_APTIO, .rom_offset = 0x800 });
	ck_assert_uint_eq(le(16, 4), 32);
	ck_assert_uint_eq(le(24, 4), 0x808);
	ck_assert_uint_eq(le(0x1C, 2), 0x800);
	ck_assert_mem_eq(o.data + 0x800, "the body", 8);
}
END_TEST

START_TEST(capsule_size_lie)
{
	put_capsule(&(struct capsule){ .guid = GUID_CAPSULE, .image_size = 0x1000 });
	ck_assert_uint_eq(le(24, 4), 0x1000);
	ck_assert_uint_eq(o.len, 36);
}
END_TEST

START_TEST(fmp_body)
{
	fmp_put(&o, (const uint8_t *)"payload", 7);
	ck_assert_uint_eq(le(0, 4), 1);
	ck_assert_uint_eq(le(6, 2), 1);
	ck_assert_uint_eq(le(8, 8), 16);
	ck_assert_uint_eq(le(16 + 24, 4), 7);
	ck_assert_mem_eq(o.data + 16 + 48, "payload", 7);
}
END_TEST

START_TEST(option_rom)
{
	size_t pcir;

	option_rom_put(&o,
		       &(struct option_rom){ .pe_offset = 0xC0,
					     .compressed = _i != 0,
					     .not_last = _i != 0,
					     .device = 0x1912 },
		       (const uint8_t *)"MZ and so on", 12);
	ck_assert_uint_eq(o.len, 512);
	ck_assert_uint_eq(le(0, 2), 0xAA55);
	ck_assert_uint_eq(le(2, 2), 1);
	ck_assert_uint_eq(le(4, 4), 0x0EF1);
	ck_assert_uint_eq(le(8, 2), 0x0B);
	ck_assert_uint_eq(le(10, 2), 0x8664);
	ck_assert_uint_eq(le(12, 2), _i ? 1 : 0);
	ck_assert_mem_eq(o.data + le(0x16, 2), "MZ and so on", 12);
	pcir = le(0x18, 2);
	ck_assert_mem_eq(o.data + pcir, "PCIR\x86\x80\x12\x19", 8);
	ck_assert_uint_eq(le(pcir + 0x0D, 3), 0x030000);
	ck_assert_uint_eq(le(pcir + 0x10, 2), 1);
	ck_assert_uint_eq(le(pcir + 0x14, 1), 3);
	ck_assert_uint_eq(le(pcir + 0x15, 1), _i ? 0 : 0x80);
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *suite = suite_create("fwbuild_flash");
	TCase *t = tcase_create("around volumes");

	tcase_add_checked_fixture(t, start, finish);
	tcase_add_loop_test(t, descriptor_map, 0, 2);
	tcase_add_test(t, descriptor_signature_at_0);
	tcase_add_test(t, efi_capsule);
	tcase_add_test(t, toshiba_capsule);
	tcase_add_test(t, aptio_capsule);
	tcase_add_test(t, capsule_size_lie);
	tcase_add_test(t, fmp_body);
	tcase_add_loop_test(t, option_rom, 0, 2);
	suite_add_tcase(suite, t);
	return suite;
}
