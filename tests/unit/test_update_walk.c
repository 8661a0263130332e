/* SPDX-License-Identifier: BSD-2-Clause */
/* test_update_walk.c - the trees of the update packages of Dell, AMI and Insyde */
#include <stdio.h>
#include <string.h>

#include "fwbuild_guid.h"
#include "pack_dell.h"
#include "pack_insyde.h"
#include "pack_pfat.h"
#include "pack_ucp.h"
#include "unit.h"
#include "walk/kind.h"
#include "walk/walk.h"

static struct fwbytes o;
static struct gx_arena arena;
static struct gx_walk w;

static void start(void)
{
	o = (struct fwbytes){ 0 };
	gx_arena_init(&arena, &(struct gx_allocator){ 0 });
	w = (struct gx_walk){ .arena = &arena,
			      .limits = { .threads = 1,
					  .max_unpacked = 256 << 20,
					  .max_work = UINT64_MAX,
					  .max_ratio = 512,
					  .max_nodes = 1 << 16,
					  .max_depth = 64 },
			      .diags = { .max = 64 } };
}

static void finish(void)
{
	gx_arena_fini(&arena);
	bytes_free(&o);
}

/* Walk the built image, and return the first node below the input. */
static const struct gx_node *walk(void)
{
	ck_assert_int_eq(gx_walk_run(&w, gx_span(o.data, o.len)), GOPX_OK);
	ck_assert_ptr_nonnull(w.root->child);
	return w.root->child;
}

static void has_diag(const char *code)
{
	for (size_t i = 0; i < w.diags.count; i++) {
		if (strcmp(w.diags.items[i].code, code) == 0)
			return;
	}
	ck_abort_msg("no diagnostic %s", code);
}

static void holds(struct gx_span got, const char *text)
{
	ck_assert_uint_eq(got.len, strlen(text));
	ck_assert(gx_span_starts(got, text, strlen(text)));
}

/* ---- Dell ------------------------------------------------------------------ */

struct dell_block {
	const char *data;
	uint32_t script, offset, address; /* offset UINT32_MAX: no metadata */
};

static void put_block(const struct pfs *pfs, const struct dell_block *b)
{
	const struct bios_guard guard = { .platform = "DELL", .offset = b->script };
	struct fwbytes data = { 0 }, place = { 0 };

	bios_guard_put(&data, &guard, (const uint8_t *)b->data, strlen(b->data), NULL);
	if (b->offset != UINT32_MAX)
		pfs_place_put(&place, b->address, b->offset, 4);
	pfs_entry_put(&o, pfs, &(struct pfs_entry){ GUID_X, &data, 0, &place });
	bytes_free(&data);
	bytes_free(&place);
}

static const struct {
	struct dell_block blocks[4];
	const char *flash; /* '#' for erased */
	bool odd;
} block_sets[] = {
	/* The metadata has the place of a block. Without metadata, the script has it. */
	{ { { "cccc", 8, UINT32_MAX, 0 },
	    { "aaaa", 0, 0, 0xff000000 },
	    { "bbbb", 99, 4, 0xff000004 } },
	  "aaaabbbbcccc",
	  false },
	/* Gaps between blocks, and a gap before the first block, are erased flash. */
	{ { { "bbbb", 9, UINT32_MAX, 0 }, { "aaaa", 2, UINT32_MAX, 0 } },
	  "##aaaa###bbbb",
	  false },
	/*
	 * Two blocks have the same offset. gopx puts the block with the lower address
	 * there, and the other block after all blocks.
	 */
	{ { { "XXXX", 4, 4, 0xffa00004 },
	    { "cccc", 8, 8, 0xff000008 },
	    { "bbbb", 4, 4, 0xff000004 },
	    { "aaaa", 0, 0, 0xff000000 } },
	  "aaaabbbbccccXXXX",
	  true },
	/* The offset is larger than any flash chip. */
	{ { { "XXXX", 0x4000001, UINT32_MAX, 0 },
	    { "YYYY", 0, 0xfffffffe, 0 },
	    { "aaaa", 0, UINT32_MAX, 0 } },
	  "aaaaXXXXYYYY",
	  true },
	/* Two blocks overlap by one byte. */
	{ { { "XXXX", 3, UINT32_MAX, 0 }, { "aaaa", 0, UINT32_MAX, 0 } },
	  "aaaaXXXX",
	  true },
};

