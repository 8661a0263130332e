/* SPDX-License-Identifier: BSD-2-Clause */
/* test_rank.c - the choice of the best driver and table, and its reasons */
#include <gopx/gopx.h>

#include <string.h>

#include "fwbuild.h"
#include "fwbuild_guid.h"
#include "fwbuild_opregion.h"
#include "fwbuild_pe.h"
#include "pack_archive.h"
#include "unit.h"

#define LIST(a) .ids = a, .id_count = sizeof(a) / sizeof((a)[0])

static const uint16_t cml_ids[] = { 0x9BA4, 0x9BC5, 0x9B41, 0x9BA2 };
static const uint16_t rkl_ids[] = { 0x4C8A, 0x4C8B, 0x4C90, 0x4C9A };
static const uint16_t card_ids[] = { 0x56A0, 0x56A1, 0x56A5, 0x56A6 };

static const struct gop_options cml = { .version = "9.0.1109", LIST(cml_ids) };
static const struct gop_options rkl = { .version = "17.0.1077", LIST(rkl_ids) };
static const struct gop_options card = { .version = "20.0.1064", LIST(card_ids) };

static const struct vbt_options skylake = { .name = "SKYLAKE" };
static const struct vbt_options tigerlake = { .name = "TIGERLAKE",
					      .bdb_version = 250,
					      .reference_panel = true };
static const struct vbt_options dash = { .name = "DASH G2", .bdb_version = 251 };

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

static void add_driver(const struct gop_options *o)
{
	file_begin(&b, FILE_DRIVER, GUID_X);
	section_begin(&b, SECTION_PE32);
	gop_put(&b.out, o);
	section_end(&b);
	file_end(&b);
}

static void add_table(const char *guid, const struct vbt_options *o)
{
	file_begin(&b, FILE_FREEFORM, guid);
	section_begin(&b, SECTION_RAW);
	vbt_put(&b.out, o);
	section_end(&b);
	file_end(&b);
}

static void scan(const struct fwbytes *in, unsigned device)
{
	struct gopx_options options = { .struct_size = sizeof(options),
					.pci_vendor = device ? 0x8086 : 0,
					.pci_device = (uint16_t)device };

	gopx_image_free(image);
	ck_assert_int_eq(gopx_scan(in->data, in->len, &options, &image), GOPX_OK);
}

static const struct gopx_finding *best(enum gopx_finding_kind kind)
{
	for (size_t i = 0; i < gopx_finding_count(image); i++) {
		const struct gopx_finding *f = gopx_finding_at(image, i);

		if (gopx_finding_kind(f) == kind && gopx_finding_best(f))
			return f;
	}
	ck_abort_msg("no best of kind %d", kind);
}

static void check_driver(const char *version, const char *decided)
{
	const struct gopx_finding *f = best(GOPX_FINDING_GOP);

	ck_assert_str_eq(gopx_finding_gop(f)->version, version);
	ck_assert_pstr_eq(gopx_finding_decided(f), decided);
}

static const struct gopx_finding *check_table(const char *signature, const char *decided)
{
	const struct gopx_finding *f = best(GOPX_FINDING_VBT);

	ck_assert_str_eq(gopx_finding_vbt(f)->signature, signature);
	ck_assert_pstr_eq(gopx_finding_decided(f), decided);
	return f;
}

/* ---- the pair ---- */

#define FITS "its name stands for a platform of the driver"

/*
 * A board whose socket supports two generations has a driver and a table for each of
 * them.
 */
START_TEST(the_table_is_the_drivers)
{
	bool turned = _i;

	fv_begin(&b, FFS2);
	add_driver(&cml);
	add_driver(&rkl);
	add_table(GUID_X, turned ? &tigerlake : &skylake);
	add_table(GUID_Y, turned ? &skylake : &tigerlake);
	fv_end(&b);
	scan(&b.out, 0);
	check_driver("9.0.1109", NULL);
	check_table("$VBT SKYLAKE", FITS);
	scan(&b.out, 0x4C8A);
	check_driver("17.0.1077", "it supports the device");
	check_table("$VBT TIGERLAKE", "its name stands for the platform of the device");
}
END_TEST

/* The other table has the name of a panel, and is in the file of the default table. */
START_TEST(a_left_over_table_is_not_the_drivers)
{
	fv_begin(&b, FFS2);
	add_driver(&rkl);
	add_table("878AC2CC-5343-46F2-B563-51F89DAF56BA", &skylake);
	add_table(GUID_Y, &tigerlake);
	fv_end(&b);
	scan(&b.out, 0);
	check_table("$VBT TIGERLAKE", FITS);
}
END_TEST

