/* SPDX-License-Identifier: BSD-2-Clause */
/* test_rescue.c - complete bodies whose headers are wrong */
#include <gopx/gopx.h>

#include <string.h>

#include "fwbuild.h"
#include "fwbuild_flash.h"
#include "fwbuild_pe.h"
#include "fwbuild_vbt.h"
#include "unit.h"

static void put_driver_file(struct fwb *b)
{
	file_begin(b, FILE_DRIVER, GUID_INTEL_GOP_CLEVO);
	section_begin(b, SECTION_PE32);
	gop_put(&b->out, &(struct gop_options){ 0 });
	section_end(b);
	ui_section(b, "IntelGopDriver");
	file_end(b);
}

static void put_table_file(struct fwb *b)
{
	file_begin(b, FILE_FREEFORM, GUID_INTEL_GOP_VBT);
	section_begin(b, SECTION_RAW);
	vbt_put_padded(&b->out, &(struct vbt_options){ 0 });
	section_end(b);
	file_end(b);
}

static void put_text_file(struct fwb *b)
{
	file_begin(b, FILE_FREEFORM, GUID_X);
	section(b, SECTION_RAW, "no driver, no table", 19);
	file_end(b);
}

/* Put a volume with a text, a driver and a table. */
static size_t put_volume(struct fwb *b)
{
	size_t at = fv_begin(b, FFS2);

	put_text_file(b);
	put_driver_file(b);
	put_table_file(b);
	fv_end(b);
	return at;
}

/* Return the only finding of a kind; NULL without one. More findings are a failure. */
static const struct gopx_finding *only(const struct gopx_image *image,
				       enum gopx_finding_kind kind)
{
	const struct gopx_finding *found = NULL;

	for (size_t i = 0; i < gopx_finding_count(image); i++) {
		const struct gopx_finding *f = gopx_finding_at(image, i);

		if (gopx_finding_kind(f) != kind)
			continue;
		ck_assert_ptr_null(found);
		found = f;
	}
	return found;
}

static void expect_trimmed(const struct gopx_finding *f, const struct fwbytes *body)
{
	struct gopx_bytes trimmed;

	ck_assert_ptr_nonnull(f);
	/* There is only one place, so the scan did not search the same bytes twice. */
	ck_assert_uint_eq(gopx_finding_place_count(f), 1);
	trimmed = gopx_finding_trimmed(f);
	ck_assert_uint_eq(trimmed.size, body->len);
	ck_assert_mem_eq(trimmed.data, body->data, body->len);
}

/* A scan must find the complete driver and table, and nothing else. Frees 'in'. */
static void expect(struct fwbytes *in, const struct fwbytes *driver)
{
	struct fwbytes table = { 0 };
	struct gopx_image *image;

	vbt_put(&table, &(struct vbt_options){ 0 });
	ck_assert_int_eq(gopx_scan(in->data, in->len, NULL, &image), GOPX_OK);
	expect_trimmed(only(image, GOPX_FINDING_GOP), driver);
	expect_trimmed(only(image, GOPX_FINDING_VBT), &table);
	gopx_image_free(image);
	bytes_free(&table);
	bytes_free(in);
}

static void expect_both(struct fwbytes *in)
{
	struct fwbytes driver = { 0 };

	gop_put(&driver, &(struct gop_options){ 0 });
	expect(in, &driver);
	bytes_free(&driver);
}

static void put_bare_file(struct fwb *b, const char *guid, const char *prefix,
			  bool driver)
{
	file_begin(b, FILE_FREEFORM, guid);
	put_text(&b->out, prefix);
	if (driver)
		gop_put(&b->out, &(struct gop_options){ 0 });
	else
		vbt_put_padded(&b->out, &(struct vbt_options){ 0 });
	file_end(b);
}

START_TEST(body_without_sections_is_searched)
{
	/* The last prefix looks like a section of 0x20 bytes with an undefined type. */
	static const char *const prefixes[] = { "", "7 bytes", " \1\1w" };

	for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++) {
		struct fwb b = { 0 };

		fv_begin(&b, FFS2);
		put_bare_file(&b, GUID_INTEL_GOP_CLEVO, prefixes[i], true);
		put_bare_file(&b, GUID_INTEL_GOP_VBT, prefixes[i], false);
		fv_end(&b);
		expect_both(&b.out);
		fwb_free(&b);
	}
}
END_TEST

