/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * test_views.c - bytes that are in two address spaces are reported only once
 *
 * There are two such cases: a volume that is longer than its region, and an image that is
 * joined from the blocks of an update.
 */
#include <gopx/gopx.h>

#include <stdio.h>
#include <string.h>

#include "fwbuild.h"
#include "fwbuild_flash.h"
#include "fwbuild_pe.h"
#include "pack_dell.h"
#include "pack_pfat.h"
#include "unit.h"
#include "walk/view.h"

#define WORD "a word that nothing else has"

/* Put a volume with a driver, and with the word in another file. */
static void put_volume(struct fwb *b)
{
	fv_begin(b, FFS2);
	file_begin(b, FILE_DRIVER, GUID_INTEL_GOP_CLEVO);
	section_begin(b, SECTION_PE32);
	gop_put(&b->out, &(struct gop_options){ 0 });
	section_end(b);
	file_end(b);
	file_begin(b, FILE_FREEFORM, GUID_X);
	section(b, SECTION_RAW, WORD, sizeof(WORD) - 1);
	file_end(b);
	fv_end(b);
}

static struct gopx_image *image;
static struct fwbytes in;

static void scan(void)
{
	ck_assert_int_eq(gopx_scan(in.data, in.len, NULL, &image), GOPX_OK);
}

static void finish(void)
{
	gopx_image_free(image);
	bytes_free(&in);
	in = (struct fwbytes){ 0 };
}

static void expect_bytes(uint64_t offset, const void *bytes, size_t len)
{
	ck_assert_uint_le(offset + len, in.len);
	ck_assert_mem_eq(in.data + offset, bytes, len);
}

/*
 * Check that the driver has one place, outside packed data, and that the input has the
 * first 'len' bytes of the driver at the offset of this place.
 */
static const struct gopx_place *expect_place(size_t len)
{
	const struct gopx_finding *f;
	const struct gopx_place *place;
	uint64_t input;

	ck_assert_uint_eq(gopx_finding_count(image), 1);
	f = gopx_finding_at(image, 0);
	ck_assert_uint_eq(gopx_finding_place_count(f), 1);
	place = gopx_finding_place_at(f, 0);
	ck_assert(!place->packed);
	expect_bytes(place->offset, gopx_finding_body(f).data, len);
	ck_assert(gopx_node_locate(place->node, place->inner_offset, &input));
	ck_assert_uint_eq(input, place->offset);
	return place;
}

/*
 * Check that a search finds the word once, in its section, and that the input has the
 * first 'len' bytes of the word at the offset of the hit.
 */
static void expect_word(size_t len)
{
	const struct gopx_hit *hit;
	struct gopx_search *found;

	ck_assert_int_eq(gopx_search(image, GOPX_PATTERN_TEXT, WORD, 0, &found), GOPX_OK);
	ck_assert_uint_eq(gopx_search_count(found), 1);
	hit = gopx_search_at(found, 0);
	ck_assert(!hit->packed);
	ck_assert_str_eq(gopx_node_type(hit->node), "section");
	expect_bytes(hit->offset, WORD, len);
	gopx_search_free(found);
}

/* ---- a region that is too short --------------------------------------------- */

START_TEST(volume_behind_a_short_region_is_not_packed)
{
	struct flash_layout layout = {
		.regions[0] = { 0, 0x1000 },
		.regions[REGION_BIOS] = { 0x1000, 0x1000 },
	};
	const struct gopx_node *volume;
	struct fwb b = { 0 };
	size_t size;

	descriptor_put(&b.out, &layout);
	size = b.out.len;
	put_volume(&b);
	size = b.out.len - size;
	put_fill_to(&b.out, 0xFF, 0x9000);
	put_bytes(&in, b.out.data, b.out.len);
	fwb_free(&b);
	scan();
	volume = expect_place(64)->node;
	expect_word(sizeof(WORD) - 1);
	while (strcmp(gopx_node_type(volume), "ffs-volume") != 0)
		volume = gopx_node_parent(volume);
	ck_assert_uint_eq(gopx_node_offset(volume), 0x1000);
	ck_assert_uint_eq(gopx_node_bytes(volume).size, size);
	ck_assert_ptr_null(gopx_node_space(gopx_node_child(volume)));
	ck_assert_uint_eq(gopx_node_unpacked(volume).size, 0);
	finish();
}
END_TEST

/* ---- updates in blocks -------------------------------------------------------- */

static void put_pfat(const struct fwbytes *flash, size_t block)
{
	char line[32];
	const struct pfat_file file = { line, 0, flash->len, block };
	const struct pfat pfat = { NULL, &file, 1, { .platform = "P" } };

	snprintf(line, sizeof(line), "1 /P %zu;ALL", (flash->len + block - 1) / block);
	pfat_put(&in, &pfat, flash, NULL);
}

