/* SPDX-License-Identifier: BSD-2-Clause */
/* pack_panasonic.c - programs with RCDATA resources, packed with LZNT1 (MS-XCA, 2.5) */
#include "pack_vendor.h"

/* ---- LZNT1 ---- */

enum { CHUNK = 4096, IS_PACKED = 0xB000, IS_STORED = 0x3000, LONGEST = 17 };

/*
 * Return how many bytes at 'at' are equal to the byte before them, but at most 17,
 * because every pair can state this length.
 */
static size_t run_at(const uint8_t *in, size_t len, size_t at)
{
	size_t run = 0;

	while (at > 0 && at + run < len && run < LONGEST && in[at + run] == in[at - 1])
		run++;
	return run;
}

static void put_chunk(struct fwbytes *out, const uint8_t *in, size_t len)
{
	size_t header = out->len, flags = 0;

	put_le16(out, 0);
	for (size_t at = 0, item = 0; at < len; item++) {
		size_t run = run_at(in, len, at);

		if (item % 8 == 0) {
			flags = out->len;
			put_u8(out, 0);
		}
		if (run < 3) {
			put_u8(out, in[at++]);
			continue;
		}
		/* The distance is 1, which is stored as 0: put only the length. */
		put_le16(out, (unsigned)run - 3);
		poke_u8(out, flags, out->data[flags] | 1u << item % 8);
		at += run;
	}
	if (out->len - header - 2 > CHUNK) {
		bytes_cut(out, header + 2);
		put_bytes(out, in, len);
		poke_le16(out, header, IS_STORED | (unsigned)(len - 1));
		return;
	}
	poke_le16(out, header, IS_PACKED | (unsigned)(out->len - header - 3));
}

void pack_lznt1(struct fwbytes *out, const uint8_t *in, size_t len)
{
	for (size_t at = 0; at < len; at += CHUNK)
		put_chunk(out, in + at, len - at < CHUNK ? len - at : CHUNK);
}

/* ---- the program ---- */

enum {
	PE_AT = 0x80,
	OPTIONAL_SIZE = 0xE0,
	SECTION_AT = 0x200,
	SECTION_RVA = 0x1000,
	DIRECTORY_SIZE = 16,
	LEAF_SIZE = 16,
	RCDATA = 10,
};

#define SUBDIRECTORY ((size_t)0x80000000)

static void put_pe_header(struct fwbytes *out, size_t start, struct pack_fields *fields)
{
	put_text(out, "MZ");
	put_fill_to(out, 0, start + 0x3C);
	put_le32(out, PE_AT);
	put_fill_to(out, 0, start + PE_AT);
	put_bytes(out, "PE\0\0", 4);
	put_le16(out, 0x014C);
	put_le16(out, 1); /* sections */
	put_fill(out, 0, 12);
	put_le16(out, OPTIONAL_SIZE);
	put_le16(out, 0x0102);
	put_le16(out, 0x010B);
	put_fill(out, 0, 90);
	put_le32(out, 16); /* directories */
	put_fill(out, 0, 16);
	pack_field(fields, out->len, 4);
	put_le32(out, SECTION_RVA); /* of the resources */
	put_fill_to(out, 0, start + PE_AT + 24 + OPTIONAL_SIZE);
	put_bytes(out, ".rsrc\0\0\0", 8);
	put_le32(out, 0);
	put_le32(out, SECTION_RVA);
	put_le32(out, 0); /* raw size; set when it is known */
	put_le32(out, SECTION_AT);
	put_fill_to(out, 0, start + SECTION_AT);
}

static void put_directory(struct fwbytes *out, size_t count, struct pack_fields *fields)
{
	put_fill(out, 0, 12);
	pack_field(fields, out->len, 2);
	put_le16(out, 0); /* names */
	pack_field(fields, out->len, 2);
	put_le16(out, (unsigned)count);
}

static void put_entry(struct fwbytes *out, size_t id, size_t offset,
		      struct pack_fields *fields)
{
	put_le32(out, (uint32_t)id);
	pack_field(fields, out->len, 4);
	put_le32(out, (uint32_t)offset);
}

/*
 * Put the tree of resources. It has one type, which has 'count' names. Each name has one
 * language, and each language has one leaf.
 */
static void put_tree(struct fwbytes *out, size_t count, struct pack_fields *fields)
{
	size_t names = DIRECTORY_SIZE + 8;
	size_t languages = names + DIRECTORY_SIZE + 8 * count;
	size_t leaves = languages + (DIRECTORY_SIZE + 8) * count;

	put_directory(out, 1, fields);
	put_entry(out, RCDATA, SUBDIRECTORY | names, fields);
	put_directory(out, count, fields);
	for (size_t i = 0; i < count; i++)
		put_entry(out, 100 + i,
			  SUBDIRECTORY | (languages + (DIRECTORY_SIZE + 8) * i), fields);
	for (size_t i = 0; i < count; i++) {
		put_directory(out, 1, fields);
		put_entry(out, 1033, leaves + LEAF_SIZE * i, fields);
	}
	put_fill(out, 0, LEAF_SIZE * count);
}

void rcdata_exe_put(struct fwbytes *out, const struct pack_member *resources,
		    size_t count, struct pack_fields *fields)
{
	size_t start = out->len, section = start + SECTION_AT, leaf;

	put_pe_header(out, start, fields);
	put_tree(out, count, fields);
	leaf = out->len - LEAF_SIZE * count;
	for (size_t i = 0; i < count; i++, leaf += LEAF_SIZE) {
		const struct pack_member *r = &resources[i];
		size_t at;

		put_align(out, 0, start, 8);
		at = out->len;
		if (r->packed) {
			put_le32(out, 0x50414E41);
			pack_field(fields, out->len, 4);
			put_le32(out, (uint32_t)r->len);
			pack_field(fields, out->len, 2); /* the first chunk */
			pack_lznt1(out, r->data, r->len);
		} else {
			put_bytes(out, r->data, r->len);
		}
		poke_le32(out, leaf, (uint32_t)(SECTION_RVA + at - section));
		poke_le32(out, leaf + 4, (uint32_t)(out->len - at));
		pack_field(fields, leaf, 4);
		pack_field(fields, leaf + 4, 4);
	}
	put_align(out, 0, start, 0x200);
	poke_le32(out, start + PE_AT + 24 + OPTIONAL_SIZE + 16,
		  (uint32_t)(out->len - section));
	pack_field(fields, start + PE_AT + 24 + OPTIONAL_SIZE + 16, 4);
}