START_TEST(blocks_go_where_they_belong)
{
	struct pfs pfs = pfs_begin(&o, 2, NULL);
	const struct gx_node *n;
	size_t i;

	for (i = 0; i < 4 && block_sets[_i].blocks[i].data; i++)
		put_block(&pfs, &block_sets[_i].blocks[i]);
	pfs_end(&o, &pfs);
	n = walk();
	ck_assert_ptr_eq(n->kind, &gx_kind_dell_pfs);
	ck_assert_str_eq(n->subtype, "blocks");
	ck_assert_uint_eq(n->content.bytes.len, strlen(block_sets[_i].flash));
	for (i = 0; i < n->content.bytes.len; i++) {
		uint8_t expected = (uint8_t)block_sets[_i].flash[i];

		ck_assert_uint_eq(gx_span_at(n->content.bytes, i),
				  expected == '#' ? 0xff : expected);
	}
	ck_assert_uint_eq(w.diags.count, block_sets[_i].odd ? 1 : 0);
	if (block_sets[_i].odd)
		has_diag("dell.pfs.block-place");
}
END_TEST

/* An entry that is not a block must not be lost, even if it is between blocks. */
START_TEST(other_entries_among_blocks_go_behind_them)
{
	static const struct dell_block block = { "aaaa", 0, UINT32_MAX, 0 };
	struct pfs pfs = pfs_begin(&o, 2, NULL);
	struct fwbytes data = { 0 };

	put_text(&data, "other");
	put_block(&pfs, &block);
	pfs_entry_put(&o, &pfs, &(struct pfs_entry){ GUID_Y, &data, 0, NULL });
	pfs_end(&o, &pfs);
	holds(walk()->content.bytes, "aaaaother");
	bytes_free(&data);
}
END_TEST

START_TEST(sorting_holds_for_many_blocks)
{
	enum { BLOCKS = 1000 };
	struct pfs pfs = pfs_begin(&o, 1, NULL);
	struct gx_span flash;

	for (uint32_t i = 0; i < BLOCKS; i++) {
		/*
		 * Every address occurs once, but not in order, because 7 and 1000 have no
		 * common divisor.
		 */
		uint32_t at = i * 7 % BLOCKS;
		char text[5];

		snprintf(text, sizeof(text), "%04u", at);
		put_block(&pfs, &(struct dell_block){ text, at * 4, UINT32_MAX, 0 });
	}
	pfs_end(&o, &pfs);
	flash = walk()->content.bytes;
	ck_assert_uint_eq(flash.len, BLOCKS * 4);
	for (unsigned i = 0; i < BLOCKS; i++) {
		char text[5];

		snprintf(text, sizeof(text), "%04u", i);
		ck_assert(gx_span_starts(gx_span_tail(flash, i * 4), text, 4));
	}
}
END_TEST

