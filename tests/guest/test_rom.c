/* SPDX-License-Identifier: BSD-2-Clause */
/* test_rom.c - gopx can read the option ROMs and policy drivers that it writes */
#include <gopx/build.h>

#include <stdlib.h>
#include <string.h>

#include "fwbuild_pe.h"
#include "fwbuild_vbt.h"
#include "unit.h"

static struct gopx_bytes bytes_of(const struct fwbytes *b)
{
	return (struct gopx_bytes){ b->data, b->len };
}

static bool same(struct gopx_bytes a, struct gopx_bytes b)
{
	return a.size == b.size && memcmp(a.data, b.data, a.size) == 0;
}

/*
 * EDK2's EfiRom (2022.11) made a ROM of the three drivers below with the options
 * "-f 0x8086 -i 0xffff". These are the first 0x38 bytes of the first image in this ROM.
 * Two fields of the other images are different (see below).
 */
static const uint8_t golden_header[0x38] = {
	0x55, 0xaa, 0x0b, 0x00, 0xf1, 0x0e, 0x00, 0x00, 0x0b, 0x00, 0x64, 0x86,
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x40, 0x01,
	0x1c, 0x00, 0x00, 0x00, 'P',  'C',  'I',  'R',  0x86, 0x80, 0xff, 0xff,
	0x00, 0x00, 0x1c, 0x00, 0x03, 0x00, 0x00, 0x00, 0x0b, 0x00, 0x00, 0x00,
	0x03, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
};

#define GOLDEN_IMAGE (11 * 512) /* the size of each */

static const struct {
	size_t size; /* of the driver */
	uint16_t at; /* offset of the driver in its image */
	uint8_t indicator;
} golden[3] = {
	{ 5312, 0x140, 0 },
	{ 5440, 0xc0, 0 },
	{ 5536, 0x60, 0x80 },
};

static void make_drivers(struct fwbytes parts[3], struct gopx_bytes drivers[3])
{
	for (unsigned int i = 0; i < 3; i++) {
		gop_put(&parts[i],
			&(struct gop_options){ .seed = i, .code = 4096 + 100 * i });
		drivers[i] = bytes_of(&parts[i]);
	}
}

START_TEST(bytes_are_those_of_efirom)
{
	struct fwbytes parts[3] = { { 0 } };
	struct gopx_bytes drivers[3];
	uint8_t rom[3 * GOLDEN_IMAGE];

	make_drivers(parts, drivers);
	ck_assert_uint_eq(gopx_rom_size(drivers, 3), sizeof(rom));
	ck_assert_int_eq(gopx_rom_write(0x8086, 0xffff, drivers, 3, rom, sizeof(rom)),
			 GOPX_OK);
	for (size_t i = 0; i < 3; i++) {
		const uint8_t *image = rom + i * GOLDEN_IMAGE;
		uint8_t header[sizeof(golden_header)];

		memcpy(header, golden_header, sizeof(header));
		header[0x16] = (uint8_t)golden[i].at;
		header[0x17] = (uint8_t)(golden[i].at >> 8);
		header[0x31] = golden[i].indicator;
		ck_assert_uint_eq(drivers[i].size, golden[i].size);
		ck_assert_mem_eq(image, header, sizeof(header));
		for (size_t j = sizeof(header); j < golden[i].at; j++)
			ck_assert_uint_eq(image[j], 0xff);
		ck_assert_mem_eq(image + golden[i].at, drivers[i].data, golden[i].size);
		bytes_free(&parts[i]);
	}
}
END_TEST

START_TEST(what_is_written_is_read_back)
{
	struct fwbytes parts[3] = { { 0 } };
	struct gopx_bytes drivers[3], rom;
	struct gopx_rom_image image;
	size_t offset = 0;
	uint8_t *out;

	make_drivers(parts, drivers);
	rom.size = gopx_rom_size(drivers, 3);
	rom.data = out = malloc(rom.size);
	ck_assert_int_eq(gopx_rom_write(0x8086, 0xffff, drivers, 3, out, rom.size - 1),
			 GOPX_E_ARGUMENT);
	ck_assert_int_eq(gopx_rom_write(0x8086, 0xffff, drivers, 3, out, rom.size),
			 GOPX_OK);
	for (size_t i = 0; i < 3; i++) {
		ck_assert_int_eq(gopx_rom_next(rom, &offset, &image), GOPX_OK);
		ck_assert(same(image.body, drivers[i]));
		ck_assert_uint_eq(image.vendor, 0x8086);
		ck_assert_uint_eq(image.device, 0xffff);
		ck_assert(image.efi && !image.compressed);
		ck_assert_int_eq(image.last, i == 2);
	}
	ck_assert_uint_eq(offset, rom.size);
	ck_assert_int_eq(gopx_rom_next(rom, &offset, &image), GOPX_E_FORMAT);
	rom.size -= 512;
	offset = 0;
	ck_assert_int_eq(gopx_rom_next(rom, &offset, &image), GOPX_OK);
	ck_assert_int_eq(gopx_rom_next(rom, &offset, &image), GOPX_OK);
	ck_assert_int_eq(gopx_rom_next(rom, &offset, &image), GOPX_E_TRUNCATED);
	ck_assert_ptr_null(image.body.data);
	free(out);
	for (size_t i = 0; i < 3; i++)
		bytes_free(&parts[i]);
}
END_TEST

