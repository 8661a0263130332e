/* SPDX-License-Identifier: BSD-2-Clause */
/* test_vendor_walk.c - the trees of packages of smaller vendors, coreboot and Intel */
#include <string.h>
#include <time.h>

#include "fwbuild_vbt.h"
#include "pack_vendor.h"
#include "unit.h"
#include "walk/kind.h"
#include "walk/walk.h"

static struct fwbytes o, vbt;
static struct gx_arena arena;
static struct gx_walk w;

static void start(void)
{
	o = vbt = (struct fwbytes){ 0 };
	vbt_put(&vbt, &(struct vbt_options){ .extra = 3000 });
	gx_arena_init(&arena, &(struct gx_allocator){ 0 });
	w = (struct gx_walk){ .arena = &arena,
			      .limits = { .threads = 1,
					  .max_unpacked = 64 << 20,
					  .max_ratio = 512,
					  .max_nodes = 1 << 16,
					  .max_depth = 64 },
			      .diags = { .max = 64 } };
}

static void finish(void)
{
	gx_arena_fini(&arena);
	bytes_free(&o);
	bytes_free(&vbt);
}

static const struct gx_node *walk(void)
{
	ck_assert_int_eq(gx_walk_run(&w, gx_span(o.data, o.len)), GOPX_OK);
	return w.root->child;
}

/* Return the first node of this type, or NULL. */
static const struct gx_node *find(const char *type)
{
	const struct gx_node *n = w.root;

	while (n && strcmp(n->kind->type, type) != 0)
		n = gx_node_following(n);
	return n;
}

static size_t count_of(const struct gx_kind *kind)
{
	size_t count = 0;

	for (const struct gx_node *n = w.root; n; n = gx_node_following(n))
		count += n->kind == kind;
	return count;
}

static void holds(struct gx_span got, const struct fwbytes *expected)
{
	ck_assert_uint_eq(got.len, expected->len);
	ck_assert(gx_span_equal(got, gx_span(expected->data, expected->len)));
}

static struct pack_member member(const char *name, const struct fwbytes *data,
				 bool packed)
{
	return (struct pack_member){ name, data->data, data->len, packed, false };
}

/* ---- Phoenix --------------------------------------------------------------- */

START_TEST(packed_files_of_a_packer_are_unpacked)
{
	struct fwbytes text = { 0 };
	const struct gx_node *n, *file;
	size_t packer;

	put_text(&text, "some text");
	put_text(&o, "in front of the packer");
	packer = o.len;
	rcdata_exe_put(&o, NULL, 0, NULL);
	const struct pack_member files[] = { member("README.TXT", &text, false),
					     member("BIOS.WPH", &vbt, true) };
	tdk_put(&o, packer, files, 2, NULL);
	walk();
	n = find("phoenix-tdk");
	ck_assert_ptr_nonnull(n);
	file = n->child;
	ck_assert_str_eq(file->kind->type, "phoenix-tdk-file");
	ck_assert_str_eq(file->name, "BIOS.WPH");
	ck_assert_ptr_eq(file->area.space->owner, n);
	holds(file->content.bytes, &vbt);
	ck_assert_ptr_eq(file->child->kind, &gx_kind_vbt);
	ck_assert_ptr_null(file->next);
	ck_assert_uint_eq(w.diags.count, 0);
	bytes_free(&text);
}
END_TEST

/*
 * One of the packed files is an executable, too. It is closer to the table than the
 * packer, but the offsets count from the packer.
 */
START_TEST(offsets_count_from_the_packer_not_from_a_stored_executable)
{
	struct fwbytes tool = { 0 };
	const struct gx_node *n;
	size_t packer;

	rcdata_exe_put(&tool, NULL, 0, NULL);
	if (_i)
		put_text(&o, "in front of the packer");
	packer = o.len;
	rcdata_exe_put(&o, NULL, 0, NULL);
	const struct pack_member files[] = { member("BIOS.WPH", &vbt, true),
					     member("FLASH.EXE", &tool, false) };
	tdk_put(&o, packer, files, 2, NULL);
	walk();
	n = find("phoenix-tdk");
	ck_assert_ptr_nonnull(n);
	ck_assert_ptr_nonnull(n->child);
	holds(n->child->content.bytes, &vbt);
	bytes_free(&tool);
}
END_TEST

/* If a file is not packed, a scan finds the video BIOS table in it only once. */
START_TEST(stored_files_of_a_packer_stay_where_they_are)
{
	const struct pack_member file = member("BIOS.WPH", &vbt, false);

	tdk_put(&o, 0, &file, 1, NULL);
	ck_assert_ptr_eq(walk()->kind, &gx_kind_vbt);
	ck_assert_uint_eq(count_of(&gx_kind_vbt), 1);
	ck_assert_ptr_null(find("phoenix-tdk")->child);
}
END_TEST