START_TEST(entries_have_names)
{
	struct fwbytes names = { 0 }, data = { 0 };
	struct pfs pfs = pfs_begin(&o, 1, NULL);
	const struct gx_node *n;

	put_text(&data, "data");
	pfs_name_put(&names, GUID_Y, "Embedded Controller");
	pfs_entry_put(&o, &pfs, &(struct pfs_entry){ GUID_X, &data, 7, NULL });
	pfs_entry_put(&o, &pfs, &(struct pfs_entry){ GUID_Y, &data, 0, NULL });
	pfs_entry_put(&o, &pfs, &(struct pfs_entry){ PFS_GUID_NAMES, &names, 0, NULL });
	pfs_end(&o, &pfs);
	n = walk();
	ck_assert_str_eq(n->subtype, "v1");
	n = n->child;
	ck_assert_str_eq(n->kind->type, "dell-pfs-entry");
	ck_assert_str_eq(n->guid_text, GUID_X);
	ck_assert_ptr_null(n->name);
	holds(n->body.bytes, "data");
	ck_assert_str_eq(n->next->name, "Embedded Controller");
	ck_assert_uint_eq(w.diags.count, 0);
	bytes_free(&names);
	bytes_free(&data);
}
END_TEST

/*
 * Long names are truncated. Otherwise, a package with a name of 128 KiB and 100,000
 * entries that refer to it would need too much memory.
 */
START_TEST(names_are_cut)
{
	struct fwbytes names = { 0 }, data = { 0 };
	struct pfs pfs = pfs_begin(&o, 1, NULL);
	char name[1001] = "";

	memset(name, ' ', sizeof(name) - 2);
	name[sizeof(name) - 2] = 'x';
	pfs_name_put(&names, GUID_Y, name);
	pfs_entry_put(&o, &pfs, &(struct pfs_entry){ GUID_Y, &data, 0, NULL });
	pfs_entry_put(&o, &pfs, &(struct pfs_entry){ PFS_GUID_NAMES, &names, 0, NULL });
	pfs_end(&o, &pfs);
	ck_assert_str_ne(walk()->child->name, "x");
	bytes_free(&names);
	bytes_free(&data);
}
END_TEST

/*
 * Volumes with a wrong byte. gopx reports the fault, and reads the entries
 * nevertheless.
 */
static const struct {
	size_t at_end; /* offset of the changed byte from the end */
	const char *code;
} spoilt_volumes[] = {
	{ 16, "dell.pfs.footer" },   /* its size */
	{ 8, "dell.pfs.footer" },    /* its tag */
	{ 12, "dell.pfs.checksum" }, /* the sum */
	{ 18, "dell.pfs.checksum" }, /* the data */
};

START_TEST(spoilt_volumes_are_read)
{
	struct fwbytes data = { 0 };
	struct pfs pfs = pfs_begin(&o, 1, NULL);

	put_text(&data, "data");
	pfs_entry_put(&o, &pfs, &(struct pfs_entry){ GUID_X, &data, 0, NULL });
	pfs_end(&o, &pfs);
	o.data[o.len - spoilt_volumes[_i].at_end] ^= 1;
	ck_assert_uint_eq(walk()->child->body.bytes.len, 4);
	has_diag(spoilt_volumes[_i].code);
	bytes_free(&data);
}
END_TEST

START_TEST(sections_are_unpacked_whatever_their_sums)
{
	struct fwbytes content = { 0 };
	const struct gx_node *n;

	put_text(&content, "content");
	dell_section_put(&o, DELL_FIRMWARE, &content, NULL);
	o.data[15] ^= 1;
	n = walk();
	ck_assert_ptr_eq(n->kind, &gx_kind_dell_section);
	holds(n->content.bytes, "content");
	has_diag("dell.section.checksum");
	bytes_free(&content);
}
END_TEST

START_TEST(thinos_packages_are_nodes)
{
	struct fwbytes content = { 0 };
	const struct gx_node *n;

	put_text(&o, "something in front of it");
	put_text(&content, "content");
	dell_pkg_put(&o, &content, NULL);
	n = walk();
	ck_assert_ptr_eq(n->kind, &gx_kind_dell_pkg);
	ck_assert_ptr_nonnull(n->child);
	ck_assert_ptr_eq(n->child->kind, &gx_kind_xz);
	ck_assert_uint_eq(n->child->area.bytes.len, n->body.bytes.len);
	bytes_free(&content);
}
END_TEST

/* ---- AMI ------------------------------------------------------------------- */