static const struct {
	struct gop_options options;
	size_t cut;
} no_drivers[] = {
	{ { .machine = MACHINE_IA32 }, 0 },
	{ { .subsystem = 10 }, 0 },
	{ { 0 }, 1 }, /* its end is missing */
	{ { 0 }, 5300 },
};

START_TEST(only_whole_x64_drivers_are_taken)
{
	struct fwbytes gop = { 0 };
	struct gopx_bytes driver;

	gop_put(&gop, &no_drivers[_i].options);
	driver = bytes_of(&gop);
	driver.size -= no_drivers[_i].cut;
	ck_assert_uint_eq(gopx_rom_size(&driver, 1), 0);
	ck_assert_int_eq(gopx_rom_write(0, 0, &driver, 1, NULL, 0), GOPX_E_ARGUMENT);
	bytes_free(&gop);
}
END_TEST

/*
 * A policy driver with a table differs from one without only in the slot, which contains
 * the table.
 */
START_TEST(the_policy_driver_holds_the_table)
{
	struct fwbytes vbt = { 0 };
	size_t size = gopx_policy_size();
	uint8_t *plain = malloc(size), *filled = malloc(size);
	struct gopx_bytes driver = { filled, size }, none = { 0 };
	struct gopx_image *image;

	vbt_put_padded(&vbt, &(struct vbt_options){ 0 });
	ck_assert_int_eq(gopx_policy_write(none, GOPX_LID_OPEN, plain, size), GOPX_OK);
	ck_assert_int_eq(gopx_policy_write(bytes_of(&vbt), GOPX_LID_OPEN, filled, size),
			 GOPX_OK);
	ck_assert_uint_gt(gopx_rom_size(&driver, 1), size);
	ck_assert_int_eq(gopx_scan(filled, size, NULL, &image), GOPX_OK);
	ck_assert_uint_eq(gopx_finding_count(image), 1);
	ck_assert_mem_eq(gopx_finding_trimmed(gopx_finding_at(image, 0)).data, vbt.data,
			 gopx_finding_trimmed(gopx_finding_at(image, 0)).size);
	gopx_image_free(image);
	ck_assert_int_eq(gopx_scan(plain, size, NULL, &image), GOPX_OK);
	ck_assert_uint_eq(gopx_finding_count(image), 0);
	gopx_image_free(image);
	free(plain);
	free(filled);
	bytes_free(&vbt);
}
END_TEST

START_TEST(the_policy_driver_refuses_what_is_no_table)
{
	static uint8_t table[0x4001] = "$VBT", out[0x8000];
	size_t size = gopx_policy_size();

	ck_assert_uint_le(size, sizeof(out));
	ck_assert_int_eq(gopx_policy_write((struct gopx_bytes){ table, 0x4001 },
					   GOPX_LID_OPEN, out, size),
			 GOPX_E_LIMIT);
	ck_assert_int_eq(
	    gopx_policy_write((struct gopx_bytes){ table, 47 }, GOPX_LID_OPEN, out, size),
	    GOPX_E_FORMAT);
	table[24] = 49;
	ck_assert_int_eq(
	    gopx_policy_write((struct gopx_bytes){ table, 48 }, GOPX_LID_OPEN, out, size),
	    GOPX_E_FORMAT);
	table[0] = 'x';
	ck_assert_int_eq(gopx_policy_write((struct gopx_bytes){ table, 100 },
					   GOPX_LID_OPEN, out, size),
			 GOPX_E_FORMAT);
	ck_assert_int_eq(
	    gopx_policy_write((struct gopx_bytes){ 0 }, GOPX_LID_OPEN, out, size - 1),
	    GOPX_E_ARGUMENT);
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *suite = suite_create("rom");
	TCase *tc = tcase_create("rom");

	tcase_add_test(tc, bytes_are_those_of_efirom);
	tcase_add_test(tc, what_is_written_is_read_back);
	tcase_add_loop_test(tc, only_whole_x64_drivers_are_taken, 0,
			    sizeof(no_drivers) / sizeof(no_drivers[0]));
	tcase_add_test(tc, the_policy_driver_holds_the_table);
	tcase_add_test(tc, the_policy_driver_refuses_what_is_no_table);
	suite_add_tcase(suite, tc);
	return suite;
}
