/* SPDX-License-Identifier: BSD-2-Clause */
/* pack_cab.c - cabinets of one folder (Microsoft's Cabinet Format) */
#include "pack_archive.h"

enum {
	HEADER_SIZE = 36,
	FOLDER_SIZE = 8,
	BLOCK = 0x8000,
	MSZIP = 1,
	NAME_IS_UTF8 = 0x80,
	ARCHIVED = 0x20,
};

static size_t put_blocks(struct fwbytes *out, const struct fwbytes *plain, bool packed,
			 struct pack_fields *fields)
{
	size_t count = 0;

	for (size_t at = 0; at < plain->len; at += BLOCK, count++) {
		size_t len = plain->len - at < BLOCK ? plain->len - at : BLOCK;
		size_t block = out->len;

		put_le32(out, 0); /* no checksum */
		pack_field(fields, out->len, 2);
		put_le16(out, (unsigned)len);
		pack_field(fields, out->len, 2);
		put_le16(out, (unsigned)len);
		/*
		 * MSZIP allows blocks that do not use the previous block as a
		 * dictionary.
		 */
		if (packed) {
			put_text(out, "CK");
			pack_deflate(out, plain->data + at, len);
		} else {
			put_bytes(out, plain->data + at, len);
		}
		poke_le16(out, block + 4, (unsigned)(out->len - block - 8));
	}
	return count;
}

static void put_file(struct fwbytes *out, const struct pack_member *m, size_t offset,
		     struct pack_fields *fields)
{
	pack_field(fields, out->len, 4);
	put_le32(out, (uint32_t)m->len);
	pack_field(fields, out->len, 4);
	put_le32(out, (uint32_t)offset);
	pack_field(fields, out->len, 2);
	put_le16(out, 0);      /* folder */
	put_le16(out, 0x0021); /* 1 January 1980 */
	put_le16(out, 0);
	put_le16(out, ARCHIVED | NAME_IS_UTF8);
	put_text(out, m->name);
	put_u8(out, 0);
}

void cab_put(struct fwbytes *out, const struct pack_member *members, size_t count,
	     struct pack_fields *fields)
{
	struct fwbytes plain = { 0 };
	size_t start = out->len, blocks;

	put_text(out, "MSCF");
	put_fill(out, 0, HEADER_SIZE + FOLDER_SIZE - 4);
	for (size_t i = 0; i < count; i++) {
		put_file(out, &members[i], plain.len, fields);
		put_bytes(&plain, members[i].data, members[i].len);
	}
	poke_le32(out, start + HEADER_SIZE, (uint32_t)(out->len - start));
	blocks = put_blocks(out, &plain, members->packed, fields);
	poke_le32(out, start + 8, (uint32_t)(out->len - start));
	poke_le32(out, start + 16, HEADER_SIZE + FOLDER_SIZE);
	poke_le16(out, start + 24, 0x0103); /* version */
	poke_le16(out, start + 26, 1);      /* folders */
	poke_le16(out, start + 28, (unsigned)count);
	poke_le16(out, start + HEADER_SIZE + 4, (unsigned)blocks);
	poke_le16(out, start + HEADER_SIZE + 6, members->packed ? MSZIP : 0);
	pack_field(fields, start + 8, 4);
	pack_field(fields, start + 16, 4);
	pack_field(fields, start + 26, 2);
	pack_field(fields, start + 28, 2);
	pack_field(fields, start + 30, 2); /* flags: parts before and after, reserves */
	pack_field(fields, start + HEADER_SIZE, 4);
	pack_field(fields, start + HEADER_SIZE + 4, 2);
	pack_field(fields, start + HEADER_SIZE + 6, 2);
	bytes_free(&plain);
}