/* ---- Fujitsu, VAIO, Portwell ----------------------------------------------- */

/* For each Phoenix table, gopx searches all pieces before it for a packer. */
START_TEST(many_tables_of_packers_cost_work)
{
	const struct pack_member file = member("A", &vbt, true);
	struct fwbytes table = { 0 };
	size_t at;

	tdk_put(&table, 0, &file, 1, NULL);
	at = bytes_find(&table, "$PACK", 5);
	put_text(&o, "X");
	for (unsigned i = 0; i < 2000; i++)
		put_bytes(&o, table.data + at, table.len - at);
	w.limits.max_work = 100 << 20;
	walk();
	ck_assert_uint_le(w.meter.walk, 110 << 20);
	ck_assert(!w.complete);
	bytes_free(&table);
}
END_TEST

/*
 * All files have the same stream, but each is one byte shorter than the file before it,
 * so gopx unpacks each of them. The limit on work, 64 times the input, allows only four.
 */
START_TEST(files_that_overlap_cost_what_unpacking_costs)
{
	struct pack_member files[16];
	struct fwbytes large = { 0 };
	size_t at;

	for (uint32_t i = 0, x = 1; i < 100000; i++, x = x * 1664525 + 1013904223)
		put_u8(&large, x >> 24);
	for (size_t i = 0; i < 16; i++)
		files[i] = member("A", i ? &vbt : &large, true);
	tdk_put(&o, 0, files, 16, NULL);
	at = bytes_find(&o, "$PACK", 5) + 0x210 + 0x100;
	for (uint32_t i = 1; i < 16; i++) {
		poke_le32(&o, at + i * 0x110, 0);
		poke_le32(&o, at + i * 0x110 + 4, 100000 - i);
	}
	w.limits.max_work = 64 * 100000;
	walk();
	ck_assert(!w.complete);
	ck_assert_uint_le(w.unpacked, 4 * 100000);
	bytes_free(&large);
}
END_TEST

START_TEST(inverted_cabinets_come_back)
{
	const struct pack_member file = member("BIOS.UPC", &vbt, true);
	struct fwbytes cab = { 0 };
	const struct gx_node *n;

	cab_put(&cab, &file, 1, NULL);
	put_text(&o, "FjSfxBinay");
	pack_inverted(&o, cab.data, cab.len);
	put_text(&o, "after it!");
	n = walk();
	ck_assert_ptr_eq(n->kind, &gx_kind_inverted_cab);
	ck_assert_str_eq(n->subtype, "invert");
	ck_assert_uint_eq(gx_area_offset(n->area), 10);
	holds(n->content.bytes, &cab);
	bytes_free(&cab);
}
END_TEST

START_TEST(a_file_may_be_one_stream)
{
	fw_pack *const packs[] = { pack_efi11, pack_tiano };
	static const char *const names[] = { "efi11", "tiano" };

	packs[_i](&o, vbt.data, vbt.len);
	put_fill(&vbt, 0, 4096);
	bytes_free(&o);
	packs[_i](&o, vbt.data, vbt.len);
	walk();
	ck_assert_ptr_eq(w.root->child->kind, &gx_kind_efi_stream);
	/* A short stream is valid in both variants. gopx tries EFI 1.1 first. */
	ck_assert(!strcmp(w.root->child->subtype, names[_i]) || _i == 1);
	ck_assert_ptr_eq(w.root->child->child->kind, &gx_kind_vbt);
}
END_TEST

/* One byte follows the stream. So the whole file is not a stream. */
START_TEST(a_stream_is_the_whole_file_or_none)
{
	put_fill(&vbt, 0, 4096);
	pack_efi11(&o, vbt.data, vbt.len);
	put_u8(&o, 0);
	walk();
	ck_assert_uint_eq(count_of(&gx_kind_efi_stream), 0);
}
END_TEST

START_TEST(files_of_an_unpacker_are_nodes)
{
	static const char *const roles[] = { "flasher", "layout", "script", "image",
					     "dmi" };
	struct fwbytes text = { 0 };
	const struct gx_node *n;

	put_text(&text, "text");
	const struct pack_member files[] = { member("", &text, false),
					     member("", &text, false),
					     member("", &text, false),
					     member("", &vbt, false),
					     member("", &text, false) };
	put_text(&o, "the unpacker");
	portwell_put(&o, files, 5);
	n = walk();
	ck_assert_ptr_eq(n->kind, &gx_kind_portwell);
	n = n->child;
	for (size_t i = 0; i < 5; i++, n = n->next) {
		ck_assert_str_eq(n->kind->type, "portwell-file");
		ck_assert_str_eq(n->subtype, roles[i]);
		holds(n->body.bytes, i == 3 ? &vbt : &text);
	}
	ck_assert_ptr_null(n);
	ck_assert_uint_eq(count_of(&gx_kind_vbt), 1);
	bytes_free(&text);
}
END_TEST