/*
 * Put an update of three files, with two, zero and one block. Their image is "aabbbcc".
 */
static void put_update(const char *order)
{
	static const struct pfat_file files[] = {
		{ "1 /B 2;LAST", 4, 3, 2 },
		{ "1 /N 0;NONE", 0, 0, 1 },
		{ "1 /P 1;FIRST", 0, 4, 4 },
	};
	struct fwbytes image = { 0 };

	put_text(&image, "aabbbcc");
	pfat_put(&o,
		 &(struct pfat){
		     order, files, 3, { .platform = "P", .signature = 2048, .type = 1 } },
		 &image, NULL);
	bytes_free(&image);
}

START_TEST(files_are_joined_in_flash_order)
{
	const struct gx_node *n;

	put_update("II000200010000");
	n = walk();
	ck_assert_ptr_eq(n->kind, &gx_kind_ami_pfat);
	ck_assert_uint_eq(n->area.bytes.len, o.len);
	holds(n->content.bytes, "aabbbcc");
	ck_assert_uint_eq(w.diags.count, 0);
}
END_TEST

START_TEST(files_are_joined_as_listed_without_an_order)
{
	put_update(NULL);
	holds(walk()->content.bytes, "bccaabb");
}
END_TEST

START_TEST(what_follows_the_blocks_is_not_part_of_them)
{
	size_t len;

	put_update(NULL);
	len = o.len;
	put_text(&o, "out of band");
	ck_assert_uint_eq(walk()->area.bytes.len, len);
}
END_TEST

/*
 * The second block is for another platform, so it does not belong to the first file.
 */
START_TEST(missing_blocks_are_said)
{
	const struct gx_node *n;
	size_t second;

	put_update(NULL);
	second = bytes_find(&o, "\002\0\0\0P", 5) + 0x30 + 0x38 + 2 + 0x20c;
	poke_u8(&o, second + 4, 'Q');
	n = walk();
	ck_assert_uint_eq(n->area.bytes.len, second);
	ck_assert(n->damaged);
	holds(n->content.bytes, "bc");
	has_diag("pfat.block");
}
END_TEST

START_TEST(an_update_cut_off_gives_what_is_there)
{
	const struct gx_node *n;

	put_update(NULL);
	/* The update is truncated in the data of the last block. */
	bytes_cut(&o, o.len - 0x20c - 1);
	n = walk();
	holds(n->content.bytes, "bccaab");
	ck_assert_uint_eq(w.diags.count, 1);
	has_diag("truncated");
}
END_TEST

START_TEST(an_update_without_blocks_has_no_content)
{
	static const struct pfat_file file = { .line = "1 /N 0;NONE" };
	const struct fwbytes none = { 0 };

	pfat_put(&o, &(struct pfat){ NULL, &file, 1, { .platform = "" } }, &none, NULL);
	ck_assert_ptr_null(walk()->content.space);
}
END_TEST

START_TEST(modules_have_names)
{
	struct fwbytes data = { 0 };
	size_t at = ucp_begin(&o, "@UAF", NULL);
	const struct gx_node *n;

	put_text(&data, "data data data data data data data data");
	ucp_module_put(&o, "@CMD", &data, NULL, NULL);
	ucp_module_put(&o, "@ROM", &data, pack_efi11, NULL);
	ucp_end(&o, at);
	n = walk();
	ck_assert_str_eq(n->kind->type, "ami-ucp");
	n = n->child;
	ck_assert_str_eq(n->name, "@CMD");
	ck_assert_ptr_null(n->subtype);
	ck_assert(gx_span_equal(gx_node_content(n).bytes, gx_span(data.data, data.len)));
	n = n->next;
	ck_assert_str_eq(n->name, "@ROM");
	ck_assert_str_eq(n->subtype, "efi11");
	ck_assert(gx_span_equal(gx_node_content(n).bytes, gx_span(data.data, data.len)));
	ck_assert_uint_eq(w.diags.count, 0);
	bytes_free(&data);
}
END_TEST