/*
 * An executable that is not in a section. If its first bytes were read as the header of a
 * section, "MZ" would be the size 0x5A4D.
 */
START_TEST(an_executable_without_a_section_is_no_stream)
{
	struct fwbytes driver = { 0 };
	struct fwb b = { 0 };

	gop_put(&driver, &(struct gop_options){ .code = 0x8000 });
	memset(driver.data + 2, 0, 2);
	memcpy(driver.data + 0x5A50, "\x8b\x4c\x24\x10", 4);
	fv_begin(&b, FFS2);
	file_begin(&b, FILE_DRIVER, GUID_INTEL_GOP_CLEVO);
	put_bytes(&b.out, driver.data, driver.len);
	file_end(&b);
	put_table_file(&b);
	fv_end(&b);
	expect(&b.out, &driver);
	bytes_free(&driver);
	fwb_free(&b);
}
END_TEST

START_TEST(sections_of_unknown_types_do_not_end_the_stream)
{
	struct fwb b = { 0 };

	fv_begin(&b, FFS2);
	file_begin(&b, FILE_DRIVER, GUID_INTEL_GOP_CLEVO);
	section(&b, 0x77, "a vendor's", 10);
	section(&b, 0x78, "another", 7);
	guided_begin(&b, GUID_LZMA, pack_lzma);
	section_begin(&b, SECTION_PE32);
	gop_put(&b.out, &(struct gop_options){ 0 });
	section_end(&b);
	section_begin(&b, SECTION_RAW);
	vbt_put(&b.out, &(struct vbt_options){ 0 });
	section_end(&b);
	section_end(&b);
	section(&b, 0x77, "a vendor's", 10);
	file_end(&b);
	fv_end(&b);
	expect_both(&b.out);
	fwb_free(&b);
}
END_TEST

START_TEST(sections_that_nothing_pads_are_searched)
{
	struct fwb b = { 0 };

	fv_begin(&b, FFS2);
	file_begin(&b, FILE_DRIVER, GUID_INTEL_GOP_CLEVO);
	section(&b, SECTION_DXE_DEPEX, "\x06\x08", 2);
	/*
	 * The section has six bytes. The next header should be aligned, two bytes
	 * later.
	 */
	put_le24(&b.out, 0x8000);
	put_u8(&b.out, SECTION_PE32);
	gop_put(&b.out, &(struct gop_options){ 0 });
	file_end(&b);
	put_table_file(&b);
	fv_end(&b);
	expect_both(&b.out);
	fwb_free(&b);
}
END_TEST

START_TEST(sections_in_a_raw_section_are_opened)
{
	struct fwb b = { 0 };

	fv_begin(&b, FFS2);
	file_begin(&b, FILE_FREEFORM, GUID_X);
	if (_i)
		freeform_begin(&b, GUID_INTEL_GOP_CLEVO);
	else
		section_begin(&b, SECTION_RAW);
	guided_begin(&b, GUID_LZMA, pack_lzma);
	section_begin(&b, SECTION_PE32);
	gop_put(&b.out, &(struct gop_options){ 0 });
	section_end(&b);
	section_end(&b);
	section_end(&b);
	file_end(&b);
	put_table_file(&b);
	fv_end(&b);
	expect_both(&b.out);
	fwb_free(&b);
}
END_TEST

START_TEST(extended_size_that_is_none_is_of_the_body)
{
	struct fwb b = { 0 };

	fv_begin(&b, FFS2);
	file_begin(&b, FILE_FREEFORM, GUID_INTEL_GOP_VBT);
	b.next_section.size = 0xFFFFFF;
	section_begin(&b, SECTION_RAW);
	vbt_put(&b.out, &(struct vbt_options){ 0 });
	section_end(&b);
	file_end(&b);
	put_driver_file(&b);
	fv_end(&b);
	expect_both(&b.out);
	fwb_free(&b);
}
END_TEST

START_TEST(short_volume_length_goes_by_the_block_map)
{
	struct fwb b = { 0 };

	b.next_fv.length = 0x1000;
	put_volume(&b);
	expect_both(&b.out);
	fwb_free(&b);
}
END_TEST

/*
 * ExtHeaderOffset is wrong: it points into a file, where the bytes look like the size of
 * an extended header, 0x20.
 */