/* A file with only three marks may be a text about them. */
START_TEST(a_few_marks_are_none)
{
	put_text(&o, "<UU><UU><UU>");
	put_bytes(&o, vbt.data, vbt.len);
	ck_assert_ptr_eq(walk()->kind, &gx_kind_vbt);
}
END_TEST

/* ---- Panasonic ------------------------------------------------------------- */

START_TEST(packed_resources_are_unpacked_and_the_others_searched)
{
	struct fwbytes other = { 0 };
	const struct gx_node *n;

	vbt_put(&other, &(struct vbt_options){ .devices = 9 });
	put_fill(&vbt, 0xFF, 9000);
	const struct pack_member resources[] = { member("", &other, false),
						 member("", &vbt, true),
						 member("", &vbt, true) };
	rcdata_exe_put(&o, resources, 3, NULL);
	n = walk();
	ck_assert_ptr_eq(n->kind, &gx_kind_pe);
	n = n->child;
	ck_assert_ptr_eq(n->kind, &gx_kind_vbt);
	for (int i = 0; i < 2; i++) {
		n = n->next;
		ck_assert_str_eq(n->kind->type, "panasonic-resource");
		ck_assert_str_eq(n->subtype, "lznt1");
		holds(n->content.bytes, &vbt);
		ck_assert_ptr_eq(n->child->kind, &gx_kind_vbt);
	}
	ck_assert_ptr_null(n->next);
	ck_assert_uint_eq(w.diags.count, 0);
	bytes_free(&other);
}
END_TEST

/* The resources are in one order in the file, and in another order in the directory. */
START_TEST(resources_are_taken_in_the_order_of_their_places)
{
	struct fwbytes other = { 0 };
	struct pack_member resources[3];
	size_t leaves;
	uint8_t first[8];

	vbt_put(&other, &(struct vbt_options){ .devices = 9 });
	put_fill(&other, 0xFF, 9000);
	put_fill(&vbt, 0xFF, 9000);
	resources[0] = member("", &other, true);
	resources[1] = resources[2] = member("", &vbt, true);
	rcdata_exe_put(&o, resources, 3, NULL);
	leaves = bytes_find(&o, "ANAP", 4) / 8 * 8 - 3 * 16;
	memcpy(first, o.data + leaves, sizeof(first));
	poke_bytes(&o, leaves, o.data + leaves + 32, sizeof(first));
	poke_bytes(&o, leaves + 32, first, sizeof(first));
	walk();
	ck_assert_uint_eq(w.diags.count, 0);
	holds(w.root->child->child->content.bytes, &other);
	holds(w.root->child->child->next->next->content.bytes, &vbt);
	bytes_free(&other);
}
END_TEST

/* A resource whose stated size differs from the size of its chunks is not packed. */
START_TEST(a_resource_with_another_size_is_not_packed)
{
	struct fwbytes plain = { 0 };
	const struct pack_member *resource;
	size_t at;

	put_fill(&plain, 'x', 5000);
	resource = &(struct pack_member){ "", plain.data, plain.len, true, false };
	rcdata_exe_put(&o, resource, 1, NULL);
	at = bytes_find(&o, "ANAP", 4) + 4;
	poke_le32(&o, at, _i ? 4096 : 8193);
	walk();
	ck_assert_ptr_null(find("panasonic-resource"));
	bytes_free(&plain);
}
END_TEST

/* ---- Apple ----------------------------------------------------------------- */

START_TEST(image4_payloads_are_nodes)
{
	const struct gx_node *n;

	im4p_put(&o, vbt.data, vbt.len, NULL);
	n = walk();
	ck_assert_ptr_eq(n->kind, &gx_kind_im4p);
	ck_assert_str_eq(n->name, "mefi");
	holds(n->body.bytes, &vbt);
	ck_assert_ptr_eq(n->child->kind, &gx_kind_vbt);
}
END_TEST

/* ---- coreboot -------------------------------------------------------------- */

static const struct {
	unsigned packing;
	const char *codec;
} packings[] = { { CBFS_STORED, NULL }, { CBFS_LZMA, "lzma" }, { CBFS_LZ4, "lz4" } };

