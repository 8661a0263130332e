/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * test_scan.c - gopx_scan() obeys its description: options, limits, lifetime of results
 */
#include "api/image.h"

#include <stdlib.h>
#include <string.h>

#include "fwbuild.h"
#include "fwbuild_guid.h"
#include "fwbuild_pack.h"
#include "fwbuild_pe.h"
#include "fwbuild_vbt.h"
#include "unit.h"

/* Put a volume with a driver and a table, each in a separate LZMA section. */
static struct fwbytes make_image(void)
{
	struct fwb b = { 0 };
	struct fwbytes gop = { 0 }, vbt = { 0 }, image = { 0 };

	gop_put(&gop, &(struct gop_options){ 0 });
	vbt_put(&vbt, &(struct vbt_options){ 0 });
	fv_begin(&b, FFS2);
	file_begin(&b, FILE_DRIVER, "7755CA7B-CA8F-43C5-889B-E1F59A93D575");
	guided_begin(&b, "EE4E5898-3914-4259-9D6E-DC7BD79403CF", pack_lzma);
	section(&b, SECTION_PE32, gop.data, gop.len);
	ui_section(&b, "IntelGopDriver");
	section_end(&b);
	file_end(&b);
	file_begin(&b, FILE_FREEFORM, "56752DA9-DE6B-4895-8819-1945B6B76C22");
	guided_begin(&b, "EE4E5898-3914-4259-9D6E-DC7BD79403CF", pack_lzma);
	section(&b, SECTION_RAW, vbt.data, vbt.len);
	section_end(&b);
	file_end(&b);
	fv_end(&b);
	put_bytes(&image, b.out.data, b.out.len);
	bytes_free(&gop);
	bytes_free(&vbt);
	fwb_free(&b);
	return image;
}

static bool has_diag(const struct gopx_image *image, const char *code)
{
	for (size_t i = 0; i < gopx_diag_count(image); i++) {
		if (strcmp(gopx_diag_at(image, i)->code, code) == 0)
			return true;
	}
	return false;
}

START_TEST(finds_both_and_says_where)
{
	struct fwbytes in = make_image();
	struct gopx_image *image;
	const struct gopx_finding *f;
	const struct gopx_place *place;

	ck_assert_int_eq(gopx_scan(in.data, in.len, NULL, &image), GOPX_OK);
	ck_assert(gopx_image_complete(image));
	ck_assert_uint_eq(gopx_finding_count(image), 2);
	ck_assert_ptr_null(gopx_finding_at(image, 2));
	f = gopx_finding_at(image, 0);
	ck_assert_int_eq(gopx_finding_kind(f), GOPX_FINDING_GOP);
	ck_assert_int_eq(gopx_finding_confidence(f), GOPX_CERTAIN);
	ck_assert(gopx_finding_best(f));
	ck_assert_ptr_null(gopx_finding_vbt(f));
	ck_assert_uint_eq(gopx_finding_gop(f)->machine, 0x8664);
	ck_assert_ptr_null(gopx_finding_reason_at(f, gopx_finding_reason_count(f)));
	place = gopx_finding_place_at(f, 0);
	ck_assert_str_eq(place->guid, "7755CA7B-CA8F-43C5-889B-E1F59A93D575");
	ck_assert_str_eq(place->name, "IntelGopDriver");
	ck_assert(place->packed);
	ck_assert_uint_eq(place->inner_offset, 4);
	ck_assert_ptr_null(gopx_finding_place_at(f, 1));
	f = gopx_finding_at(image, 1);
	ck_assert_int_eq(gopx_finding_vbt(f)->origin, GOPX_VBT_FROM_GOP);
	ck_assert_str_eq(gopx_finding_vbt(f)->signature, "$VBT SKYLAKE");
	gopx_image_free(image);
	bytes_free(&in);
}
END_TEST

static void no_free(void *ctx, void *ptr)
{
	(void)ctx;
	(void)ptr;
}