START_TEST(files_are_read_from_the_header_when_the_extended_one_is_wrong)
{
	struct fwb b = { 0 };
	struct gopx_image *image;
	const struct gopx_diag *d;

	b.next_fv.ext_offset = 0x100;
	fv_begin(&b, FFS2);
	file_begin(&b, FILE_FREEFORM, GUID_X);
	section_begin(&b, SECTION_RAW);
	for (size_t i = 0; i < 0x100; i++)
		put_le32(&b.out, 0x20);
	section_end(&b);
	file_end(&b);
	put_driver_file(&b);
	put_table_file(&b);
	fv_end(&b);
	ck_assert_int_eq(gopx_scan(b.out.data, b.out.len, NULL, &image), GOPX_OK);
	ck_assert_uint_eq(gopx_diag_count(image), 1);
	d = gopx_diag_at(image, 0);
	ck_assert_str_eq(d->code, "ffs.volume.ext-header");
	gopx_image_free(image);
	expect_both(&b.out);
	fwb_free(&b);
}
END_TEST

START_TEST(volume_outlasts_a_short_capsule)
{
	struct capsule c = { .guid = GUID_CAPSULE };
	struct fwb b = { 0 };
	size_t start = capsule_begin(&b.out, &c);

	put_volume(&b);
	capsule_end(&b.out, &c, start);
	poke_le32(&b.out, start + 0x18, 0x400);
	expect_both(&b.out);
	fwb_free(&b);
}
END_TEST

/*
 * Put a descriptor with a BIOS region of 4 KiB, which is too small for the volume that
 * follows. If 'another' is not 0, there is another region at this offset.
 */
static void put_short_region(struct fwb *b, uint32_t another)
{
	struct flash_layout layout = {
		.regions[0] = { 0, DESCRIPTOR_SIZE },
		.regions[REGION_BIOS] = { DESCRIPTOR_SIZE, 0x1000 },
	};

	if (another)
		layout.regions[REGION_EC] = (struct flash_region){ another, 0x1000 };
	descriptor_put(&b->out, &layout);
}

/* The volume is longer than its region. It may continue up to the next region. */
START_TEST(volume_outlasts_a_short_region)
{
	struct fwb b = { 0 };

	put_short_region(&b, _i ? 0x8000 : 0);
	put_volume(&b);
	put_fill(&b.out, 0xEE, 0x100);
	put_fill_to(&b.out, 0xFF, 0x9000);
	expect_both(&b.out);
	fwb_free(&b);
}
END_TEST

/*
 * The scan first finds pieces after the region. Then it finds the volume, which contains
 * these pieces.
 */
START_TEST(volume_takes_what_was_found_after_its_region)
{
	struct fwb b = { 0 };

	put_short_region(&b, 0);
	fv_begin(&b, FFS2);
	put_text_file(&b);
	file_begin(&b, FILE_RAW, GUID_X);
	put_fill_to(&b.out, 0xEE, 0x3000);
	put_volume(&b);
	file_end(&b);
	fv_end(&b);
	expect_both(&b.out);
	fwb_free(&b);
}
END_TEST

START_TEST(volume_ends_where_another_region_starts)
{
	struct gopx_image *image;
	const struct gopx_node *n;
	struct fwb b = { 0 };

	put_short_region(&b, 0x2000);
	put_volume(&b);
	put_fill_to(&b.out, 0xFF, 0x4000);
	ck_assert_int_eq(gopx_scan(b.out.data, b.out.len, NULL, &image), GOPX_OK);
	for (n = gopx_node_child(gopx_node_child(gopx_root(image)));
	     gopx_node_offset(n) < DESCRIPTOR_SIZE; n = gopx_node_next(n))
		;
	ck_assert_str_eq(gopx_node_subtype(n), "bios");
	ck_assert_str_eq(gopx_node_type(gopx_node_child(n)), "ffs-volume");
	ck_assert_uint_eq(gopx_node_unpacked(gopx_node_child(n)).size, 0);
	ck_assert_str_eq(gopx_node_subtype(gopx_node_next(n)), "ec");
	gopx_image_free(image);
	fwb_free(&b);
}
END_TEST

START_TEST(volume_in_a_capsule_header_is_found)
{
	struct capsule c = { .guid = GUID_CAPSULE_APTIO, .form = CAPSULE_APTIO };
	struct fwb b = { 0 };
	size_t start = capsule_begin(&b.out, &c);

	put_volume(&b);
	capsule_end(&b.out, &c, start);
	/* RomImageOffset points into the middle of the driver. */
	poke_le16(&b.out, start + 0x1C, 0x1000);
	expect_both(&b.out);
	fwb_free(&b);
}
END_TEST