START_TEST(cbfs_files_are_nodes)
{
	const struct gx_node *n;

	put_text(&o, "LARCHIVE is a constant in the code, too");
	cbfs_file_put(&o, "vbt.bin", CBFS_RAW, packings[_i].packing, vbt.data, vbt.len,
		      NULL);
	cbfs_file_put(&o, "empty", 0xFFFFFFFF, CBFS_STORED, vbt.data, vbt.len, NULL);
	n = walk();
	ck_assert_ptr_eq(n->kind, &gx_kind_cbfs_file);
	ck_assert_str_eq(n->subtype, "raw");
	ck_assert_str_eq(n->name, "vbt.bin");
	holds(gx_node_content(n).bytes, &vbt);
	ck_assert(!n->codec == !packings[_i].codec);
	if (n->codec)
		ck_assert_str_eq(n->codec, packings[_i].codec);
	ck_assert_ptr_eq(n->child->kind, &gx_kind_vbt);
	/* A scan also finds the table in the unused space between files. */
	ck_assert_ptr_eq(n->next->kind, &gx_kind_vbt);
	ck_assert_uint_eq(w.diags.count, 0);
}
END_TEST

START_TEST(segments_of_a_payload_are_nodes)
{
	struct fwbytes payload = { 0 };
	const struct gx_node *n;

	cbfs_payload_put(&payload, packings[_i].packing, vbt.data, vbt.len, NULL);
	cbfs_file_put(&o, "fallback/payload", CBFS_PAYLOAD, CBFS_STORED, payload.data,
		      payload.len, NULL);
	n = walk();
	ck_assert_str_eq(n->subtype, "payload");
	n = n->child;
	ck_assert_str_eq(n->kind->type, "cbfs-segment");
	holds(gx_node_content(n).bytes, &vbt);
	ck_assert_ptr_null(n->next);
	bytes_free(&payload);
}
END_TEST

START_TEST(segments_do_not_overlap)
{
	struct fwbytes payload = { 0 };
	const struct gx_node *n;

	cbfs_payload_put(&payload, CBFS_STORED, vbt.data, vbt.len, NULL);
	memcpy(payload.data + 28, payload.data, 28); /* repeat it instead of an end */
	cbfs_file_put(&o, "fallback/payload", CBFS_PAYLOAD, CBFS_STORED, payload.data,
		      payload.len, NULL);
	n = walk()->child;
	ck_assert_str_eq(n->kind->type, "cbfs-segment");
	holds(gx_node_content(n).bytes, &vbt);
	ck_assert_ptr_null(n->next);
	bytes_free(&payload);
}
END_TEST

/*
 * Headers of files that reach past the end of the input, and that all refer to the same
 * long list of attributes. gopx must not read this list for each of them.
 */
START_TEST(attributes_of_no_file_are_not_read)
{
	clock_t began;

	for (uint32_t i = 0; i < 200; i++) {
		put_text(&o, "LARCHIVE");
		put_be32(&o, 0x7fffffff);
		put_be32(&o, CBFS_RAW);
		put_be32(&o, 32);
		put_be32(&o, (200 - i) * 40 + 9 * 400000);
		put_text(&o, "abcdefg");
		put_u8(&o, 0);
		put_be32(&o, 1);
		put_be32(&o, (200 - i) * 40 - 32);
	}
	for (uint32_t i = 0; i < 400000; i++)
		put_bytes(&o, "aaaa\0\0\0\t", 9);
	began = clock();
	walk();
	ck_assert_int_lt((clock() - began) / CLOCKS_PER_SEC, 2);
}
END_TEST

/* Payloads are inside each other. The table of segments of each reaches to the end. */
START_TEST(segments_that_are_none_cost_work)
{
	const uint32_t size = 1 << 20;

	for (uint32_t left = size - 32; o.len < 32 * 60; left -= 32) {
		put_text(&o, "LARCHIVE");
		put_be32(&o, left);
		put_be32(&o, CBFS_PAYLOAD);
		put_be32(&o, 0);
		put_be32(&o, 32);
		put_text(&o, "abcdefg");
		put_u8(&o, 0);
	}
	put_fill_to(&o, 0, size);
	w.limits.max_work = 200 << 20;
	walk();
	ck_assert_uint_ge(w.meter.walk, (uint64_t)60 * (size - 32 * 60));
}
END_TEST

