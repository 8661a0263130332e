/* SPDX-License-Identifier: BSD-2-Clause */
/* test_labels.c - subtypes of descriptors and option ROMs, and undamaged pieces */
#include <gopx/gopx.h>

#include <string.h>

#include "format/flash/flash_descriptor.h"
#include "fwbuild.h"
#include "fwbuild_flash.h"
#include "fwbuild_guid.h"
#include "fwbuild_pe.h"
#include "fwbuild_vbt.h"
#include "unit.h"

static struct fwb b;
static struct gopx_image *image;

static void start(void)
{
	b = (struct fwb){ 0 };
	image = NULL;
}

static void finish(void)
{
	gopx_image_free(image);
	fwb_free(&b);
}

static void scan(void)
{
	gopx_image_free(image);
	ck_assert_int_eq(gopx_scan(b.out.data, b.out.len, NULL, &image), GOPX_OK);
}

/* Return the first child of the root with this type; NULL without one. */
static const struct gopx_node *child(const char *type)
{
	const struct gopx_node *n = gopx_node_child(gopx_root(image));

	while (n && strcmp(gopx_node_type(n), type) != 0)
		n = gopx_node_next(n);
	return n;
}

/* ---- flash descriptors ---- */

START_TEST(read_clock_0_is_of_both_versions)
{
	const struct flash_layout layout = { .version1 = !_i,
					     .fast = true,
					     .regions[REGION_BIOS] = { 0x5000, 0x3000 },
					     .regions[REGION_DEVICE2] = { 0x2000,
									  0x1000 } };
	struct gx_flash_descriptor fd;

	descriptor_put(&b.out, &layout);
	ck_assert_int_eq(gx_flash_descriptor_decode(gx_span(b.out.data, b.out.len), &fd),
			 GOPX_OK);
	ck_assert_uint_eq(fd.version, _i ? 2 : 1);
	ck_assert(fd.region[REGION_DEVICE2].present == (_i == 1));
}
END_TEST

START_TEST(a_descriptor_behind_a_prefix_may_use_its_reserved_bytes)
{
	const struct flash_layout layout = { .used = true,
					     .regions[REGION_BIOS] = { 0x1000, 0x1000 } };

	put_fill(&b.out, 'A', 0x200);
	descriptor_put(&b.out, &layout);
	put_fill(&b.out, 0, 0x1000);
	scan();
	ck_assert_ptr_nonnull(child("flash-image"));
	ck_assert_uint_eq(gopx_node_offset(child("flash-image")), 0x200);
	/*
	 * A descriptor without a BIOS region is not a flash image: it may be a constant
	 * in code.
	 */
	bytes_free(&b.out);
	put_fill(&b.out, 'A', 0x200);
	descriptor_put(&b.out, &(struct flash_layout){ .used = true });
	scan();
	ck_assert_ptr_null(child("flash-image"));
}
END_TEST

/* ---- option ROMs ---- */

static const struct {
	unsigned code_type;
	const char *subtype;
} roms[] = {
	{ 0x00, "legacy" },         { 0x01, "other" },          { 0xF0, "intel-data" },
	{ 0xF1, "intel-manifest" }, { 0xFF, "intel-opregion" },
};

START_TEST(code_types_have_names)
{
	vbios_put(&b.out, &(struct vbt_options){ 0 });
	poke_u8(&b.out, bytes_find(&b.out, "PCIR", 4) + 0x14, roms[_i].code_type);
	scan();
	ck_assert_str_eq(gopx_node_subtype(child("option-rom")), roms[_i].subtype);
	/*
	 * A table in an option ROM is for the UEFI driver. In a legacy ROM, it is the
	 * ROM's.
	 */
	ck_assert_int_eq(gopx_finding_vbt(gopx_finding_at(image, 0))->origin,
			 _i ? GOPX_VBT_FROM_GOP : GOPX_VBT_FROM_VBIOS);
}
END_TEST

/* ---- damage ---- */

#define NVRAM "FFF12B8D-7696-4C8B-A985-2747075B4F50"

static bool any_damaged(void)
{
	for (size_t i = 0; i < gopx_diag_count(image); i++) {
		if (gopx_diag_at(image, i)->severity == GOPX_DAMAGE)
			return true;
	}
	return false;
}

/* Firmware keeps a copy of the variable store's header among the variables. */
START_TEST(a_copy_of_the_header_of_variables_is_no_damage)
{
	size_t size;

	fv_begin(&b, NVRAM);
	put_fill(&b.out, 0x55, 0x800);
	fv_end(&b);
	poke_bytes(&b.out, 0x200, b.out.data, 0x48);
	scan();
	ck_assert(!any_damaged());
	/* A truncated volume with files is damaged. */
	bytes_free(&b.out);
	fv_begin(&b, FFS2);
	file_begin(&b, FILE_FREEFORM, GUID_X);
	put_fill(&b.out, 0x55, 0x800);
	file_end(&b);
	fv_end(&b);
	size = b.out.len;
	bytes_cut(&b.out, size - 0x100);
	scan();
	ck_assert(any_damaged());
}
END_TEST

START_TEST(a_driver_in_a_damaged_file_is_likely)
{
	const struct gopx_finding *f;
	bool damaged = _i;

	fv_begin(&b, FFS2);
	b.next_file.size = damaged ? 0x100000 : 0;
	file_begin(&b, FILE_DRIVER, GUID_X);
	section_begin(&b, SECTION_PE32);
	gop_put(&b.out, &(struct gop_options){ 0 });
	section_end(&b);
	file_end(&b);
	fv_end(&b);
	scan();
	ck_assert_uint_ge(gopx_finding_count(image), 1);
	f = gopx_finding_at(image, 0);
	ck_assert_int_eq(gopx_finding_confidence(f),
			 damaged ? GOPX_LIKELY : GOPX_CERTAIN);
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *suite = suite_create("labels");
	TCase *c = tcase_create("labels");

	tcase_add_checked_fixture(c, start, finish);
	tcase_add_loop_test(c, read_clock_0_is_of_both_versions, 0, 2);
	tcase_add_test(c, a_descriptor_behind_a_prefix_may_use_its_reserved_bytes);
	tcase_add_loop_test(c, code_types_have_names, 0, sizeof(roms) / sizeof(roms[0]));
	tcase_add_test(c, a_copy_of_the_header_of_variables_is_no_damage);
	tcase_add_loop_test(c, a_driver_in_a_damaged_file_is_likely, 0, 2);
	suite_add_tcase(suite, c);
	return suite;
}