START_TEST(option_rom_that_cuts_its_driver_gives_it_whole)
{
	struct fwbytes in = { 0 }, driver = { 0 };

	gop_put(&driver, &(struct gop_options){ 0 });
	option_rom_put(&in, &(struct option_rom){ 0 }, driver.data, driver.len);
	/* Let both size fields of the option ROM state 512 bytes. */
	poke_le16(&in, 2, 1);
	poke_le16(&in, 0x1C + 0x10, 1);
	vbt_put(&in, &(struct vbt_options){ 0 });
	expect(&in, &driver);
	bytes_free(&driver);
}
END_TEST

/*
 * A ROM of 256 blocks or more, whose PCI data structure has 0 as its size (offset
 * 0x10).
 */
START_TEST(large_option_rom_goes_by_the_size_in_its_header)
{
	struct fwbytes in = { 0 }, driver = { 0 };

	gop_put(&driver, &(struct gop_options){ .code = 0x20000 });
	option_rom_put(&in, &(struct option_rom){ 0 }, driver.data, driver.len);
	ck_assert_uint_gt(in.len, 256 * 512);
	poke_le16(&in, 0x1C + 0x10, 0);
	vbt_put(&in, &(struct vbt_options){ 0 });
	expect(&in, &driver);
	bytes_free(&driver);
}
END_TEST

START_TEST(volume_outlasts_one_that_is_too_long)
{
	struct fwb b = { 0 };
	size_t first = fv_begin(&b, FFS2);

	put_text_file(&b);
	fv_end(&b);
	put_volume(&b);
	/*
	 * Make the first volume too long. Its checksum is then wrong, but gopx knows
	 * its file system.
	 */
	poke_le32(&b.out, first + 0x20, (uint32_t)b.out.len - 0x800);
	expect_both(&b.out);
	fwb_free(&b);
}
END_TEST

/*
 * A volume in the free space of another volume. Both have the same value of erased
 * bytes.
 */
static void check_nested(bool polarity0)
{
	struct gopx_image *image;
	struct fwb b = { 0 };

	b.next_fv.polarity0 = polarity0;
	fv_begin(&b, FFS2);
	put_text_file(&b);
	put_align(&b.out, polarity0 ? 0 : 0xFF, 0, 0x400);
	b.next_fv.polarity0 = polarity0;
	put_volume(&b);
	fv_end(&b);
	ck_assert_int_eq(gopx_scan(b.out.data, b.out.len, NULL, &image), GOPX_OK);
	for (size_t i = 0; i < gopx_diag_count(image); i++)
		ck_assert_int_ne(gopx_diag_at(image, i)->severity, GOPX_DAMAGE);
	ck_assert_uint_eq(gopx_finding_count(image), 2);
	for (size_t i = 0; i < 2; i++) {
		const struct gopx_node *n =
		    gopx_finding_place_at(gopx_finding_at(image, i), 0)->node;
		unsigned volumes = 0;

		for (; n; n = gopx_node_parent(n))
			volumes += strcmp(gopx_node_type(n), "ffs-volume") == 0;
		ck_assert_uint_eq(volumes, 2);
	}
	gopx_image_free(image);
	fwb_free(&b);
}

START_TEST(volume_in_free_space_keeps_its_files)
{
	check_nested(false);
	check_nested(true);
}
END_TEST

/* The end of the volume is missing, and its checksum is wrong. */
START_TEST(volume_that_is_cut_off_is_known_by_its_first_file)
{
	struct fwb b = { 0 };

	fv_begin(&b, FFS2);
	file_begin(&b, FILE_FREEFORM, GUID_X);
	guided_begin(&b, GUID_LZMA, pack_lzma);
	section_begin(&b, SECTION_PE32);
	gop_put(&b.out, &(struct gop_options){ 0 });
	section_end(&b);
	section_begin(&b, SECTION_RAW);
	vbt_put(&b.out, &(struct vbt_options){ 0 });
	section_end(&b);
	section_end(&b);
	file_end(&b);
	put_fill(&b.out, 0xff, 0x8000);
	fv_end(&b);
	b.out.len -= 0x1000;
	b.out.data[0x32] ^= 0x55;
	expect_both(&b.out);
	fwb_free(&b);
}
END_TEST