/* ---- cards ---- */

START_TEST(a_card_is_not_the_processors)
{
	fv_begin(&b, FFS2);
	add_driver(&card);
	add_driver(&rkl);
	add_table(GUID_X, &dash);
	add_table(GUID_Y, &tigerlake);
	fv_end(&b);
	scan(&b.out, 0);
	check_driver("17.0.1077", "it is not for a graphics card");
	check_table("$VBT TIGERLAKE", "it is not for a graphics card");
	scan(&b.out, 0x56A0);
	check_driver("20.0.1064", "it supports the device");
	check_table("$VBT DASH G2", "its name stands for the platform of the device");
}
END_TEST

/* ---- several tables of one family ---- */

static const struct vbt_options reference = { .name = "SKYLAKE",
					      .reference_panel = true };
static const struct vbt_options other = { .name = "SKYLAKE", .devices = 2 };

START_TEST(the_default_table_comes_before_one_for_a_panel)
{
	fv_begin(&b, FFS2);
	add_driver(&cml);
	add_table(GUID_X, &other);
	add_table("878AC2CC-5343-46F2-B563-51F89DAF56BA", &reference);
	add_table(GUID_Y, &skylake);
	fv_end(&b);
	scan(&b.out, 0);
	ck_assert_str_eq(gopx_finding_place_at(
			     check_table("$VBT SKYLAKE",
					 "it is in the file of a board's default table"),
			     0)
			     ->guid,
			 "878AC2CC-5343-46F2-B563-51F89DAF56BA");
}
END_TEST

START_TEST(a_file_that_is_being_replaced_comes_after_its_replacement)
{
	static const struct gop_options old = { .version = "9.0.1080", LIST(cml_ids) };

	fv_begin(&b, FFS2);
	b.next_file.state = 0x0F; /* marked for update */
	add_driver(&old);
	add_driver(&cml);
	fv_end(&b);
	scan(&b.out, 0);
	check_driver("9.0.1109", "its file is not deleted or being replaced");
}
END_TEST

START_TEST(a_stub_comes_after_a_table)
{
	static const struct vbt_options stub = { .name = "UNKNOWN", .devices = 1 };
	const struct gopx_finding *f;
	size_t at;

	fv_begin(&b, FFS2);
	add_table(GUID_X, &stub);
	add_table(GUID_Y, &reference);
	fv_end(&b);
	at = bytes_find(&b.out, "BIOS_DATA_BLOCK ", 16) + 16;
	poke_le16(&b.out, at, 0); /* the version */
	scan(&b.out, 0);
	check_table("$VBT SKYLAKE", "the others may not be tables");
	f = gopx_finding_at(image, 0);
	ck_assert_str_eq(gopx_finding_vbt(f)->signature, "$VBT UNKNOWN");
	ck_assert_int_eq(gopx_finding_confidence(f), GOPX_LIKELY);
}
END_TEST

/* ---- packages ---- */

#ifdef GOPX_WITH_ARCHIVE
static void make_volume(struct fwbytes *out, const struct gop_options *driver,
			const struct vbt_options *table)
{
	struct fwb kept = b;

	b = (struct fwb){ 0 };
	fv_begin(&b, FFS2);
	add_driver(driver);
	add_table(GUID_Y, table);
	fv_end(&b);
	put_bytes(out, b.out.data, b.out.len);
	fwb_free(&b);
	b = kept;
}

/*
 * The archive has images of two boards. Driver and table must come from the same image.
 */
START_TEST(driver_and_table_are_of_one_image)
{
	static const struct gop_options newer = { .version = "9.0.1107", LIST(cml_ids) };
	struct fwbytes first = { 0 }, second = { 0 }, zip = { 0 };
	const struct gopx_place *place;

	make_volume(&first, &cml, &reference);
	make_volume(&second, &newer, &skylake);
	zip_put(
	    &zip,
	    (struct pack_member[]){ { "A01.BIN", first.data, first.len, true, false },
				    { "B02.BIN", second.data, second.len, true, false } },
	    2, NULL);
	scan(&zip, 0);
	place = gopx_finding_place_at(
	    check_table("$VBT SKYLAKE",
			"it is in the same file of the archive as the driver"),
	    0);
	ck_assert_str_eq(place->member, "A01.BIN");
	bytes_free(&zip);
	bytes_free(&first);
	bytes_free(&second);
}
END_TEST

#endif

/* ---- OpRegion ---- */

