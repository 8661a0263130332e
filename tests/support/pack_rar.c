/* SPDX-License-Identifier: BSD-2-Clause */
/* pack_rar.c - RAR archives with stored members, versions 4 and 5 (technote.txt) */
#include <string.h>
#include <zlib.h>

#include "pack_archive.h"

/* ---- version 4 ---- */

enum {
	MAIN_BLOCK = 0x73,
	FILE_BLOCK = 0x74,
	END_BLOCK = 0x7B,
	LONG_BLOCK = 0x8000,
	ENCRYPTED = 0x04,
	UNKNOWN_IS_SKIPPED = 0x4000,
	STORED = 0x30,
	UNPACK_VERSION = 20,
};

/* The checksum of a block's header is the low half of a CRC-32. */
static void sum_block(struct fwbytes *out, size_t at, size_t size)
{
	poke_le16(out, at, crc32(0, out->data + at + 2, (uInt)size - 2) & 0xFFFF);
}

static void put_block(struct fwbytes *out, unsigned type, unsigned flags, size_t size,
		      struct pack_fields *fields)
{
	put_le16(out, 0);
	put_u8(out, type);
	put_le16(out, flags);
	pack_field(fields, out->len, 2);
	put_le16(out, (unsigned)size);
}

static void put_file(struct fwbytes *out, const struct pack_member *m,
		     struct pack_fields *fields)
{
	size_t at = out->len, size = 32 + strlen(m->name);

	put_block(out, FILE_BLOCK, LONG_BLOCK | (m->encrypted ? ENCRYPTED : 0), size,
		  fields);
	pack_field(fields, out->len, 4);
	put_le32(out, (uint32_t)m->len);
	pack_field(fields, out->len, 4);
	put_le32(out, (uint32_t)m->len);
	put_u8(out, 3); /* Unix */
	put_le32(out, (uint32_t)crc32(0, m->data, (uInt)m->len));
	put_le32(out, 0x00210000);
	put_u8(out, UNPACK_VERSION);
	put_u8(out, STORED);
	pack_field(fields, out->len, 2);
	put_le16(out, (unsigned)strlen(m->name));
	put_le32(out, 0x81A4); /* a plain file */
	put_text(out, m->name);
	sum_block(out, at, size);
	put_bytes(out, m->data, m->len);
}

void rar_put(struct fwbytes *out, const struct pack_member *members, size_t count,
	     struct pack_fields *fields)
{
	size_t at;

	put_bytes(out, "Rar!\x1A\x07\x00", 7);
	at = out->len;
	put_block(out, MAIN_BLOCK, 0, 13, fields);
	put_fill(out, 0, 6);
	sum_block(out, at, 13);
	for (size_t i = 0; i < count; i++)
		put_file(out, &members[i], fields);
	at = out->len;
	put_block(out, END_BLOCK, UNKNOWN_IS_SKIPPED, 7, fields);
	sum_block(out, at, 7);
}

/* ---- version 5 ---- */

enum {
	TYPE_MAIN = 1,
	TYPE_FILE = 2,
	TYPE_END = 5,
	HAS_EXTRA = 1,
	HAS_DATA = 2,
	HAS_CRC = 4,
};

/* Put a number of variable length (vint). Always use four bytes. */
static void put_vint(struct fwbytes *out, size_t value, struct pack_fields *fields)
{
	pack_field(fields, out->len, 4);
	for (unsigned i = 0; i < 4; i++)
		put_u8(out, (unsigned)(value >> (7 * i) & 0x7F) | (i < 3 ? 0x80 : 0));
}

/* Begin a block. end5() sets the CRC-32 and the size at its start. */
static size_t begin5(struct fwbytes *out)
{
	put_le32(out, 0);
	put_fill(out, 0x80, 4);
	return out->len;
}

static void end5(struct fwbytes *out, size_t header, struct pack_fields *fields)
{
	size_t size = out->len - header;

	for (unsigned i = 0; i < 4; i++)
		poke_u8(out, header - 4 + i,
			(unsigned)(size >> (7 * i) & 0x7F) | (i < 3 ? 0x80 : 0));
	poke_le32(out, header - 8,
		  (uint32_t)crc32(0, out->data + header - 4, (uInt)size + 4));
	pack_field(fields, header - 4, 4);
}

/*
 * Put the record that says that a member is encrypted (49 bytes). The member's data is
 * not encrypted.
 */
static void put_encryption5(struct fwbytes *out)
{
	put_vint(out, 45, NULL);
	put_vint(out, 1, NULL);
	put_vint(out, 0, NULL); /* AES-256 */
	put_vint(out, 0, NULL);
	put_u8(out, 15); /* rounds: 2 to this */
	put_fill(out, 0x5A, 16 + 16);
}

static void put_file5(struct fwbytes *out, const struct pack_member *m,
		      struct pack_fields *fields)
{
	size_t at = begin5(out);

	put_vint(out, TYPE_FILE, NULL);
	put_vint(out, HAS_DATA | (m->encrypted ? HAS_EXTRA : 0), NULL);
	if (m->encrypted)
		put_vint(out, 49, NULL);
	put_vint(out, m->len, fields);
	put_vint(out, HAS_CRC, NULL);
	put_vint(out, m->len, fields);
	put_vint(out, 0x20, NULL); /* attributes */
	put_le32(out, (uint32_t)crc32(0, m->data, (uInt)m->len));
	put_vint(out, 0, NULL); /* stored */
	put_vint(out, 0, NULL); /* made on Windows */
	put_vint(out, strlen(m->name), fields);
	put_text(out, m->name);
	if (m->encrypted)
		put_encryption5(out);
	end5(out, at, fields);
	put_bytes(out, m->data, m->len);
}

void rar5_put(struct fwbytes *out, const struct pack_member *members, size_t count,
	      struct pack_fields *fields)
{
	size_t at;

	put_bytes(out, "Rar!\x1A\x07\x01\x00", 8);
	at = begin5(out);
	put_vint(out, TYPE_MAIN, NULL);
	put_vint(out, HAS_EXTRA, NULL);
	put_vint(out, 12, NULL);
	put_vint(out, 0, NULL);
	/* An empty locator record, as most archives have. */
	put_vint(out, 8, NULL);
	put_vint(out, 1, NULL);
	put_vint(out, 0, NULL);
	end5(out, at, fields);
	for (size_t i = 0; i < count; i++)
		put_file5(out, &members[i], fields);
	at = begin5(out);
	put_vint(out, TYPE_END, NULL);
	put_vint(out, 0, NULL);
	put_vint(out, 0, NULL);
	end5(out, at, fields);
}
