/* SPDX-License-Identifier: BSD-2-Clause */
/* test_search.c - gopx_search() obeys its description: hits, their places, and limits */
#include <gopx/gopx.h>

#include <stdlib.h>
#include <string.h>

#include "fwbuild.h"
#include "hostile.h"
#include "unit.h"

#define GUID_A    "0A0A0A0A-1111-4222-8333-444444444444"
#define GUID_LZMA "EE4E5898-3914-4259-9D6E-DC7BD79403CF"

static const char needle[] = "Needle";

/*
 * Make a volume with three files. The first and the last file have the word in a RAW
 * section. The second file is packed: it has the word in a RAW section and, in upper
 * case, in its name. It also has 'idle' bytes, which a scan does not examine.
 */
static struct fwbytes make_image(size_t idle)
{
	struct fwb b = { 0 };
	struct fwbytes image = { 0 }, filler = { 0 };

	put_fill(&filler, 0, idle);
	fv_begin(&b, FFS2);
	file_begin(&b, FILE_FREEFORM, GUID_A);
	section(&b, SECTION_RAW, needle, sizeof(needle));
	file_end(&b);
	file_begin(&b, FILE_FREEFORM, "0B0B0B0B-1111-4222-8333-444444444444");
	guided_begin(&b, GUID_LZMA, pack_lzma);
	section(&b, SECTION_RAW, "packed nEEDLE", 14);
	ui_section(&b, "NEEDLES");
	section(&b, SECTION_DXE_DEPEX, filler.data, filler.len);
	section_end(&b);
	file_end(&b);
	file_begin(&b, FILE_FREEFORM, "0C0C0C0C-1111-4222-8333-444444444444");
	section(&b, SECTION_RAW, needle, sizeof(needle));
	file_end(&b);
	fv_end(&b);
	put_bytes(&image, b.out.data, b.out.len);
	bytes_free(&filler);
	fwb_free(&b);
	return image;
}

static struct gopx_image *scan(const struct fwbytes *in)
{
	struct gopx_image *image;

	ck_assert_int_eq(gopx_scan(in->data, in->len, NULL, &image), GOPX_OK);
	return image;
}

static struct gopx_search *search(const struct gopx_image *image,
				  enum gopx_pattern_kind kind, const char *pattern,
				  size_t count)
{
	struct gopx_search *search;

	ck_assert_ptr_null(gopx_pattern_error(kind, pattern));
	ck_assert_int_eq(gopx_search(image, kind, pattern, 0, &search), GOPX_OK);
	ck_assert(gopx_search_complete(search));
	ck_assert_uint_eq(gopx_search_count(search), count);
	ck_assert_ptr_null(gopx_search_at(search, count));
	return search;
}

START_TEST(text_is_found_in_every_form_and_place)
{
	static const struct {
		bool packed, utf16;
		const char *subtype;
	} expected[] = {
		{ false, false, "raw" },
		{ true, false, "raw" },
		{ true, true, "ui" },
		{ false, false, "raw" },
	};
	struct fwbytes in = make_image(1);
	struct gopx_image *image = scan(&in);
	struct gopx_search *found = search(image, GOPX_PATTERN_TEXT, "needle", 4);

	for (size_t i = 0; i < 4; i++) {
		const struct gopx_hit *hit = gopx_search_at(found, i);

		ck_assert_int_eq(hit->packed, expected[i].packed);
		ck_assert_int_eq(hit->utf16, expected[i].utf16);
		ck_assert_uint_eq(hit->size, expected[i].utf16 ? 12 : 6);
		ck_assert_str_eq(gopx_node_type(hit->node), "section");
		ck_assert_str_eq(gopx_node_subtype(hit->node), expected[i].subtype);
		ck_assert(!hit->header);
		if (!hit->packed) {
			ck_assert_ptr_null(hit->space);
			ck_assert_uint_eq(hit->offset, hit->inner_offset);
			ck_assert_mem_eq(in.data + hit->offset, needle, 6);
		}
	}
	/* The word follows a section header of four bytes and "packed ". */
	ck_assert_uint_eq(gopx_search_at(found, 1)->inner_offset, 11);
	ck_assert_uint_eq(gopx_search_at(found, 1)->offset,
			  gopx_node_offset(gopx_search_at(found, 1)->space));
	ck_assert_str_eq(gopx_node_compression(gopx_search_at(found, 1)->space), "lzma");
	gopx_search_free(found);
	gopx_image_free(image);
	bytes_free(&in);
}
END_TEST

