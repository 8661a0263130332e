/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * test_archive_walk.c - the trees of archives: members, limits, and bytes that only look
 * like an archive
 */
#include <gopx/gopx.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "fwbuild_vbt.h"
#include "pack_archive.h"
#include "unit.h"
#include "walk/kind.h"
#include "walk/walk.h"

enum { ROOM = 8 << 20 };

static struct fwbytes o, text, noise;
static struct gx_arena arena;
static struct gx_walk w;

static void start(void)
{
	o = text = noise = (struct fwbytes){ 0 };
	for (unsigned i = 0; i < 500; i++)
		put_text(&text, "a line that packs well\n");
	/*
	 * Make bytes that are larger than a block of any archive format, and that are not
	 * a stream of any format.
	 */
	for (uint32_t i = 0, x = 1; i < 150000; i++, x = x * 1664525 + 1013904223)
		put_u8(&noise, x >> 24 & 0x7F);
	gx_arena_init(&arena, &(struct gx_allocator){ 0 });
	w = (struct gx_walk){ .arena = &arena,
			      .limits = { .threads = 1,
					  .max_unpacked = ROOM,
					  .max_ratio = 512,
					  .max_nodes = 1 << 16,
					  .max_depth = 64 },
			      .diags = { .max = 64 } };
}

static void finish(void)
{
	gx_arena_fini(&arena);
	bytes_free(&o);
	bytes_free(&text);
	bytes_free(&noise);
}

/* Return the first node below the input, or NULL. */
static const struct gx_node *walk(void)
{
	ck_assert_int_eq(gx_walk_run(&w, gx_span(o.data, o.len)), GOPX_OK);
	return w.root->child;
}

