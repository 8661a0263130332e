/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * test_misfits.c - pieces that are larger than their container: damaged pieces, and
 * headers in code
 */
#include <gopx/gopx.h>

#include <string.h>

#include "fwbuild.h"
#include "fwbuild_pe.h"
#include "fwbuild_vbt.h"
#include "unit.h"

#define NVRAM "FFF12B8D-7696-4C8B-A985-2747075B4F50"

/*
 * Put only the header of a volume of 'len' bytes, as a driver for variables contains
 * one.
 */
static void put_template(struct fwbytes *o, size_t len)
{
	struct fwb b = { 0 };

	b.next_fv.length = len;
	b.next_fv.blocks = (len + 511) / 512;
	fv_begin(&b, NVRAM);
	fv_end(&b);
	put_bytes(o, b.out.data, 0x48);
	fwb_free(&b);
}

/* Put a driver that has a template of a volume header in its code. */
static void put_driver(struct fwbytes *o)
{
	struct fwbytes header = { 0 };
	size_t at = o->len;

	gop_put(o, &(struct gop_options){ 0 });
	put_template(&header, 0x30000);
	/*
	 * Put the template between the end of the used code and the end of the section.
	 */
	poke_bytes(o, at + 0x1000, header.data, header.len);
	bytes_free(&header);
}

/*
 * Put a volume of one file with one section, and other data after the volume, so that the
 * input does not end with the volume.
 */
static void put_volume(struct fwbytes *o, unsigned type, const struct fwbytes *body)
{
	struct fwb b = { 0 };

	fv_begin(&b, FFS2);
	file_begin(&b, FILE_DRIVER, "7755CA7B-CA8F-43C5-889B-E1F59A93D575");
	section(&b, type, body->data, body->len);
	file_end(&b);
	fv_end(&b);
	put_bytes(o, b.out.data, b.out.len);
	put_fill(o, 0, 64);
	fwb_free(&b);
}

/* Return the severity of the only diagnostic "truncated"; 0 without one. */
static int truncated(const struct fwbytes *in)
{
	struct gopx_image *image;
	int severity = 0;

	ck_assert_int_eq(gopx_scan(in->data, in->len, NULL, &image), GOPX_OK);
	for (size_t i = 0; i < gopx_diag_count(image); i++) {
		const struct gopx_diag *d = gopx_diag_at(image, i);

		if (strcmp(d->code, "truncated") != 0)
			continue;
		ck_assert_int_eq(severity, 0);
		ck_assert_int_eq(d->status, GOPX_E_TRUNCATED);
		ck_assert(gopx_node_damaged(d->node) == (d->severity == GOPX_DAMAGE));
		severity = (int)d->severity;
	}
	gopx_image_free(image);
	return severity;
}

START_TEST(header_in_an_executable_is_a_note)
{
	struct fwbytes driver = { 0 }, in = { 0 };

	put_driver(&driver);
	put_volume(&in, SECTION_PE32, &driver);
	ck_assert_int_eq(truncated(&in), GOPX_NOTE);
	bytes_free(&in);
	/*
	 * The result is the same if the driver is not in a volume, and other input
	 * follows it.
	 */
	put_driver(&in);
	put_fill(&in, 0, 64);
	ck_assert_int_eq(truncated(&in), GOPX_NOTE);
	bytes_free(&in);
	bytes_free(&driver);
}
END_TEST

START_TEST(header_amid_a_section_is_a_note)
{
	struct fwbytes body = { 0 }, in = { 0 };

	put_text(&body, "not the start of it.....");
	put_template(&body, 0x30000);
	put_fill(&body, 0x55, 100);
	put_volume(&in, SECTION_RAW, &body);
	ck_assert_int_eq(truncated(&in), GOPX_NOTE);
	bytes_free(&in);
	bytes_free(&body);
}
END_TEST

START_TEST(what_a_section_starts_with_is_damaged)
{
	struct fwbytes body = { 0 }, in = { 0 };

	put_template(&body, 0x30000);
	put_fill(&body, 0x55, 100);
	put_volume(&in, SECTION_RAW, &body);
	ck_assert_int_eq(truncated(&in), GOPX_DAMAGE);
	bytes_free(&in);
	bytes_free(&body);
	gop_put(&body, &(struct gop_options){ 0 });
	bytes_cut(&body, body.len - 1);
	put_volume(&in, SECTION_PE32, &body);
	ck_assert_int_eq(truncated(&in), GOPX_DAMAGE);
	bytes_free(&in);
	bytes_free(&body);
}
END_TEST

START_TEST(what_the_input_cuts_off_is_damaged)
{
	struct fwbytes in = { 0 };

	put_template(&in, 0x30000);
	put_fill(&in, 0x55, 100);
	ck_assert_int_eq(truncated(&in), GOPX_DAMAGE);
	bytes_free(&in);
	put_fill(&in, 0, 0x100);
	gop_put(&in, &(struct gop_options){ 0 });
	bytes_cut(&in, in.len - 1);
	ck_assert_int_eq(truncated(&in), GOPX_DAMAGE);
	bytes_free(&in);
}
END_TEST

START_TEST(what_fits_is_no_misfit)
{
	struct fwbytes body = { 0 }, in = { 0 };

	put_template(&body, 0x48);
	put_fill(&body, 0x55, 100);
	put_volume(&in, SECTION_RAW, &body);
	ck_assert_int_eq(truncated(&in), 0);
	bytes_free(&in);
	bytes_free(&body);
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *suite = suite_create("misfits");
	TCase *tc = tcase_create("misfits");

	tcase_add_test(tc, header_in_an_executable_is_a_note);
	tcase_add_test(tc, header_amid_a_section_is_a_note);
	tcase_add_test(tc, what_a_section_starts_with_is_damaged);
	tcase_add_test(tc, what_the_input_cuts_off_is_damaged);
	tcase_add_test(tc, what_fits_is_no_misfit);
	suite_add_tcase(suite, tc);
	return suite;
}