static void put_block(const struct pfs *pfs, const struct fwbytes *flash, size_t at,
		      size_t len)
{
	const struct bios_guard guard = { .platform = "DELL", .offset = (uint32_t)at };
	struct fwbytes data = { 0 };

	bios_guard_put(&data, &guard, flash->data + at, len, NULL);
	pfs_entry_put(&in, pfs, &(struct pfs_entry){ GUID_X, &data, 0, NULL });
	bytes_free(&data);
}

/* Put an update of Dell whose blocks are in reverse order. */
static void put_dell(const struct fwbytes *flash, size_t block)
{
	struct pfs pfs = pfs_begin(&in, 2, NULL);
	size_t at = (flash->len + block - 1) / block * block;

	while (at > 0) {
		at -= block;
		put_block(&pfs, flash, at,
			  flash->len - at < block ? flash->len - at : block);
	}
	pfs_end(&in, &pfs);
}

static void (*const updates[])(const struct fwbytes *flash, size_t block) = { put_pfat,
									      put_dell };

static size_t find_word(const struct fwbytes *flash)
{
	size_t at = 0;

	while (memcmp(flash->data + at, WORD, sizeof(WORD) - 1) != 0)
		at++;
	return at;
}

/* Either one block contains the whole word, or the word is divided between two blocks. */
START_TEST(joined_blocks_are_not_packed)
{
	bool cut = _i & 1;
	struct fwb b = { 0 };
	size_t block, at;

	put_volume(&b);
	at = find_word(&b.out);
	block = cut ? at + 4 : at + 64;
	updates[_i / 2](&b.out, block);
	scan();
	expect_place(64);
	expect_word(cut ? 4 : sizeof(WORD) - 1);
	fwb_free(&b);
	finish();
}
END_TEST

/* ---- ranges and pieces --------------------------------------------------------- */

START_TEST(pieces_tell_where_bytes_are)
{
	static const uint8_t bytes[100];
	const struct gx_space input = { .bytes = { bytes, 100 } };
	struct gx_node owner = { .area = { &input, { bytes + 10, 50 } } };
	struct gx_piece pieces[] = { { 8, 4, 30 }, { 0, 4, 20 } };
	struct gx_space view = { .bytes = { bytes, 16 }, .owner = &owner };

	gx_view_set(&view, &input, pieces, 2);
	ck_assert(!gx_view_is_range(&view));
	ck_assert_uint_eq(gx_view_base_at(&view, 0), 20);
	ck_assert_uint_eq(gx_view_base_at(&view, 3), 23);
	ck_assert_uint_eq(gx_view_base_at(&view, 6), 24);
	ck_assert_uint_eq(gx_view_base_at(&view, 8), 30);
	ck_assert_uint_eq(gx_view_base_at(&view, 15), 34);
	ck_assert(gx_view_is_whole(&view, 8, 4));
	ck_assert(!gx_view_is_whole(&view, 9, 4));
	ck_assert(!gx_view_is_whole(&view, 3, 2));
	ck_assert(!gx_view_is_whole(&view, 12, 1));
	ck_assert_uint_eq(gx_address_at(&view, 9).offset, 31);
	ck_assert_uint_eq(gx_address_at(&view, 9).inner_offset, 9);
	ck_assert(!gx_address_at(&view, 9).packed);
}
END_TEST

START_TEST(a_range_is_its_base)
{
	static const uint8_t bytes[100];
	const struct gx_space input = { .bytes = { bytes, 100 } };
	struct gx_node owner = { .area = { &input, { bytes + 10, 50 } } };
	struct gx_space view = { .bytes = { bytes + 70, 20 }, .owner = &owner };
	struct gx_arena arena;

	gx_arena_init(&arena, &(struct gx_allocator){ 0 });
	ck_assert_int_eq(gx_view_find(&view, &arena), GOPX_OK);
	ck_assert(gx_view_is_range(&view));
	ck_assert_uint_eq(
	    gx_address_of((struct gx_area){ &view, { bytes + 75, 5 } }).offset, 75);
	gx_arena_fini(&arena);
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *suite = suite_create("views");
	TCase *tc = tcase_create("views");

	tcase_add_test(tc, volume_behind_a_short_region_is_not_packed);
	tcase_add_loop_test(tc, joined_blocks_are_not_packed, 0, 4);
	tcase_add_test(tc, pieces_tell_where_bytes_are);
	tcase_add_test(tc, a_range_is_its_base);
	suite_add_tcase(suite, tc);
	return suite;
}