/* Write only the header of a file to 'at'. The checksum for the file's data is wrong. */
static void put_false_header(struct fwbytes *o, size_t at)
{
	struct fwb b = { 0 };
	size_t file;

	fv_begin(&b, FFS2);
	b.next_file.data_sum_xor = 1;
	file = file_begin(&b, FILE_DXE_CORE, GUID_X);
	put_fill(&b.out, 0x90, 40);
	file_end(&b);
	fv_end(&b);
	poke_bytes(o, at, b.out.data + file, 24);
	fwb_free(&b);
}

START_TEST(driver_in_free_space_is_not_cut_by_what_looks_like_a_file)
{
	struct fwbytes driver = { 0 };
	struct fwb b = { 0 };
	size_t at = fv_begin(&b, FFS2);

	gop_put(&driver, &(struct gop_options){ 0 });
	put_false_header(&driver, 0x1000);
	put_table_file(&b);
	put_align(&b.out, 0xFF, at, 8);
	put_fill(&b.out, 0xFF, 64);
	put_bytes(&b.out, driver.data, driver.len);
	fv_end(&b);
	expect(&b.out, &driver);
	bytes_free(&driver);
	fwb_free(&b);
}
END_TEST

/*
 * The file comes after bytes that are not a file. A scan accepts it because
 * a section follows its header, without a sum of its data.
 */
START_TEST(file_with_a_sum_is_found_behind_damage)
{
	const struct gopx_node *n;
	struct gopx_image *image;
	struct fwb b = { 0 };

	fv_begin(&b, FFS2);
	put_text_file(&b);
	put_fill(&b.out, 0x5A, 512);
	b.next_file.checksum = true;
	put_driver_file(&b);
	fv_end(&b);
	ck_assert_int_eq(gopx_scan(b.out.data, b.out.len, NULL, &image), GOPX_OK);
	n = gopx_finding_place_at(only(image, GOPX_FINDING_GOP), 0)->node;
	while (strcmp(gopx_node_type(n), "ffs-file") != 0) {
		n = gopx_node_parent(n);
		ck_assert_ptr_nonnull(n);
	}
	gopx_image_free(image);
	fwb_free(&b);
}
END_TEST

START_TEST(carrier_of_a_driver_is_no_driver)
{
	const struct gop_options carrier = { .leave_out = GOP_EVERYTHING,
					     .code = 0x10000 };
	struct fwbytes driver = { 0 };
	struct fwb b = { 0 };
	size_t at;

	gop_put(&driver, &(struct gop_options){ 0 });
	fv_begin(&b, FFS2);
	put_table_file(&b);
	at = file_begin(&b, FILE_DRIVER, GUID_X);
	section_begin(&b, SECTION_PE32);
	gop_put(&b.out, &carrier);
	poke_bytes(&b.out, at + 0x2001, driver.data, driver.len);
	section_end(&b);
	file_end(&b);
	fv_end(&b);
	expect(&b.out, &driver);
	bytes_free(&driver);
	fwb_free(&b);
}
END_TEST

/* The input is a single file without its volume, as firmware tools extract files. */
static void check_file_alone(const char *file_system, bool polarity0, bool large)
{
	struct fwbytes in = { 0 };
	struct fwb b = { 0 };
	size_t at, end;

	b.next_fv.polarity0 = polarity0;
	fv_begin(&b, file_system);
	b.next_file.large = large;
	at = file_begin(&b, FILE_DRIVER, GUID_INTEL_GOP_CLEVO);
	guided_begin(&b, GUID_LZMA, pack_lzma);
	section_begin(&b, SECTION_PE32);
	gop_put(&b.out, &(struct gop_options){ 0 });
	section_end(&b);
	section_begin(&b, SECTION_RAW);
	vbt_put(&b.out, &(struct vbt_options){ 0 });
	section_end(&b);
	section_end(&b);
	file_end(&b);
	end = b.out.len;
	fv_end(&b);
	put_bytes(&in, b.out.data + at, end - at);
	expect_both(&in);
	fwb_free(&b);
}

START_TEST(file_alone_is_opened)
{
	static const char *const systems[] = { FFS1, FFS2, FFS3 };

	for (size_t i = 0; i < 3; i++) {
		check_file_alone(systems[i], false, false);
		check_file_alone(systems[i], true, false);
	}
	check_file_alone(FFS2, false, true);
	check_file_alone(FFS3, false, true);
}
END_TEST

