/* SPDX-License-Identifier: BSD-2-Clause */
/* pack_7z.c - 7z archives of one folder (7zFormat.txt of the LZMA SDK) */
#include <string.h>
#include <zlib.h>

#include "pack_archive.h"

enum {
	END = 0,
	HEADER = 1,
	MAIN_STREAMS = 4,
	FILES = 5,
	PACK_INFO = 6,
	UNPACK_INFO = 7,
	SUBSTREAMS = 8,
	SIZE = 9,
	CRC = 10,
	FOLDER = 11,
	UNPACK_SIZE = 12,
	UNPACK_STREAMS = 13,
	NAMES = 17,
	HAS_PROPERTIES = 0x20,
	SIGNATURE_HEADER = 32,
	LZMA_HEADER = 13, /* header of pack_lzma(): properties, dictionary, size */
};

/* Put a NUMBER in its longest form. */
static void put_number(struct fwbytes *out, uint64_t value, struct pack_fields *fields)
{
	put_u8(out, 0xFF);
	pack_field(fields, out->len, 8);
	put_le64(out, value);
}

/*
 * Put the flags, the ID and the properties of the coder for this member: copy, LZMA, or
 * AES with a salt and a number of rounds.
 */
static void put_coder(struct fwbytes *out, const struct pack_member *m,
		      const struct fwbytes *packed, struct pack_fields *fields)
{
	if (m->encrypted) {
		put_u8(out, 4 | HAS_PROPERTIES);
		put_bytes(out, "\x06\xF1\x07\x01", 4);
		put_number(out, 10, fields);
		put_bytes(out, "\x53\x07saltsalt", 10);
	} else if (m->packed) {
		put_u8(out, 3 | HAS_PROPERTIES);
		put_bytes(out, "\x03\x01\x01", 3);
		put_number(out, 5, fields);
		put_bytes(out, packed->data, 5);
	} else {
		put_u8(out, 1);
		put_u8(out, 0);
	}
}

static void put_streams(struct fwbytes *out, const struct pack_member *members,
			size_t count, const struct fwbytes *packed,
			struct pack_fields *fields)
{
	size_t stored = packed->len - (members->packed ? LZMA_HEADER : 0), total = 0;

	for (size_t i = 0; i < count; i++)
		total += members[i].len;
	put_u8(out, MAIN_STREAMS);
	put_u8(out, PACK_INFO);
	put_number(out, 0, fields); /* the start of the packed streams */
	put_number(out, 1, fields); /* how many */
	put_u8(out, SIZE);
	put_number(out, stored, fields);
	put_u8(out, END);
	put_u8(out, UNPACK_INFO);
	put_u8(out, FOLDER);
	put_number(out, 1, fields); /* folders */
	put_u8(out, 0);             /* external: 0, the data is here */
	put_number(out, 1, fields); /* coders */
	put_coder(out, members, packed, fields);
	put_u8(out, UNPACK_SIZE);
	put_number(out, total, fields);
	put_u8(out, END);
	put_u8(out, SUBSTREAMS);
	put_u8(out, UNPACK_STREAMS);
	put_number(out, count, fields);
	put_u8(out, SIZE);
	/* The size of the last member is not stored: it is the rest. */
	for (size_t i = 0; i + 1 < count; i++)
		put_number(out, members[i].len, fields);
	put_u8(out, CRC);
	put_u8(out, 1); /* of all */
	for (size_t i = 0; i < count; i++)
		put_le32(out, (uint32_t)crc32(0, members[i].data, (uInt)members[i].len));
	put_u8(out, END);
	put_u8(out, END);
}

static void put_files(struct fwbytes *out, const struct pack_member *members,
		      size_t count, struct pack_fields *fields)
{
	struct fwbytes names = { 0 };

	for (size_t i = 0; i < count; i++)
		put_utf16(&names, members[i].name);
	put_u8(out, FILES);
	put_number(out, count, fields);
	put_u8(out, NAMES);
	put_number(out, names.len + 1, fields);
	put_u8(out, 0); /* external: 0, the data is here */
	put_bytes(out, names.data, names.len);
	put_u8(out, END);
	bytes_free(&names);
}

/* The folder has one coder, so all members use the coder of the first member. */
void sevenzip_put_members(struct fwbytes *out, const struct pack_member *members,
			  size_t count, struct pack_fields *fields)
{
	struct fwbytes plain = { 0 }, packed = { 0 };
	size_t start = out->len, header;

	for (size_t i = 0; i < count; i++)
		put_bytes(&plain, members[i].data, members[i].len);
	if (members->packed)
		pack_lzma(&packed, plain.data, plain.len);
	else
		put_bytes(&packed, plain.data, plain.len);
	put_bytes(out, "7z\xBC\xAF\x27\x1C\0\4", 8);
	put_fill(out, 0, SIGNATURE_HEADER - 8);
	put_bytes(out, packed.data + (members->packed ? LZMA_HEADER : 0),
		  packed.len - (members->packed ? LZMA_HEADER : 0));
	header = out->len;
	put_u8(out, HEADER);
	put_streams(out, members, count, &packed, fields);
	put_files(out, members, count, fields);
	put_u8(out, END);
	poke_le64(out, start + 12, header - start - SIGNATURE_HEADER);
	poke_le64(out, start + 20, out->len - header);
	sevenzip_sum(out, start);
	pack_field(fields, start + 12, 8);
	pack_field(fields, start + 20, 8);
	bytes_free(&plain);
	bytes_free(&packed);
}

void sevenzip_put(struct fwbytes *out, const char *name, const struct fwbytes *file)
{
	const struct pack_member member = { .name = name,
					    .data = file->data,
					    .len = file->len };

	sevenzip_put_members(out, &member, 1, NULL);
}

void sevenzip_sum(struct fwbytes *out, size_t start)
{
	const uint8_t *p = out->data + start;
	uint64_t offset = 0, size = 0;

	for (size_t i = 8; i-- > 0;) {
		offset = offset << 8 | p[12 + i];
		size = size << 8 | p[20 + i];
	}
	if (offset <= out->len - start - SIGNATURE_HEADER &&
	    size <= out->len - start - SIGNATURE_HEADER - offset)
		poke_le32(out, start + 28,
			  (uint32_t)crc32(0, p + SIGNATURE_HEADER + offset, (uInt)size));
	poke_le32(out, start + 8, (uint32_t)crc32(0, p + 12, 20));
}
