/* SPDX-License-Identifier: BSD-2-Clause */
/* test_fat.c - FAT file systems: files whose clusters are in any order */
#include "format/archive/fat.h"

#include <gopx/gopx.h>

#include <stdlib.h>
#include <string.h>

#include "fwbuild_vbt.h"
#include "pack_fat.h"
#include "unit.h"

static struct fwbytes o, table;
static struct gopx_image *image;

static void start(void)
{
	o = table = (struct fwbytes){ 0 };
	image = NULL;
	vbt_put(&table, &(struct vbt_options){ 0 });
}

static void finish(void)
{
	gopx_image_free(image);
	bytes_free(&o);
	bytes_free(&table);
}

static void put_table(unsigned bits, bool scattered)
{
	const struct fat_file files[] = {
		{ "README     ", (const uint8_t *)"text", 4, false },
		{ "TABLE   ROM", table.data, table.len, scattered },
	};

	fat_put(&o, bits, files, 2, NULL);
}

static void scan(void)
{
	gopx_image_free(image);
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

/* Check that the only finding is the complete table. Returns its place. */
static const struct gopx_place *check_table(void)
{
	const struct gopx_finding *f = gopx_finding_at(image, 0);
	struct gopx_bytes body;

	ck_assert_uint_eq(gopx_finding_count(image), 1);
	body = gopx_finding_body(f);
	ck_assert_uint_eq(body.size, table.len);
	ck_assert_mem_eq(body.data, table.data, table.len);
	return gopx_finding_place_at(f, 0);
}

static const struct {
	unsigned bits;
	bool scattered;
	size_t before; /* block size of the disk, if the file system is in a partition */
} disks[] = {
	{ 12, false, 0 }, { 12, true, 0 },      { 16, true, 0 },       { 32, true, 0 },
	{ 32, false, 0 }, { 16, true, 0x7E00 }, { 32, true, 0x10000 },
};
#define DISKS ((int)(sizeof(disks) / sizeof(disks[0])))

START_TEST(a_file_is_read_by_its_clusters)
{
	const struct gopx_place *place;

	put_fill(&o, 0x11, disks[_i].before);
	put_table(disks[_i].bits, disks[_i].scattered);
	scan();
	place = check_table();
	ck_assert_str_eq(place->member, "FW/TABLE.ROM");
	ck_assert(!place->packed);
	ck_assert_mem_eq(o.data + place->offset, table.data, 0x100);
	ck_assert_uint_eq(gopx_diag_count(image), 0);
	ck_assert(gopx_image_complete(image));
}
END_TEST

/*
 * The file is deleted: the first byte of its entry is E5. gopx searches clusters that
 * belong to no file, too.
 */
START_TEST(what_no_file_has_is_searched)
{
	put_table(12, false);
	poke_u8(&o, bytes_find(&o, "TABLE   ROM", 11), 0xE5);
	scan();
	ck_assert_ptr_null(check_table()->member);
}
END_TEST

/* Each cluster of the second file points to itself. */
START_TEST(a_chain_that_goes_round_ends)
{
	put_table(12, true);
	for (unsigned n = 4; n < 40; n++) {
		size_t at = fat12_entry_at(n);
		unsigned low = o.data[at] & 0x0F, high = o.data[at + 1] & 0xF0;

		poke_le16(&o, at, n % 2 ? n << 4 | low : high << 8 | n);
	}
	scan();
	ck_assert(says("fat.chain"));
}
END_TEST

/* The entry README becomes a folder whose content is the folder that contains it. */
START_TEST(a_folder_in_itself_ends)
{
	size_t at;

	put_table(12, true);
	at = bytes_find(&o, "README     ", 11);
	poke_u8(&o, at + 11, 0x10);
	poke_le16(&o, at + 26, 2);
	scan();
	check_table();
}
END_TEST

/* gopx reads the available part of the file, and reports the missing part. */
START_TEST(a_disk_that_is_cut_off_is_said)
{
	put_table(12, true);
	bytes_cut(&o, o.len / 2);
	scan();
	ck_assert(says("truncated"));
	ck_assert(!gopx_image_complete(image));
}
END_TEST

/* Try every prefix, and a wrong value in every field of the boot sector. */
START_TEST(a_boot_sector_that_lies_is_harmless)
{
	struct gx_fat fat;

	put_table(12, true);
	for (size_t n = 0; n < 0x600; n++) {
		uint8_t *exact = malloc(n + 1);

		ck_assert_ptr_nonnull(exact);
		memcpy(exact + 1, o.data, n);
		if (gx_fat_decode(gx_span(exact + 1, n), &fat))
			ck_assert_uint_eq(fat.end, GX_FAT_FIRST);
		free(exact);
	}
	for (size_t at = 11; at < 48; at++) {
		uint8_t was = o.data[at];

		poke_u8(&o, at, 0xFF);
		if (gx_fat_decode(gx_span(o.data, o.len), &fat))
			ck_assert_uint_le((uint64_t)fat.end * fat.cluster_size,
					  o.len + 3 * (uint64_t)fat.cluster_size);
		poke_u8(&o, at, was);
	}
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *suite = suite_create("fat");
	TCase *tc = tcase_create("fat");

	tcase_add_checked_fixture(tc, start, finish);
	tcase_add_loop_test(tc, a_file_is_read_by_its_clusters, 0, DISKS);
	tcase_add_test(tc, what_no_file_has_is_searched);
	tcase_add_test(tc, a_chain_that_goes_round_ends);
	tcase_add_test(tc, a_folder_in_itself_ends);
	tcase_add_test(tc, a_disk_that_is_cut_off_is_said);
	tcase_add_test(tc, a_boot_sector_that_lies_is_harmless);
	suite_add_tcase(suite, tc);
	return suite;
}