START_TEST(sections_alone_are_opened)
{
	struct fwbytes in = { 0 };
	struct fwb b = { 0 };
	size_t at, end;

	fv_begin(&b, FFS2);
	file_begin(&b, FILE_DRIVER, GUID_INTEL_GOP_CLEVO);
	at = compressed_begin(&b, 1, pack_tiano);
	section_begin(&b, SECTION_PE32);
	gop_put(&b.out, &(struct gop_options){ 0 });
	section_end(&b);
	section_end(&b);
	section_begin(&b, SECTION_RAW);
	vbt_put(&b.out, &(struct vbt_options){ 0 });
	section_end(&b);
	end = b.out.len;
	file_end(&b);
	fv_end(&b);
	put_bytes(&in, b.out.data + at, end - at);
	expect_both(&in);
	fwb_free(&b);
}
END_TEST

/*
 * As in HiSilicon's D03, the first bytes look like a version section. Erased flash
 * follows.
 */
START_TEST(volume_that_begins_like_a_section_is_opened)
{
	static const uint8_t vector[] = { 0x02, 0x06, 0x00, 0x14 };
	struct fwbytes in = { 0 };
	struct fwb b = { 0 };

	fv_begin(&b, FFS2);
	file_begin(&b, FILE_FREEFORM, GUID_X);
	section_begin(&b, SECTION_RAW);
	put_fill(&b.out, 0xff, 0x800);
	section_end(&b);
	file_end(&b);
	file_begin(&b, FILE_DRIVER, GUID_INTEL_GOP_CLEVO);
	guided_begin(&b, GUID_LZMA, pack_lzma);
	section_begin(&b, SECTION_PE32);
	gop_put(&b.out, &(struct gop_options){ 0 });
	section_end(&b);
	section_begin(&b, SECTION_RAW);
	vbt_put(&b.out, &(struct vbt_options){ 0 });
	section_end(&b);
	section_end(&b);
	file_end(&b);
	fv_end(&b);
	put_bytes(&in, b.out.data, b.out.len);
	memcpy(in.data, vector, sizeof(vector));
	expect_both(&in);
	fwb_free(&b);
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *suite = suite_create("rescue");
	TCase *tc = tcase_create("rescue");

	tcase_add_test(tc, body_without_sections_is_searched);
	tcase_add_test(tc, an_executable_without_a_section_is_no_stream);
	tcase_add_test(tc, sections_of_unknown_types_do_not_end_the_stream);
	tcase_add_test(tc, sections_that_nothing_pads_are_searched);
	tcase_add_loop_test(tc, sections_in_a_raw_section_are_opened, 0, 2);
	tcase_add_test(tc, extended_size_that_is_none_is_of_the_body);
	tcase_add_test(tc, short_volume_length_goes_by_the_block_map);
	tcase_add_test(tc, volume_that_is_cut_off_is_known_by_its_first_file);
	tcase_add_test(tc, files_are_read_from_the_header_when_the_extended_one_is_wrong);
	tcase_add_test(tc, volume_outlasts_a_short_capsule);
	tcase_add_loop_test(tc, volume_outlasts_a_short_region, 0, 2);
	tcase_add_test(tc, volume_takes_what_was_found_after_its_region);
	tcase_add_test(tc, volume_ends_where_another_region_starts);
	tcase_add_test(tc, volume_in_a_capsule_header_is_found);
	tcase_add_test(tc, option_rom_that_cuts_its_driver_gives_it_whole);
	tcase_add_test(tc, large_option_rom_goes_by_the_size_in_its_header);
	tcase_add_test(tc, volume_outlasts_one_that_is_too_long);
	tcase_add_test(tc, driver_in_free_space_is_not_cut_by_what_looks_like_a_file);
	tcase_add_test(tc, volume_in_free_space_keeps_its_files);
	tcase_add_test(tc, file_with_a_sum_is_found_behind_damage);
	tcase_add_test(tc, carrier_of_a_driver_is_no_driver);
	tcase_add_test(tc, file_alone_is_opened);
	tcase_add_test(tc, sections_alone_are_opened);
	tcase_add_test(tc, volume_that_begins_like_a_section_is_opened);
	suite_add_tcase(suite, tc);
	return suite;
}
