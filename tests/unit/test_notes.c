/* SPDX-License-Identifier: BSD-2-Clause */
/* test_notes.c - a piece that gopx cannot open gives a note with advice */
#include <gopx/gopx.h>

#include <string.h>

#include "fwbuild.h"
#include "fwbuild_pe.h"
#include "fwbuild_vbt.h"
#include "pack_archive.h"
#include "unit.h"

static struct fwbytes o;
static struct gopx_image *image;

static void start(void)
{
	o = (struct fwbytes){ 0 };
	image = NULL;
}

static void finish(void)
{
	gopx_image_free(image);
	bytes_free(&o);
}

static void scan(void)
{
	gopx_image_free(image);
	ck_assert_int_eq(gopx_scan(o.data, o.len, NULL, &image), GOPX_OK);
}

static size_t note_count(void)
{
	size_t count = 0;

	for (size_t i = 0; i < gopx_finding_count(image); i++)
		count += gopx_finding_kind(gopx_finding_at(image, i)) ==
			 GOPX_FINDING_NOTE;
	return count;
}

/* The only finding must be a note with this code and these words in its text. */
static const struct gopx_finding *check_note(const char *code, const char *words)
{
	const struct gopx_finding *f = gopx_finding_at(image, 0);

	ck_assert_uint_eq(gopx_finding_count(image), 1);
	ck_assert_int_eq(gopx_finding_kind(f), GOPX_FINDING_NOTE);
	ck_assert_str_eq(gopx_finding_note_code(f), code);
	ck_assert_ptr_nonnull(strstr(gopx_finding_note_text(f), words));
	ck_assert(!gopx_finding_best(f) && !gopx_finding_tied(f));
	ck_assert(!gopx_finding_for_device(f));
	ck_assert_ptr_null(gopx_finding_gop(f));
	ck_assert_ptr_null(gopx_finding_vbt(f));
	ck_assert_uint_eq(gopx_diag_count(image), 1);
	ck_assert_str_eq(gopx_diag_at(image, 0)->code, code);
	ck_assert_str_eq(gopx_diag_at(image, 0)->message, gopx_finding_note_text(f));
	return f;
}

/* ---- installers ------------------------------------------------------------ */

static void put_inno(void)
{
	put_text(&o, "MZ an installer");
	put_fill_to(&o, 0x90, 0x200);
	put_text(&o, "Inno Setup Setup Data (5.5.7) (u)");
	put_fill_to(&o, 0, 0x240);
	put_text(&o, "zlb\x1a");
}

START_TEST(inno_setup_names_innoextract)
{
	const struct gopx_finding *f;

	put_inno();
	scan();
	f = check_note("input.unsupported", "innoextract");
	ck_assert_uint_eq(gopx_finding_place_at(f, 0)->offset, 0x200);
	ck_assert_uint_eq(gopx_finding_body(f).size, 64);
	ck_assert_int_eq(gopx_finding_confidence(f), GOPX_CERTAIN);
}
END_TEST

/* There are more notes than the limit allows, and then a driver and a table. */
START_TEST(notes_leave_room_for_what_is_behind_them)
{
	const struct gopx_options options = { .struct_size = sizeof(options),
					      .max_findings = 4 };

	for (unsigned i = 0; i < 8; i++) {
		put_text(&o, "Inno Setup Setup Data (5.5.7) ");
		put_u8(&o, 'a' + i);
		put_fill_to(&o, 0, (i + 1) * 64);
	}
	gop_put(&o, &(struct gop_options){ 0 });
	put_fill(&o, 0, 64);
	vbt_put(&o, &(struct vbt_options){ 0 });
	ck_assert_int_eq(gopx_scan(o.data, o.len, &options, &image), GOPX_OK);
	ck_assert(!gopx_image_complete(image));
	ck_assert_uint_eq(note_count(), 4);
	ck_assert_uint_eq(gopx_finding_count(image), 6);
}
END_TEST

/*
 * An installer has its name in a field of 64 bytes, padded with zeros. A text has no
 * zeros.
 */
START_TEST(a_text_about_inno_setup_is_none)
{
	put_inno();
	put_fill(&o, ' ', 64);
	memset(o.data + 0x220, ' ', 0x20);
	scan();
	ck_assert_uint_eq(gopx_finding_count(image), 0);
}
END_TEST

static void put_toshiba(unsigned form)
{
	put_u8(&o, 0);
	put_u8(&o, 0);
	put_u8(&o, form);
	put_text(&o, "BIOS");
	put_fill(&o, 0x5A, 200);
}