START_TEST(bad_arguments_are_the_callers_fault)
{
	struct gopx_options options = { .struct_size = sizeof(options) };
	struct gopx_image *image = (struct gopx_image *)&options;

	ck_assert_int_eq(gopx_scan("", 0, NULL, NULL), GOPX_E_ARGUMENT);
	ck_assert_int_eq(gopx_scan(NULL, 1, NULL, &image), GOPX_E_ARGUMENT);
	ck_assert_ptr_null(image);
	options.struct_size = 0;
	ck_assert_int_eq(gopx_scan("", 0, &options, &image), GOPX_E_ARGUMENT);
	options.struct_size = sizeof(options);
	options.free_fn = no_free;
	ck_assert_int_eq(gopx_scan("", 0, &options, &image), GOPX_E_ARGUMENT);
	gopx_image_free(NULL);
}
END_TEST

START_TEST(nothing_is_a_sound_image)
{
	struct gopx_image *image;

	ck_assert_int_eq(gopx_scan(NULL, 0, NULL, &image), GOPX_OK);
	ck_assert(gopx_image_complete(image));
	ck_assert_uint_eq(gopx_finding_count(image), 0);
	ck_assert_uint_eq(gopx_diag_count(image), 0);
	ck_assert_str_eq(gopx_node_type(gopx_root(image)), "image");
	ck_assert_ptr_null(gopx_node_child(gopx_root(image)));
	gopx_image_free(image);
}
END_TEST

/* The struct of an older program is shorter. gopx must not read past its end. */
START_TEST(shorter_options_are_taken)
{
	struct fwbytes in = make_image();
	struct gopx_options options;
	struct gopx_image *image;

	memset(&options, 0xa5, sizeof(options));
	options.struct_size = offsetof(struct gopx_options, max_ratio);
	options.max_unpacked = 1 << 30;
	ck_assert_int_eq(gopx_scan(in.data, in.len, &options, &image), GOPX_OK);
	ck_assert(gopx_image_complete(image));
	ck_assert_uint_eq(gopx_finding_count(image), 2);
	gopx_image_free(image);
	bytes_free(&in);
}
END_TEST

static const struct {
	struct gopx_options options;
	const char *code;
	size_t findings;
} limits[] = {
	{ { .max_unpacked = 100 }, "limit.unpacked", 0 },
	{ { .max_unpacked = 6500 }, "limit.unpacked", 1 }, /* the driver, not the table */
	{ { .max_nodes = 3 }, "limit.nodes", 0 },
	{ { .max_depth = 3 }, "limit.depth", 0 },
	{ { .max_work = 10 }, "limit.work", 0 },
};

START_TEST(each_limit_is_said_and_makes_the_scan_incomplete)
{
	struct fwbytes in = make_image();
	struct gopx_options options = limits[_i].options;
	struct gopx_image *image;

	options.struct_size = sizeof(options);
	ck_assert_int_eq(gopx_scan(in.data, in.len, &options, &image), GOPX_OK);
	ck_assert(!gopx_image_complete(image));
	ck_assert_msg(has_diag(image, limits[_i].code), "no %s", limits[_i].code);
	ck_assert_uint_eq(gopx_finding_count(image), limits[_i].findings);
	gopx_image_free(image);
	bytes_free(&in);
}
END_TEST

/*
 * Make a volume with 'count' packed files of zeros. Their unpacked sizes are 'each' bytes
 * or a few more, so that all files are different.
 */
static struct fwbytes make_bombs(unsigned count, uint64_t each)
{
	struct fwb b = { 0 };
	struct fwbytes image = { 0 }, zeros = { 0 };

	fv_begin(&b, FFS2);
	for (unsigned i = 0; i < count; i++) {
		pack_lzma_zeros(&zeros, each + i);
		file_begin(&b, FILE_FREEFORM, GUID_X);
		guided_begin(&b, "EE4E5898-3914-4259-9D6E-DC7BD79403CF", NULL);
		put_bytes(&b.out, zeros.data, zeros.len);
		section_end(&b);
		file_end(&b);
		bytes_free(&zeros);
	}
	fv_end(&b);
	put_bytes(&image, b.out.data, b.out.len);
	fwb_free(&b);
	return image;
}

static uint64_t unpacked_by(const struct fwbytes *in, const struct gopx_options *options,
			    bool *complete)
{
	struct gopx_image *image;
	uint64_t unpacked;

	ck_assert_int_eq(gopx_scan(in->data, in->len, options, &image), GOPX_OK);
	*complete = gopx_image_complete(image);
	unpacked = image->walk.unpacked;
	gopx_image_free(image);
	return unpacked;
}

/*
 * The limit on the ratio of unpacked to packed bytes applies to a single stream, even if
 * the limit on unpacked bytes is not reached.
 */