/*
 * The second module states a size that is too large. gopx reports this, and uses the
 * bytes that are there.
 */
START_TEST(spoilt_packages_are_read)
{
	struct fwbytes data = { 0 };
	size_t at = ucp_begin(&o, "@UAF", NULL), second;

	put_text(&data, "data");
	ucp_module_put(&o, "@CMD", &data, NULL, NULL);
	second = o.len;
	ucp_module_put(&o, "@ROM", &data, NULL, NULL);
	ucp_end(&o, at);
	poke_le32(&o, second + 4, 0x1000);
	holds(gx_node_content(walk()->child->next).bytes, "data");
	has_diag("ucp.module-truncated");
	has_diag("ucp.checksum");
	bytes_free(&data);
}
END_TEST

/* ---- Insyde ---------------------------------------------------------------- */

START_TEST(iflash_images_are_nodes)
{
	struct fwbytes image = { 0 };
	const struct gx_node *n;

	put_text(&image, "image");
	put_text(&o, "$_IFLASH_BIOSIMG is a word here, and so not an image: ");
	iflash_put(&o, "_BIOSIMG", &image, 0, NULL);
	n = walk();
	ck_assert_ptr_eq(n->kind, &gx_kind_insyde_iflash);
	ck_assert_str_eq(n->subtype, "bios");
	ck_assert_str_eq(n->name, "_BIOSIMG");
	holds(n->body.bytes, "image");
	ck_assert_ptr_null(n->next);
	bytes_free(&image);
}
END_TEST

START_TEST(rotated_archives_come_back)
{
	struct fwbytes file = { 0 }, archive = { 0 };
	const struct gx_node *n;

	put_text(&file, "file");
	sevenzip_put(&archive, "f", &file);
	pack_rotated(&o, archive.data, archive.len);
	put_text(&o, "after it!");
	n = walk();
	ck_assert_ptr_eq(n->kind, &gx_kind_insyde_7z);
	ck_assert_str_eq(n->subtype, "rotate");
	ck_assert(gx_span_equal(n->content.bytes, gx_span(archive.data, archive.len)));
	bytes_free(&file);
	bytes_free(&archive);
}
END_TEST

#define COUNT(array) ((int)(sizeof(array) / sizeof((array)[0])))

Suite *gx_test_suite(void)
{
	Suite *suite = suite_create("update walk");
	TCase *tc = tcase_create("update walk");

	tcase_add_checked_fixture(tc, start, finish);
	tcase_add_loop_test(tc, blocks_go_where_they_belong, 0, COUNT(block_sets));
	tcase_add_test(tc, other_entries_among_blocks_go_behind_them);
	tcase_add_test(tc, sorting_holds_for_many_blocks);
	tcase_add_test(tc, entries_have_names);
	tcase_add_test(tc, names_are_cut);
	tcase_add_loop_test(tc, spoilt_volumes_are_read, 0, COUNT(spoilt_volumes));
	tcase_add_test(tc, sections_are_unpacked_whatever_their_sums);
	tcase_add_test(tc, thinos_packages_are_nodes);
	tcase_add_test(tc, files_are_joined_in_flash_order);
	tcase_add_test(tc, files_are_joined_as_listed_without_an_order);
	tcase_add_test(tc, what_follows_the_blocks_is_not_part_of_them);
	tcase_add_test(tc, missing_blocks_are_said);
	tcase_add_test(tc, an_update_cut_off_gives_what_is_there);
	tcase_add_test(tc, an_update_without_blocks_has_no_content);
	tcase_add_test(tc, modules_have_names);
	tcase_add_test(tc, spoilt_packages_are_read);
	tcase_add_test(tc, iflash_images_are_nodes);
	tcase_add_test(tc, rotated_archives_come_back);
	suite_add_tcase(suite, tc);
	return suite;
}