START_TEST(toshiba_files_are_said)
{
	put_toshiba((unsigned)_i);
	vbt_put(&o, &(struct vbt_options){ 0 });
	scan();
	if (_i > 2) {
		ck_assert_uint_eq(note_count(), 0);
		return;
	}
	ck_assert_uint_eq(note_count(), 1);
	ck_assert_ptr_nonnull(
	    strstr(gopx_finding_note_text(gopx_finding_at(image, 0)), "comextract"));
	/*
	 * gopx reports the installer, and also finds the table, which is not packed in
	 * it.
	 */
	ck_assert_uint_eq(gopx_finding_count(image), 2);
}
END_TEST

/* ---- encryption ------------------------------------------------------------ */

enum { IMAGE = 1 << 20 };

static void put_random(size_t len)
{
	uint32_t x = 2463534242u;

	while (len-- > 0) {
		x ^= x << 13;
		x ^= x >> 17;
		x ^= x << 5;
		put_u8(&o, (x >> 8) & 0xFF);
	}
}

START_TEST(random_bytes_of_an_image_size_look_encrypted)
{
	put_random(IMAGE);
	scan();
	ck_assert_int_eq(
	    gopx_finding_confidence(check_note("input.encrypted", "flashrom")),
	    GOPX_LIKELY);
}
END_TEST

/*
 * Random bytes that do not look like an encrypted image: a byte too many, erased flash in
 * the middle, zeros at the start, or too few bytes.
 */
START_TEST(other_random_bytes_do_not)
{
	put_random(IMAGE);
	switch (_i) {
	case 0:
		put_u8(&o, 1);
		break;
	case 1:
		memset(o.data + IMAGE / 2, 0xFF, IMAGE / 4);
		break;
	case 2:
		memset(o.data, 0, 1024);
		break;
	case 3:
		o.len = IMAGE / 4;
		break;
	}
	scan();
	ck_assert_uint_eq(note_count(), 0);
}
END_TEST

/* Compressed data looks random, too. But gopx recognizes an archive by its header. */
START_TEST(an_archive_of_an_image_size_is_one)
{
	struct fwbytes rom = { 0 };

	put_random(IMAGE);
	for (size_t i = 0; i < o.len; i++)
		o.data[i] &= 0x3F;
	vbt_put(&o, &(struct vbt_options){ 0 });
	rom = o;
	o = (struct fwbytes){ 0 };
	pack_xz(&o, rom.data, rom.len);
	put_random(4096 - o.len % 4096);
	scan();
	ck_assert_str_eq(gopx_node_type(gopx_node_child(gopx_root(image))), "archive");
	/* A build without libarchive gives another note. */
	for (size_t i = 0; i < gopx_finding_count(image); i++) {
		const char *code = gopx_finding_note_code(gopx_finding_at(image, i));

		ck_assert(!code || strcmp(code, "input.encrypted") != 0);
	}
	bytes_free(&rom);
}
END_TEST

/* ---- before UEFI ----------------------------------------------------------- */

static void put_legacy(bool ami)
{
	const char *mark = ami ? "AMIBOOT ROM" : "Award BootBlock BIOS v1.0";

	put_fill(&o, 0xFF, 0x8000);
	put_text(&o, mark);
	put_fill_to(&o, 0, 0x10000);
	put_text(&o, mark);
}

START_TEST(a_legacy_bios_is_said_once)
{
	const struct gopx_finding *f;

	put_legacy(_i);
	scan();
	f = check_note("input.legacy-bios", _i ? "AMI" : "Award");
	ck_assert_uint_eq(gopx_finding_body(f).size, o.len);
}
END_TEST

/*
 * UEFI images may contain modules for legacy boot. Such an image is not a legacy BIOS.
 */
START_TEST(with_a_volume_it_is_none)
{
	struct fwb b = { 0 };

	fv_begin(&b, FFS2);
	fv_end(&b);
	put_legacy(_i);
	put_fill_to(&o, 0xFF, 0x20000);
	put_bytes(&o, b.out.data, b.out.len);
	scan();
	ck_assert_uint_eq(note_count(), 0);
	fwb_free(&b);
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *suite = suite_create("notes");
	TCase *tc = tcase_create("notes");

	tcase_add_checked_fixture(tc, start, finish);
	tcase_add_test(tc, inno_setup_names_innoextract);
	tcase_add_test(tc, notes_leave_room_for_what_is_behind_them);
	tcase_add_test(tc, a_text_about_inno_setup_is_none);
	tcase_add_loop_test(tc, toshiba_files_are_said, 0, 4);
	tcase_add_test(tc, random_bytes_of_an_image_size_look_encrypted);
	tcase_add_loop_test(tc, other_random_bytes_do_not, 0, 4);
	tcase_add_test(tc, an_archive_of_an_image_size_is_one);
	tcase_add_loop_test(tc, a_legacy_bios_is_said_once, 0, 2);
	tcase_add_loop_test(tc, with_a_volume_it_is_none, 0, 2);
	suite_add_tcase(suite, tc);
	return suite;
}