START_TEST(an_opregion_leads_to_the_table_that_counts)
{
	struct fwbytes old = { 0 };

	vbt_put(&old, &skylake);
	opregion_put(&b.out,
		     &(struct opregion_options){
			 .major = 2, .minor = 1, .rvda = 0x2000, .rvds = 0x1000 });
	poke_bytes(&b.out, OPREGION_MAILBOX4_AT, old.data, old.len);
	vbt_put_padded(&b.out, &tigerlake);
	put_fill_to(&b.out, 0, 0x3000);
	scan(&b.out, 0);
	check_table("$VBT TIGERLAKE", "the OpRegion points to it");
	/* The pointer does not lead to a table, so gopx uses the table in the mailbox. */
	poke_u8(&b.out, 0x2000, 'X');
	scan(&b.out, 0);
	check_table("$VBT SKYLAKE", "it is the only one");
	bytes_free(&old);
}
END_TEST

/* ---- tables that are cut off ---- */

START_TEST(a_table_that_is_cut_off_is_named)
{
	const struct gopx_finding *f;

	vbt_put(&b.out, &(struct vbt_options){ .extra = 6500 });
	ck_assert_uint_gt(b.out.len, 6144);
	bytes_cut(&b.out, 6144);
	scan(&b.out, 0);
	ck_assert(!gopx_image_complete(image));
	ck_assert_uint_eq(gopx_finding_count(image), 1);
	f = gopx_finding_at(image, 0);
	ck_assert_str_eq(gopx_finding_note_code(f), "input.cut-off");
	ck_assert_ptr_nonnull(strstr(gopx_finding_note_text(f), "$VBT SKYLAKE"));
	ck_assert_ptr_nonnull(strstr(gopx_finding_note_text(f), "only 6144 are here"));
}
END_TEST

/* The first table states a wrong size. gopx must find the next table in its bytes. */
START_TEST(what_is_in_a_table_that_is_cut_off_is_found)
{
	vbt_put(&b.out, &(struct vbt_options){ .vbt_size = 0xFFFF });
	vbt_put(&b.out, &tigerlake);
	scan(&b.out, 0);
	check_table("$VBT TIGERLAKE", "it is the only one");
	ck_assert(!gopx_image_complete(image));
}
END_TEST

START_TEST(code_may_hold_the_headers_of_a_table)
{
	struct fwbytes table = { 0 };

	vbt_put(&table, &(struct vbt_options){ .vbt_size = 0xFFFF });
	gop_put(&b.out, &cml);
	poke_bytes(&b.out, 0x600, table.data, 0x46);
	scan(&b.out, 0);
	ck_assert(gopx_image_complete(image));
	ck_assert_uint_eq(gopx_finding_count(image), 1);
	bytes_free(&table);
}
END_TEST

/*
 * A video BIOS may state a size that is too small, because its table has become larger.
 */
START_TEST(a_table_goes_on_behind_the_size_of_its_bios)
{
	size_t size = vbios_put(&b.out, &(struct vbt_options){ .extra = 2000 });
	size_t pcir = bytes_find(&b.out, "PCIR", 4);

	poke_u8(&b.out, 2, 4); /* 2 KiB: the table starts in the middle */
	poke_le16(&b.out, pcir + 0x10, 4);
	ck_assert_uint_gt(VBIOS_VBT_AT + size, 4 * 512);
	scan(&b.out, 0);
	ck_assert_uint_eq(
	    gopx_finding_trimmed(check_table("$VBT SKYLAKE", "it is the only one")).size,
	    size);
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *suite = suite_create("rank");
	TCase *c = tcase_create("rank");

	tcase_add_checked_fixture(c, start, finish);
	tcase_add_loop_test(c, the_table_is_the_drivers, 0, 2);
	tcase_add_test(c, a_left_over_table_is_not_the_drivers);
	tcase_add_test(c, a_card_is_not_the_processors);
	tcase_add_test(c, the_default_table_comes_before_one_for_a_panel);
	tcase_add_test(c, a_file_that_is_being_replaced_comes_after_its_replacement);
	tcase_add_test(c, a_stub_comes_after_a_table);
#ifdef GOPX_WITH_ARCHIVE
	tcase_add_test(c, driver_and_table_are_of_one_image);
#endif
	tcase_add_test(c, an_opregion_leads_to_the_table_that_counts);
	tcase_add_test(c, a_table_that_is_cut_off_is_named);
	tcase_add_test(c, what_is_in_a_table_that_is_cut_off_is_found);
	tcase_add_test(c, code_may_hold_the_headers_of_a_table);
	tcase_add_test(c, a_table_goes_on_behind_the_size_of_its_bios);
	suite_add_tcase(suite, c);
	return suite;
}