START_TEST(one_stream_is_bounded_by_its_ratio)
{
	struct gopx_options options = { .struct_size = sizeof(options),
					.max_unpacked = 1 << 30,
					.max_ratio = 2 };
	struct fwbytes in = make_bombs(1, 20 << 20);
	bool complete;

	ck_assert_uint_eq(unpacked_by(&in, &options, &complete), 16 << 20);
	ck_assert(!complete);
	options.max_ratio = UINT32_MAX;
	ck_assert_uint_eq(unpacked_by(&in, &options, &complete), 20 << 20);
	ck_assert(complete);
	bytes_free(&in);
}
END_TEST

/*
 * No single stream exceeds the limit on the ratio. But all streams of a small input may
 * unpack to at most 64 MiB together.
 */
START_TEST(many_streams_are_bounded_together)
{
	struct fwbytes in = make_bombs(6, 15 << 20);
	bool complete;

	ck_assert_uint_lt(in.len, (64 << 20) / 512);
	ck_assert_uint_le(unpacked_by(&in, NULL, &complete), 64 << 20);
	ck_assert(!complete);
	bytes_free(&in);
}
END_TEST

START_TEST(findings_over_the_limit_are_counted_out)
{
	struct fwbytes in = make_image();
	struct gopx_options options = { .struct_size = sizeof(options),
					.max_findings = 1 };
	struct gopx_image *image;
	size_t another = in.len;

	/*
	 * Each kind of finding has a separate limit. The second table is over the limit,
	 * but the driver is kept.
	 */
	vbt_put(&in, &(struct vbt_options){ 0 });
	in.data[another + 26] ^= 1; /* its checksum */
	ck_assert_int_eq(gopx_scan(in.data, in.len, &options, &image), GOPX_OK);
	ck_assert(!gopx_image_complete(image));
	ck_assert(has_diag(image, "limit.findings"));
	ck_assert_uint_eq(gopx_finding_count(image), 2);
	gopx_image_free(image);
	bytes_free(&in);
}
END_TEST

/* A stream that occurs twice is unpacked once, and gives one finding with two places. */
START_TEST(copies_are_places_of_one_finding)
{
	struct fwbytes once = make_image(), twice = { 0 };
	struct gopx_options options = { .struct_size = sizeof(options),
					.max_unpacked = 8000 };
	struct gopx_image *image;

	for (int i = 0; i < 3; i++) {
		put_bytes(&twice, once.data, once.len);
		put_fill(&twice, 0xff, 100);
	}
	ck_assert_int_eq(gopx_scan(twice.data, twice.len, &options, &image), GOPX_OK);
	ck_assert(gopx_image_complete(image));
	ck_assert_uint_eq(gopx_finding_count(image), 2);
	for (size_t i = 0; i < 2; i++)
		ck_assert_uint_eq(gopx_finding_place_count(gopx_finding_at(image, i)), 3);
	gopx_image_free(image);
	bytes_free(&once);
	bytes_free(&twice);
}
END_TEST

START_TEST(status_names_are_their_constants)
{
	ck_assert_str_eq(gopx_status_name(GOPX_OK), "GOPX_OK");
	ck_assert_str_eq(gopx_status_name(GOPX_E_INTERNAL), "GOPX_E_INTERNAL");
	ck_assert_str_eq(gopx_status_name((enum gopx_status)99), "?");
	ck_assert_str_eq(gopx_version(), GOPX_VERSION_STRING);
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *suite = suite_create("scan");
	TCase *tc = tcase_create("scan");

	tcase_add_test(tc, finds_both_and_says_where);
	tcase_add_test(tc, bad_arguments_are_the_callers_fault);
	tcase_add_test(tc, nothing_is_a_sound_image);
	tcase_add_test(tc, shorter_options_are_taken);
	tcase_add_loop_test(tc, each_limit_is_said_and_makes_the_scan_incomplete, 0,
			    sizeof(limits) / sizeof(limits[0]));
	tcase_add_test(tc, one_stream_is_bounded_by_its_ratio);
	tcase_add_test(tc, many_streams_are_bounded_together);
	tcase_add_test(tc, findings_over_the_limit_are_counted_out);
	tcase_add_test(tc, copies_are_places_of_one_finding);
	tcase_add_test(tc, status_names_are_their_constants);
	suite_add_tcase(suite, tc);
	return suite;
}