/* The paths of 7,000 tables inside 900 nested volumes would need 400 MiB. */
START_TEST(hits_in_the_deep_are_limited)
{
	struct fwbytes in = { 0 };
	struct gopx_image *image;
	struct gopx_search *found;

	hostile_deep_tables(&in, 900, 0xa0000);
	image = scan(&in);
	ck_assert_int_eq(gopx_search(image, GOPX_PATTERN_TEXT, "$VBT HOSTILE", 0, &found),
			 GOPX_OK);
	ck_assert(!gopx_search_complete(found));
	ck_assert_uint_gt(gopx_search_count(found), 4000);
	ck_assert_uint_lt(gopx_search_count(found), 6000);
	gopx_search_free(found);
	gopx_image_free(image);
	bytes_free(&in);
}
END_TEST

START_TEST(guid_is_found_in_the_header_of_its_file)
{
	struct fwbytes in = make_image(1);
	struct gopx_image *image = scan(&in);
	struct gopx_search *found = search(image, GOPX_PATTERN_GUID, GUID_A, 1);
	const struct gopx_hit *hit = gopx_search_at(found, 0);

	ck_assert_str_eq(gopx_node_type(hit->node), "ffs-file");
	ck_assert_str_eq(gopx_node_guid(hit->node), GUID_A);
	ck_assert_uint_eq(hit->offset, gopx_node_offset(hit->node));
	ck_assert(hit->header);
	gopx_search_free(found);
	gopx_image_free(image);
	bytes_free(&in);
}
END_TEST

/*
 * The pattern matches the end of one section and the header of the next one. So the hit
 * is in no section, but in the unpacked data that contains both.
 */
START_TEST(across_a_border_the_piece_around_holds_it)
{
	struct fwbytes in = make_image(1);
	struct gopx_image *image = scan(&in);
	struct gopx_search *found = search(image, GOPX_PATTERN_HEX,
					   "45 00 0? 00 ?? ?? 00 15", 1);
	const struct gopx_hit *hit = gopx_search_at(found, 0);

	ck_assert_ptr_eq(hit->node, hit->space);
	ck_assert_str_eq(gopx_node_compression(hit->node), "lzma");
	ck_assert(!hit->header);
	gopx_search_free(found);
	gopx_image_free(image);
	bytes_free(&in);
}
END_TEST

START_TEST(hits_may_overlap)
{
	struct fwbytes in = { 0 };
	struct gopx_search *found;
	struct gopx_image *image;

	put_fill(&in, 0xab, 1000);
	image = scan(&in);
	found = search(image, GOPX_PATTERN_HEX, "abab ?b", 998);
	for (size_t i = 0; i < 998; i++) {
		ck_assert_uint_eq(gopx_search_at(found, i)->offset, i);
		ck_assert_ptr_eq(gopx_search_at(found, i)->node, gopx_root(image));
	}
	gopx_search_free(found);
	gopx_image_free(image);
	bytes_free(&in);
}
END_TEST

/*
 * The pattern is longer than a machine word. A text is searched for in both forms, ASCII
 * and UTF-16, at once.
 */
START_TEST(long_patterns_are_whole)
{
	char text[129] = "";
	struct fwbytes in = { 0 };
	struct gopx_search *found;
	struct gopx_image *image;

	for (size_t i = 0; i < 128; i++)
		text[i] = (char)('a' + i % 26);
	put_fill(&in, 'a', 77);
	put_bytes(&in, text, 128);
	put_bytes(&in, text, 127);
	for (size_t i = 0; i < 128; i++)
		put_bytes(&in, (char[2]){ text[i] }, 2);
	image = scan(&in);
	found = search(image, GOPX_PATTERN_TEXT, text, 2);
	ck_assert_uint_eq(gopx_search_at(found, 0)->offset, 77);
	ck_assert_uint_eq(gopx_search_at(found, 0)->size, 128);
	ck_assert_uint_eq(gopx_search_at(found, 1)->offset, 77 + 128 + 127);
	ck_assert_uint_eq(gopx_search_at(found, 1)->size, 256);
	ck_assert(gopx_search_at(found, 1)->utf16);
	gopx_search_free(found);
	gopx_image_free(image);
	bytes_free(&in);
}
END_TEST

START_TEST(nothing_is_no_error)
{
	struct gopx_search *found;
	struct gopx_image *image;

	ck_assert_int_eq(gopx_scan(NULL, 0, NULL, &image), GOPX_OK);
	found = search(image, GOPX_PATTERN_HEX, "00", 0);
	gopx_search_free(found);
	gopx_search_free(NULL);
	gopx_image_free(image);
}
END_TEST