static const struct gx_diag *diag(const char *code)
{
	for (size_t i = 0; i < w.diags.count; i++) {
		if (strcmp(w.diags.items[i].code, code) == 0)
			return &w.diags.items[i];
	}
	return NULL;
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

/* ---- members ----------------------------------------------------------------- */

static const struct packer {
	const char *name;
	pack_archive *put;
	bool packed;
	bool in_place; /* the archive contains the bytes of the members unchanged */
	bool upper;    /* the names are in upper case, without a folder */
} forms[] = {
	{ "zip", zip_put, false, true, false },
	{ "zip", zip_put, true, false, false },
	{ "zip", zip64_put, true, false, false },
	{ "7z", sevenzip_put_members, false, true, false },
	{ "7z", sevenzip_put_members, true, false, false },
	{ "cab", cab_put, false, false, false },
	{ "cab", cab_put, true, false, false },
	{ "rar", rar_put, false, true, false },
	{ "rar", rar5_put, false, true, false },
	{ "iso9660", iso9660_put, false, true, true },
	{ "tar", tar_put, false, true, false },
	{ "lha", lha_put, false, true, false },
	{ "lha", lha1_put, false, true, false },
	{ "lha", lha2_put, false, true, false },
};

static void put_form(const struct packer *f)
{
	const struct pack_member members[] = {
		member("folder/text.txt", &text, f->packed),
		member("BIOS.ROM", &noise, f->packed),
	};

	f->put(&o, members, 2, NULL);
}

/* The archive has other bytes before and after it, and these are found, too. */
START_TEST(members_are_nodes)
{
	const struct packer *f = &forms[_i];
	const struct gx_node *n, *m;
	size_t at;

	put_text(&o, "some program in front of it ");
	at = o.len;
	put_form(f);
	vbt_put(&o, &(struct vbt_options){ 0 });
	n = walk();
	if (n->kind == &gx_kind_raw)
		n = n->next;
	ck_assert_str_eq(n->kind->type, "archive");
	ck_assert_str_eq(n->subtype, f->name);
	ck_assert_uint_eq(gx_area_offset(n->area), at);
	m = n->child;
	while (m->kind != &gx_kind_member)
		m = m->next;
	ck_assert_str_eq(m->name, f->upper ? "TEXT.TXT" : "folder/text.txt");
	holds(m->area.bytes, &text);
	do {
		m = m->next;
	} while (m->kind != &gx_kind_member);
	ck_assert_str_eq(m->name, "BIOS.ROM");
	holds(m->area.bytes, &noise);
	if (f->in_place)
		ck_assert_ptr_eq(m->area.space, n->area.space);
	else
		ck_assert_ptr_eq(m->area.space->owner, n);
	ck_assert_ptr_eq(n->next->kind, &gx_kind_vbt);
	ck_assert_uint_eq(w.diags.count, 0);
	ck_assert(w.complete);
}
END_TEST

/* Walk truncated archives. The diagnostics must report that something is missing. */
START_TEST(archives_that_are_cut_off_say_so)
{
	struct fwbytes whole;
	size_t step;

	put_form(&forms[_i]);
	whole = o;
	step = whole.len / 50;
	for (size_t len = whole.len - whole.len % step; len > 4096; len -= step) {
		o.len = len;
		walk();
		if (w.root->child && strcmp(w.root->child->kind->type, "archive") == 0)
			ck_assert(w.diags.count > 0 || len > whole.len - 4096);
		gx_arena_fini(&arena);
		bytes_free(&text);
		bytes_free(&noise);
		start();
		o = whole;
	}
}
END_TEST

static const struct {
	const char *name;
	fw_pack *pack;
} streams[] = {
	{ "gzip", pack_gzip }, { "xz", pack_xz },     { "zstd", pack_zstd },
	{ "lz4", pack_lz4 },   { "lzip", pack_lzip },
};

START_TEST(streams_have_content)
{
	const struct gx_node *n;
	size_t len;

	streams[_i].pack(&o, noise.data, noise.len);
	len = o.len;
	vbt_put(&o, &(struct vbt_options){ 0 });
	vbt_put(&o, &(struct vbt_options){ .devices = 7 });
	n = walk();
	ck_assert_str_eq(n->subtype, streams[_i].name);
	holds(n->content.bytes, &noise);
	ck_assert_uint_eq(n->area.bytes.len, len);
	ck_assert_ptr_eq(n->next->kind, &gx_kind_vbt);
	ck_assert_ptr_eq(n->next->next->kind, &gx_kind_vbt);
	ck_assert_ptr_null(n->next->next->next);
	ck_assert_uint_eq(w.diags.count, 0);
}
END_TEST

/* Between the streams are eight zeros. Any multiple of four zeros is allowed. */
START_TEST(xz_streams_may_be_padded)
{
	size_t len;

	pack_xz(&o, text.data, text.len);
	put_fill(&o, 0, 8);
	pack_xz(&o, noise.data, noise.len);
	len = o.len;
	put_fill(&o, 0xFF, 512);
	put_bytes(&text, noise.data, noise.len);
	ck_assert_str_eq(walk()->subtype, "xz");
	holds(w.root->child->content.bytes, &text);
	ck_assert_uint_eq(w.root->child->area.bytes.len, len);
}
END_TEST

/* The output of bzip2 for five times "a line that packs well\n". */
static const uint8_t bzip2_stream[] = {
	0x42, 0x5a, 0x68, 0x39, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59, 0x38, 0x67, 0x68,
	0x9f, 0x00, 0x00, 0x0c, 0xd1, 0x80, 0x00, 0x10, 0x40, 0x00, 0x2a, 0x6d, 0x4c,
	0x80, 0x20, 0x00, 0x50, 0x80, 0x00, 0x02, 0x2a, 0x9a, 0x32, 0x6d, 0x4f, 0x6a,
	0x4d, 0xa7, 0x69, 0x13, 0x49, 0x13, 0x29, 0x12, 0x93, 0x49, 0x13, 0x89, 0xb4,
	0xa4, 0xb4, 0xe9, 0x2d, 0x2d, 0x22, 0x61, 0x38, 0x94, 0x98, 0x13, 0xf1, 0x77,
	0x24, 0x53, 0x85, 0x09, 0x03, 0x86, 0x76, 0x89, 0xf0,
};

START_TEST(bzip2_is_read)
{
	put_bytes(&o, bzip2_stream, sizeof(bzip2_stream));
	bytes_cut(&text, 5 * 23);
	ck_assert_str_eq(walk()->subtype, "bzip2");
	holds(w.root->child->content.bytes, &text);
}
END_TEST

START_TEST(archives_nest)
{
	struct fwbytes inner = { 0 }, middle = { 0 };
	const struct pack_member file = member("bios.bin", &noise, true);
	const struct gx_node *n;

	zip_put(&inner, &file, 1, NULL);
	pack_xz(&middle, inner.data, inner.len);
	tar_put(&o, &(struct pack_member){ "a.zip.xz", middle.data, middle.len, 0, 0 }, 1,
		NULL);
	n = walk();
	ck_assert_str_eq(n->subtype, "tar");
	n = n->child->child;
	ck_assert_str_eq(n->subtype, "xz");
	n = n->child;
	ck_assert_str_eq(n->subtype, "zip");
	holds(n->child->area.bytes, &noise);
	bytes_free(&inner);
	bytes_free(&middle);
}
END_TEST

/*
 * The inner archive is stored in the outer one. So its end record comes before that of
 * the outer archive.
 */
START_TEST(a_stored_archive_in_an_archive_does_not_end_it)
{
	struct fwbytes inner = { 0 };
	const struct pack_member file = member("a", &noise, false);
	const struct gx_node *n;

	zip_put(&inner, &file, 1, NULL);
	const struct pack_member files[] = { member("inner.zip", &inner, false),
					     member("b", &text, false) };
	zip_put(&o, files, 2, NULL);
	n = walk();
	ck_assert_uint_eq(n->area.bytes.len, o.len);
	ck_assert_str_eq(n->child->child->child->name, "a");
	holds(n->child->child->child->area.bytes, &noise);
	holds(n->child->next->area.bytes, &text);
	ck_assert_uint_eq(w.diags.count, 0);
	bytes_free(&inner);
}
END_TEST

/* In some archives with a program before them, offsets count from the program's start. */
START_TEST(a_zip_may_count_from_the_program_in_front)
{
	enum { FRONT = 0x1000 };
	const struct pack_member file = member("a", &noise, true);
	size_t end;

	put_fill(&o, 0x90, FRONT);
	zip_put(&o, &file, 1, NULL);
	end = o.len - 22;
	poke_le32(&o, end + 16, (uint32_t)(end - 47));
	poke_le32(&o, end - 47 + 42, FRONT);
	ck_assert_uint_eq(walk()->area.bytes.len, o.len - FRONT);
	holds(w.root->child->child->area.bytes, &noise);
}
END_TEST

/* ---- names -------------------------------------------------------------------- */

static const struct {
	const char *name, *shown;
} names[] = {
	{ "../../etc/evil.rom", "../../etc/evil.rom" },
	{ "/tmp/evil.rom", "/tmp/evil.rom" },
	{ "C:\\evil.rom", "C:/evil.rom" },
	{ "a\x1b[2Jb", "a\xef\xbf\xbd[2Jb" },
	{ "x\xff\xfey", "x\xef\xbf\xbd\xef\xbf\xbdy" },
	{ "\xc3\xbcmlaut", "\xc3\xbcmlaut" },
};

/* GNU tar stores a size of more than eleven octal digits as a binary number. */
START_TEST(a_tar_may_tell_sizes_in_binary)
{
	const struct pack_member members[] = { member("a", &noise, false),
					       member("b", &text, false) };
	enum { SIZE_AT = 124 };

	tar_put(&o, members, 2, NULL);
	poke_bytes(&o, SIZE_AT, "\x80\0\0\0\0\0\0\0", 8);
	for (unsigned i = 0; i < 4; i++)
		poke_u8(&o, SIZE_AT + 8 + i, noise.len >> (24 - 8 * i) & 0xFF);
	tar_sum(&o, 0);
	ck_assert_str_eq(walk()->subtype, "tar");
	ck_assert_uint_eq(count_of(&gx_kind_member), 2);
	holds(w.root->child->child->area.bytes, &noise);
	holds(w.root->child->child->next->area.bytes, &text);
	ck_assert_uint_eq(w.diags.count, 0);
}
END_TEST

START_TEST(names_are_shown_clean_and_nothing_else)
{
	const struct pack_member file = member(names[_i].name, &noise, true);

	zip_put(&o, &file, 1, NULL);
	ck_assert_str_eq(walk()->child->name, names[_i].shown);
	holds(w.root->child->child->area.bytes, &noise);
}
END_TEST

/* ---- what cannot be read -------------------------------------------------------- */

static const struct {
	const char *name;
	pack_archive *put;
} locked[] = {
	{ "zip", zip_put },
	{ "7z", sevenzip_put_members },
	{ "rar", rar_put },
	{ "rar", rar5_put },
};

static void expect_locked(const char *name)
{
	ck_assert_str_eq(walk()->subtype, name);
	ck_assert_uint_eq(count_of(&gx_kind_member), 0);
	ck_assert_uint_eq(w.diags.count, 1);
	ck_assert_ptr_nonnull(diag("input.encrypted"));
	ck_assert_int_eq(diag("input.encrypted")->severity, GOPX_NOTE);
	ck_assert_ptr_nonnull(strstr(diag("input.encrypted")->message, "password"));
	ck_assert(w.complete);
}

START_TEST(encrypted_archives_say_so)
{
	struct pack_member file = member("BIOS.ROM", &noise, false);

	file.encrypted = true;
	locked[_i].put(&o, &file, 1, NULL);
	expect_locked(locked[_i].name);
}
END_TEST

/* These first blocks say that all further blocks are encrypted, even the names. */
static const struct {
	const char *bytes;
	size_t len;
} locked_lists[] = {
	{ "Rar!\x1a\x07\x00\xce\x99\x73\x80\x00\x0d\x00\0\0\0\0\0\0", 20 },
	{ "Rar!\x1a\x07\x01\x00\xd2\x92\x59\xbc\x15\x04\x00\x00\x00\x0f"
	  "\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f",
	  34 },
};

START_TEST(archives_with_an_encrypted_list_say_so)
{
	put_bytes(&o, locked_lists[_i].bytes, locked_lists[_i].len);
	put_bytes(&o, noise.data, noise.len);
	expect_locked("rar");
}
END_TEST

/* Set the method Deflate64 in both headers. libarchive does not support this method. */
START_TEST(a_packing_that_is_not_known_is_said)
{
	const struct pack_member files[] = { member("BIOS.ROM", &noise, true),
					     member("README", &noise, false) };
	size_t first;

	zip_put(&o, files, _i ? 2 : 1, NULL);
	poke_le16(&o, 8, 9);
	first = bytes_find(&o, "PK\1\2", 4);
	poke_le16(&o, first + 10, 9);
	ck_assert_str_eq(walk()->subtype, "zip");
	ck_assert_uint_eq(count_of(&gx_kind_member), (unsigned)_i);
	ck_assert_uint_eq(w.diags.count, 1);
	ck_assert_ptr_nonnull(diag("input.unsupported"));
	ck_assert_ptr_nonnull(strstr(diag("input.unsupported")->message, "Deflate64"));
	ck_assert(w.root->child->closed);
}
END_TEST

/* Set the flag "part of an archive" in the first block, and correct the checksum. */
static const struct {
	pack_archive *put;
	size_t sum_at, flag_at, end;
	const char *sum;
	size_t sum_len;
} parts[] = {
	{ rar_put, 7, 10, 20, "\xf1\xfb", 2 },
	{ rar5_put, 8, 28, 44, "\x43\xbc\xc3\xb6", 4 },
};

static void put_part(int i)
{
	const struct pack_member file = member("BIOS.ROM", &noise, false);

	parts[i].put(&o, &file, 1, NULL);
	poke_bytes(&o, parts[i].sum_at, parts[i].sum, parts[i].sum_len);
	poke_u8(&o, parts[i].flag_at, 0x01 | o.data[parts[i].flag_at]);
}

/* A scan reads the content of the part, although the other parts are missing. */
START_TEST(a_part_of_an_archive_says_so)
{
	put_part(_i);
	ck_assert_str_eq(walk()->subtype, "rar");
	holds(w.root->child->child->area.bytes, &noise);
	ck_assert_uint_eq(w.diags.count, 1);
	ck_assert_ptr_nonnull(diag("input.part"));
}
END_TEST

START_TEST(a_part_that_cannot_be_read_says_so)
{
	put_part(_i);
	bytes_cut(&o, parts[_i].end);
	put_fill(&o, 0x55, 4096);
	ck_assert_str_eq(walk()->subtype, "rar");
	ck_assert_uint_eq(count_of(&gx_kind_member), 0);
	ck_assert_ptr_nonnull(diag("input.part"));
}
END_TEST

START_TEST(a_damaged_member_is_said_and_the_next_one_read)
{
	const struct pack_member files[] = { member("a", &text, true),
					     member("b", &noise, true) };
	const struct gx_node *n;

	zip_put(&o, files, 2, NULL);
	o.data[60] ^= 0xFF;
	n = walk();
	ck_assert_ptr_nonnull(diag("archive.damaged"));
	ck_assert_int_eq(diag("archive.damaged")->status, GOPX_E_CORRUPT);
	while (n->child->next && n->child->next->next)
		n = n->next;
	for (n = n->child; n->next; n = n->next)
		;
	ck_assert_str_eq(n->name, "b");
	holds(n->area.bytes, &noise);
}
END_TEST

/*
 * These bytes look like headers of archives, but no archive follows. A scan must find
 * content directly after them, even if the header states that it belongs to the archive.
 */
#define LOOKS_LIKE(text)                  \
	{                                 \
		text, sizeof(text) - 1, 0 \
	}

static const struct {
	const char *bytes;
	size_t len, skip; /* bytes before the header */
} lookalikes[] = {
	LOOKS_LIKE("PK\3\4\24\0\0\0\10\0\0\0\41\0abcd\377\377\0\0\377\377\1\0\1\0\0\0x"),
	LOOKS_LIKE("PK\3\4\24\0\1\0\10\0\0\0\41\0abcd\1\0\0\0\1\0\0\0\1\0\0\0x"),
	LOOKS_LIKE(
	    "MSCF\0\0\0\0\0\20\0\0\0\0\0\0\54\0\0\0\0\0\0\0\3\1\1\0\1\0\0\0\0\0\0\0"),
	LOOKS_LIKE("Rar!\x1a\7\0\xcf\x90\x73\0\0\15\0\0\0\0\0\0\0"),
	LOOKS_LIKE("Rar!\x1a\7\1\0abcd\3\1\0\0"),
	LOOKS_LIKE("\x1f\x8b\x08\0\0\0\0\0\0\3 not deflated"),
	LOOKS_LIKE("\xfd"
		   "7zXZ\0\0\1\x69\x22\xde\x36 not a block"),
	LOOKS_LIKE("BZh91AY&SY not a block"),
	LOOKS_LIKE("\x28\xb5\x2f\xfd\x24 not a block"),
	LOOKS_LIKE("\x04\x22\x4d\x18\x64\x40\xa7\x04\0\0\0"),
	LOOKS_LIKE("LZIP\1\x14 not a stream"),
	LOOKS_LIKE("\x17\xe2-lh5-\1\0\0\0\1\0\0\0\0\0\41\0 \0\1xab"),
	{ "\1CD001\1\0", 8, 0x8000 },
};

START_TEST(what_only_looks_like_an_archive_loses_nothing)
{
	put_fill(&o, 0, lookalikes[_i].skip);
	put_bytes(&o, lookalikes[_i].bytes, lookalikes[_i].len);
	if (lookalikes[_i].skip) {
		put_fill_to(&o, 0, lookalikes[_i].skip + 80);
		put_le32(&o, 20);
		put_be32(&o, 20);
		put_fill_to(&o, 0, lookalikes[_i].skip + 128);
		put_le16(&o, 2048);
	}
	vbt_put(&o, &(struct vbt_options){ 0 });
	put_fill(&o, 0x55, 5000);
	vbt_put(&o, &(struct vbt_options){ .devices = 7 });
	walk();
	ck_assert_uint_eq(count_of(&gx_kind_vbt), 2);
	ck_assert_uint_eq(count_of(&gx_kind_member), 0);
	for (size_t i = 0; i < w.diags.count; i++)
		ck_assert_int_ne(w.diags.items[i].severity, GOPX_DAMAGE);
}
END_TEST

/*
 * After each of a thousand headers in a row, the search continues. The nodes are not
 * inside each other.
 */
START_TEST(many_lookalikes_are_no_depth)
{
	for (unsigned i = 0; i < 1000; i++)
		put_bytes(&o, lookalikes[_i].bytes, lookalikes[_i].len);
	vbt_put(&o, &(struct vbt_options){ 0 });
	walk();
	ck_assert(!w.complete || count_of(&gx_kind_vbt) == 1);
	for (const struct gx_node *n = w.root; n; n = gx_node_following(n))
		ck_assert_uint_le(n->depth, 2);
}
END_TEST

/* ---- limits --------------------------------------------------------------------- */

static struct fwbytes zeros(size_t len)
{
	struct fwbytes out = { 0 };

	put_fill(&out, 0, len);
	return out;
}

/* gopx reports a member that is too large, does not unpack it, and reads the next one. */
START_TEST(a_bomb_ends_at_the_limit)
{
	struct fwbytes large = zeros(2 * ROOM);
	const struct pack_member files[] = { member("a", &large, true),
					     member("b", &text, true) };

	zip_put(&o, files, 2, NULL);
	walk();
	ck_assert_ptr_nonnull(diag("limit.unpacked"));
	ck_assert(!w.complete);
	ck_assert_uint_le(w.unpacked, ROOM);
	ck_assert_uint_eq(count_of(&gx_kind_member), 1);
	ck_assert_str_eq(w.root->child->child->name, "b");
	bytes_free(&large);
}
END_TEST

/* The header states a small size for a large member. */
START_TEST(a_bomb_that_lies_ends_at_the_limit)
{
	struct fwbytes large = zeros(2 * ROOM);
	const struct pack_member file = member("a", &large, true);

	zip_put(&o, &file, 1, NULL);
	poke_le32(&o, 22, 100);
	poke_le32(&o, bytes_find(&o, "PK\1\2", 4) + 24, 100);
	walk();
	ck_assert_uint_le(w.unpacked, ROOM);
	ck_assert(!w.complete || w.diags.count > 0);
	bytes_free(&large);
}
END_TEST

/*
 * All members state a wrong size. So gopx unpacks each of them in vain, until the limit
 * on work stops it.
 */
START_TEST(bombs_that_lie_cost_work)
{
	struct fwbytes large = zeros(2 * ROOM);
	struct pack_member files[20];
	size_t at, stride;

	for (size_t i = 0; i < 20; i++)
		files[i] = member("a", &large, true);
	zip_put(&o, files, 20, NULL);
	/*
	 * State a wrong size in each local header and in each entry of the directory,
	 * which has 46 bytes and a name of one byte.
	 */
	at = bytes_find(&o, "PK\1\2", 4);
	stride = at / 20;
	for (size_t i = 0; i < 20; i++) {
		poke_le32(&o, stride * i + 22, 100);
		poke_le32(&o, at + 47 * i + 24, 100);
	}
	w.limits.max_work = 5 * ROOM;
	walk();
	ck_assert_ptr_nonnull(diag("limit.unpacked"));
	ck_assert_ptr_nonnull(diag("limit.work"));
	bytes_free(&large);
}
END_TEST

/*
 * Stored members are inside each other. gopx does not copy them, but computing the CRC of
 * each member counts as work.
 */
START_TEST(stored_members_that_overlap_cost_work)
{
	struct fwbytes large = zeros(2 << 20);
	struct pack_member files[20];
	size_t at = 0;

	for (size_t i = 0; i < 20; i++)
		files[i] = member("a", i < 19 ? &text : &large, false);
	zip_put(&o, files, 20, NULL);
	for (size_t i = 0; i < 19; i++, at += 31 + text.len) {
		poke_le32(&o, at + 18, 1 << 20);
		poke_le32(&o, at + 22, 1 << 20);
	}
	at = bytes_find(&o, "PK\1\2", 4);
	for (size_t i = 0; i < 19; i++, at += 47) {
		poke_le32(&o, at + 20, 1 << 20);
		poke_le32(&o, at + 24, 1 << 20);
	}
	w.limits.max_work = 16 << 20;
	walk();
	ck_assert_ptr_nonnull(diag("limit.work"));
	ck_assert_uint_eq(w.unpacked, 0);
	bytes_free(&large);
}
END_TEST

START_TEST(a_stream_ends_at_the_limit)
{
	struct fwbytes large = zeros(2 * ROOM);

	pack_xz(&o, large.data, large.len);
	vbt_put(&o, &(struct vbt_options){ 0 });
	walk();
	ck_assert_ptr_nonnull(diag("limit.unpacked"));
	ck_assert(!w.complete);
	ck_assert_uint_eq(w.unpacked, 0);
	bytes_free(&large);
}
END_TEST

/* gopx does not know where the bomb ends. It searches the bytes after the bomb anyway. */
START_TEST(a_bomb_hides_nothing_after_it)
{
	struct fwbytes large = zeros(2 * ROOM);

	pack_gzip(&o, large.data, large.len);
	put_fill(&o, 0, 64);
	vbt_put(&o, &(struct vbt_options){ 0 });
	walk();
	ck_assert_ptr_nonnull(diag("limit.unpacked"));
	ck_assert(!w.complete);
	ck_assert_uint_eq(count_of(&gx_kind_vbt), 1);
	bytes_free(&large);
}
END_TEST

/*
 * Each zip archive contains two more, three levels deep. One limit applies to all of them
 * together.
 */
START_TEST(bombs_in_each_other_share_the_limit)
{
	struct fwbytes inner = zeros(4 << 20);
	clock_t began;

	for (unsigned level = 0; level < 3; level++) {
		const struct pack_member files[] = { member("a", &inner, true),
						     member("b", &inner, true) };

		bytes_free(&o);
		zip_put(&o, files, 2, NULL);
		bytes_free(&inner);
		put_bytes(&inner, o.data, o.len);
	}
	began = clock();
	walk();
	ck_assert_int_lt((clock() - began) / CLOCKS_PER_SEC, 2);
	ck_assert_uint_le(w.unpacked, ROOM);
	ck_assert_ptr_nonnull(diag("limit.unpacked"));
	bytes_free(&inner);
}
END_TEST

/*
 * Each hit is in the space of its member, and this space has the right content. The hits
 * are in the order of the archive.
 */
START_TEST(text_is_found_in_members)
{
	static const char *const holders[] = { "a", "b", NULL, "d" };
	struct fwbytes packed = { 0 };
	struct gopx_image *image;
	struct gopx_search *found;

	put_text(&text, "needle");
	pack_gzip(&packed, text.data, text.len);
	const struct pack_member files[] = { member("a", &text, true),
					     member("b", &text, true),
					     member("c", &packed, true),
					     member("d", &text, false) };
	zip_put(&o, files, 4, NULL);
	ck_assert_int_eq(gopx_scan(o.data, o.len, NULL, &image), GOPX_OK);
	ck_assert_int_eq(gopx_search(image, GOPX_PATTERN_TEXT, "needle", 0, &found),
			 GOPX_OK);
	ck_assert_uint_eq(gopx_search_count(found), 4);
	for (size_t i = 0; i < 4; i++) {
		const struct gopx_hit *hit = gopx_search_at(found, i);
		const char *name = gopx_node_name(hit->node);

		ck_assert_int_eq(hit->packed, i < 3);
		ck_assert_int_eq(name != NULL, holders[i] != NULL);
		ck_assert(!name || strcmp(name, holders[i]) == 0);
	}
	gopx_search_free(found);
	gopx_image_free(image);
	bytes_free(&packed);
}
END_TEST

START_TEST(depth_is_limited)
{
	struct fwbytes inner = { 0 };

	put_bytes(&inner, text.data, text.len);
	for (unsigned level = 0; level < 40; level++) {
		const struct pack_member file = member("a", &inner, true);

		bytes_free(&o);
		zip_put(&o, &file, 1, NULL);
		bytes_free(&inner);
		put_bytes(&inner, o.data, o.len);
	}
	walk();
	ck_assert_ptr_nonnull(diag("limit.depth"));
	bytes_free(&inner);
}
END_TEST

START_TEST(members_are_counted)
{
	struct pack_member files[60];

	for (size_t i = 0; i < 60; i++)
		files[i] = member("same", &text, true);
	w.limits.max_nodes = 40;
	zip_put(&o, files, 60, NULL);
	walk();
	ck_assert_uint_eq(w.nodes, 40);
	ck_assert_ptr_nonnull(diag("limit.nodes"));
}
END_TEST

START_TEST(opening_costs_work)
{
	const struct pack_member file = member("a", &text, true);

	w.limits.max_work = 60000;
	zip_put(&o, &file, 1, NULL);
	walk();
	ck_assert_uint_eq(count_of(&gx_kind_member), 0);
	ck_assert_ptr_nonnull(diag("limit.work"));
}
END_TEST

static bool answer(void *ctx)
{
	int *questions = ctx;

	return ++*questions > 1;
}

/* Scan a zip with two archives, or a text; return the status and count the questions. */
static enum gopx_status scan_with(struct fwbytes bytes, int *questions)
{
	struct gopx_options options = { .struct_size = sizeof(options),
					.archive_fn = answer,
					.archive_ctx = questions };
	struct gopx_image *image;
	enum gopx_status status = gopx_scan(bytes.data, bytes.len, &options, &image);

	ck_assert_int_eq(image != NULL, status == GOPX_OK);
	gopx_image_free(image);
	return status;
}

START_TEST(the_caller_may_forbid_archives)
{
	const struct pack_member file = member("a", &text, false);
	struct fwbytes inner = { 0 };
	struct pack_member files[2];
	int questions = 0;

	zip_put(&inner, &file, 1, NULL);
	files[0] = member("a.zip", &inner, false);
	files[1] = member("b.zip", &inner, false);
	zip_put(&o, files, 2, NULL);
	ck_assert_int_eq(scan_with(o, &questions), GOPX_E_UNSUPPORTED);
	ck_assert_int_eq(questions, 1);
	/* Permission is asked for once, not for each archive. */
	ck_assert_int_eq(scan_with(o, &questions), GOPX_OK);
	ck_assert_int_eq(questions, 2);
	ck_assert_int_eq(scan_with(text, &questions), GOPX_OK);
	ck_assert_int_eq(questions, 2);
	bytes_free(&inner);
}
END_TEST

#define COUNT(array) ((int)(sizeof(array) / sizeof((array)[0])))

Suite *gx_test_suite(void)
{
	Suite *suite = suite_create("archive walk");
	TCase *tc = tcase_create("archive walk");

	tcase_add_checked_fixture(tc, start, finish);
	tcase_add_loop_test(tc, members_are_nodes, 0, COUNT(forms));
	tcase_add_loop_test(tc, archives_that_are_cut_off_say_so, 0, COUNT(forms));
	tcase_add_loop_test(tc, streams_have_content, 0, COUNT(streams));
	tcase_add_test(tc, xz_streams_may_be_padded);
	tcase_add_test(tc, bzip2_is_read);
	tcase_add_test(tc, archives_nest);
	tcase_add_test(tc, a_stored_archive_in_an_archive_does_not_end_it);
	tcase_add_test(tc, a_zip_may_count_from_the_program_in_front);
	tcase_add_test(tc, a_tar_may_tell_sizes_in_binary);
	tcase_add_loop_test(tc, names_are_shown_clean_and_nothing_else, 0, COUNT(names));
	tcase_add_loop_test(tc, encrypted_archives_say_so, 0, COUNT(locked));
	tcase_add_loop_test(tc, a_packing_that_is_not_known_is_said, 0, 2);
	tcase_add_loop_test(tc, archives_with_an_encrypted_list_say_so, 0,
			    COUNT(locked_lists));
	tcase_add_loop_test(tc, a_part_of_an_archive_says_so, 0, COUNT(parts));
	tcase_add_loop_test(tc, a_part_that_cannot_be_read_says_so, 0, COUNT(parts));
	tcase_add_test(tc, a_damaged_member_is_said_and_the_next_one_read);
	tcase_add_loop_test(tc, what_only_looks_like_an_archive_loses_nothing, 0,
			    COUNT(lookalikes));
	tcase_add_loop_test(tc, many_lookalikes_are_no_depth, 0, COUNT(lookalikes) - 1);
	tcase_add_test(tc, a_bomb_ends_at_the_limit);
	tcase_add_test(tc, a_bomb_that_lies_ends_at_the_limit);
	tcase_add_test(tc, bombs_that_lie_cost_work);
	tcase_add_test(tc, stored_members_that_overlap_cost_work);
	tcase_add_test(tc, a_stream_ends_at_the_limit);
	tcase_add_test(tc, a_bomb_hides_nothing_after_it);
	tcase_add_test(tc, bombs_in_each_other_share_the_limit);
	tcase_add_test(tc, text_is_found_in_members);
	tcase_add_test(tc, depth_is_limited);
	tcase_add_test(tc, members_are_counted);
	tcase_add_test(tc, opening_costs_work);
	tcase_add_test(tc, the_caller_may_forbid_archives);
	suite_add_tcase(suite, tc);
	return suite;
}