/* If the compression is unknown, gopx searches the packed data itself. */
START_TEST(unknown_packings_are_searched)
{
	struct fwbytes payload = { 0 };

	cbfs_payload_put(&payload, CBFS_STORED, vbt.data, vbt.len, NULL);
	poke_u8(&payload, 7, 0x77);
	cbfs_file_put(&o, "p", CBFS_PAYLOAD, CBFS_STORED, payload.data, payload.len,
		      NULL);
	cbfs_file_put(&o, "v", CBFS_RAW, 0x77, vbt.data, vbt.len, NULL);
	walk();
	ck_assert_uint_eq(count_of(&gx_kind_vbt), 2);
	bytes_free(&payload);
}
END_TEST

/* ---- Intel ----------------------------------------------------------------- */

START_TEST(partitions_are_searched_and_tables_end_the_image)
{
	struct fwbytes other = { 0 };
	const struct gx_node *n;
	size_t len;

	vbt_put(&other, &(struct vbt_options){ .devices = 9 });
	put_fill(&o, 0xFF, 0x1000);
	ifwi_put(&o, vbt.data, vbt.len, other.data, other.len, NULL);
	len = o.len - 0x1000;
	vbt_put(&o, &(struct vbt_options){ .devices = 5 });
	n = walk();
	ck_assert_ptr_eq(n->kind, &gx_kind_ifwi);
	ck_assert_uint_eq(gx_area_offset(n->area), 0x1000);
	ck_assert_uint_eq(n->area.bytes.len, len);
	ck_assert_ptr_eq(n->child->kind, &gx_kind_vbt);
	ck_assert_ptr_eq(n->child->next->kind, &gx_kind_vbt);
	ck_assert_ptr_null(n->child->next->next);
	ck_assert_ptr_eq(n->next->kind, &gx_kind_vbt);
	ck_assert_uint_eq(count_of(&gx_kind_ifwi), 1);
	ck_assert_uint_eq(w.diags.count, 0);
	bytes_free(&other);
}
END_TEST

/* ---- inside firmware ------------------------------------------------------- */

/*
 * gopx does not search pieces of firmware for packages. Bytes that look like a package
 * there are ordinary content.
 */
START_TEST(packages_are_not_looked_for_in_firmware)
{
	struct fwbytes package = { 0 };

	im4p_put(&package, vbt.data, vbt.len, NULL);
	cbfs_file_put(&o, "file", CBFS_RAW, CBFS_STORED, package.data, package.len, NULL);
	walk();
	ck_assert_uint_eq(count_of(&gx_kind_im4p), 0);
	ck_assert_uint_eq(count_of(&gx_kind_vbt), 1);
	bytes_free(&package);
}
END_TEST

#define COUNT(array) ((int)(sizeof(array) / sizeof((array)[0])))

Suite *gx_test_suite(void)
{
	Suite *suite = suite_create("vendor walk");
	TCase *tc = tcase_create("vendor walk");

	tcase_add_checked_fixture(tc, start, finish);
	tcase_add_test(tc, packed_files_of_a_packer_are_unpacked);
	tcase_add_loop_test(
	    tc, offsets_count_from_the_packer_not_from_a_stored_executable, 0, 2);
	tcase_add_test(tc, stored_files_of_a_packer_stay_where_they_are);
	tcase_add_test(tc, many_tables_of_packers_cost_work);
	tcase_add_test(tc, files_that_overlap_cost_what_unpacking_costs);
	tcase_add_test(tc, inverted_cabinets_come_back);
	tcase_add_loop_test(tc, a_file_may_be_one_stream, 0, 2);
	tcase_add_test(tc, a_stream_is_the_whole_file_or_none);
	tcase_add_test(tc, files_of_an_unpacker_are_nodes);
	tcase_add_test(tc, a_few_marks_are_none);
	tcase_add_test(tc, packed_resources_are_unpacked_and_the_others_searched);
	tcase_add_test(tc, resources_are_taken_in_the_order_of_their_places);
	tcase_add_loop_test(tc, a_resource_with_another_size_is_not_packed, 0, 2);
	tcase_add_test(tc, image4_payloads_are_nodes);
	tcase_add_loop_test(tc, cbfs_files_are_nodes, 0, COUNT(packings));
	tcase_add_loop_test(tc, segments_of_a_payload_are_nodes, 0, COUNT(packings));
	tcase_add_test(tc, segments_do_not_overlap);
	tcase_add_test(tc, attributes_of_no_file_are_not_read);
	tcase_add_test(tc, segments_that_are_none_cost_work);
	tcase_add_test(tc, unknown_packings_are_searched);
	tcase_add_test(tc, partitions_are_searched_and_tables_end_the_image);
	tcase_add_test(tc, packages_are_not_looked_for_in_firmware);
	suite_add_tcase(suite, tc);
	return suite;
}