START_TEST(bad_patterns_are_the_callers_fault)
{
	struct gopx_search *found = (struct gopx_search *)&found;
	struct gopx_image *image;

	ck_assert_int_eq(gopx_scan("x", 1, NULL, &image), GOPX_OK);
	ck_assert_ptr_nonnull(gopx_pattern_error(GOPX_PATTERN_HEX, "x"));
	ck_assert_int_eq(gopx_search(image, GOPX_PATTERN_HEX, "x", 0, &found),
			 GOPX_E_ARGUMENT);
	ck_assert_ptr_null(found);
	gopx_image_free(image);
}
END_TEST

static void check_limit(const struct gopx_image *image, const char *pattern,
			size_t max_hits, size_t count)
{
	struct gopx_search *found;

	ck_assert_int_eq(gopx_search(image, GOPX_PATTERN_TEXT, pattern, max_hits, &found),
			 GOPX_OK);
	ck_assert_uint_eq(gopx_search_count(found), count);
	ck_assert(!gopx_search_complete(found));
	gopx_search_free(found);
}

START_TEST(limits_make_it_incomplete)
{
	struct fwbytes in = make_image(50000);
	struct gopx_options options = { .struct_size = sizeof(options),
					.max_work = in.len + 40000 };
	struct gopx_image *image = scan(&in);
	struct gopx_search *found;

	check_limit(image, needle, 1, 1);
	check_limit(image, needle, 3, 3);
	ck_assert_int_eq(gopx_search(image, GOPX_PATTERN_TEXT, needle, 4, &found),
			 GOPX_OK);
	ck_assert(gopx_search_complete(found));
	gopx_search_free(found);
	gopx_image_free(image);
	/*
	 * The limit allows a search of the input, but not of the data unpacked from it.
	 */
	ck_assert_int_eq(gopx_scan(in.data, in.len, &options, &image), GOPX_OK);
	check_limit(image, needle, 0, 2);
	gopx_image_free(image);
	bytes_free(&in);
}
END_TEST

struct failing {
	size_t calls, fail_at, live;
};

static void *failing_alloc(void *ctx, size_t size)
{
	struct failing *f = ctx;

	if (++f->calls == f->fail_at)
		return NULL;
	f->live++;
	return malloc(size);
}

static void failing_free(void *ctx, void *ptr)
{
	struct failing *f = ctx;

	f->live--;
	free(ptr);
}

START_TEST(memory_is_the_callers_and_all_freed)
{
	struct fwbytes in = { 0 };
	struct failing f = { 0 };
	struct gopx_options options = { .struct_size = sizeof(options),
					.alloc_fn = failing_alloc,
					.free_fn = failing_free,
					.alloc_ctx = &f };
	enum gopx_status status = GOPX_E_NOMEM;
	struct gopx_search *found;
	struct gopx_image *image;
	size_t live;

	/* The hits need several blocks of memory. */
	put_fill(&in, 0xab, 5000);
	ck_assert_int_eq(gopx_scan(in.data, in.len, &options, &image), GOPX_OK);
	live = f.live;
	for (size_t k = 1; status != GOPX_OK; k++) {
		ck_assert_int_eq(status, GOPX_E_NOMEM);
		ck_assert_uint_lt(k, 100);
		f.calls = 0;
		f.fail_at = k;
		status = gopx_search(image, GOPX_PATTERN_HEX, "ab", 0, &found);
		if (status == GOPX_OK)
			ck_assert_uint_gt(f.live, live + 2);
		else
			ck_assert_uint_eq(f.live, live);
	}
	gopx_search_free(found);
	ck_assert_uint_eq(f.live, live);
	gopx_image_free(image);
	ck_assert_uint_eq(f.live, 0);
	bytes_free(&in);
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *suite = suite_create("search");
	TCase *tc = tcase_create("search");

	tcase_add_test(tc, text_is_found_in_every_form_and_place);
	tcase_add_test(tc, hits_in_the_deep_are_limited);
	tcase_add_test(tc, guid_is_found_in_the_header_of_its_file);
	tcase_add_test(tc, across_a_border_the_piece_around_holds_it);
	tcase_add_test(tc, hits_may_overlap);
	tcase_add_test(tc, long_patterns_are_whole);
	tcase_add_test(tc, nothing_is_no_error);
	tcase_add_test(tc, bad_patterns_are_the_callers_fault);
	tcase_add_test(tc, limits_make_it_incomplete);
	tcase_add_test(tc, memory_is_the_callers_and_all_freed);
	suite_add_tcase(suite, tc);
	return suite;
}
