/* SPDX-License-Identifier: BSD-2-Clause */
/* pack_compound.c - build compound files of version 3, as MSI packages are */
#include "pack_compound.h"

#include <string.h>

#define FREE       0xFFFFFFFF
#define END        0xFFFFFFFE
#define TABLE      0xFFFFFFFD
#define PER_TABLE  (COMPOUND_SECTOR / 4)
#define FIRST_AT   76 /* offset in the header: the first sector of the table */
#define IN_HEADER  109
#define TYPE_ROOT  5
#define TYPE_FILE  2
#define ENTRY_SIZE 128

static size_t sectors_of(const struct compound_stream *s)
{
	return (s->len + COMPOUND_SECTOR - 1) / COMPOUND_SECTOR;
}

static void put_number(struct fwbytes *out, size_t n)
{
	put_le32(out, (uint32_t)n);
}

/* Put the fields of the header after offset 24 ([MS-CFB] 2.2). */
static void put_header(struct fwbytes *out, size_t directory, size_t tables)
{
	put_bytes(out, (const uint8_t *)"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8);
	put_fill(out, 0, 16);
	put_le16(out, 0x3E);
	put_le16(out, 3);
	put_le16(out, 0xFFFE);
	put_le16(out, 9);
	put_le16(out, 6);
	put_fill(out, 0, 10);
	put_number(out, tables);
	put_number(out, directory);
	put_le32(out, 0);
	put_le32(out, COMPOUND_STREAM_MIN);
	put_le32(out, END);
	put_le32(out, 0);
	put_le32(out, END);
	put_le32(out, 0);
	for (size_t i = 0; i < IN_HEADER; i++)
		put_number(out, i < tables ? directory + 1 + i : FREE);
}

/* Return the number of the part that is in the i-th of the stream's sectors. */
static size_t part_of(const struct compound_stream *s, size_t i)
{
	return s->scattered ? sectors_of(s) - 1 - i : i;
}

static void put_stream(struct fwbytes *out, const struct compound_stream *s)
{
	for (size_t i = 0; i < sectors_of(s); i++) {
		size_t from = part_of(s, i) * COMPOUND_SECTOR, left = s->len - from;
		size_t len = left < COMPOUND_SECTOR ? left : COMPOUND_SECTOR;

		put_bytes(out, s->data + from, len);
		put_fill(out, 'Z', COMPOUND_SECTOR - len);
	}
}

/* [MS-CFB] 2.6.1. */
static void put_entry(struct fwbytes *out, const char *name, uint8_t type, size_t first,
		      size_t size)
{
	size_t len = strlen(name), start = out->len;

	for (size_t i = 0; i < len; i++)
		put_le16(out, (uint8_t)name[i]);
	put_fill_to(out, 0, start + 64);
	put_le16(out, type ? (uint16_t)(2 * (len + 1)) : 0);
	put_u8(out, type);
	put_u8(out, 1);
	put_fill(out, 0xFF, 12);
	put_fill(out, 0, 36);
	put_number(out, first);
	put_number(out, size);
	put_le32(out, 0xABCD); /* some writers leave garbage here in version 3 */
	put_fill_to(out, 0, start + ENTRY_SIZE);
}

/* Put the table entries for a stream whose sectors begin with sector 'base'. */
static void put_chain(struct fwbytes *out, const struct compound_stream *s, size_t base)
{
	size_t count = sectors_of(s);

	for (size_t i = 0; i < count; i++) {
		if (s->scattered)
			put_number(out, i ? base + i - 1 : END);
		else
			put_number(out, i + 1 < count ? base + i + 1 : END);
	}
}

static void put_table(struct fwbytes *out, const struct compound_stream *streams,
		      size_t count, size_t tables)
{
	size_t start = out->len, base = 0;

	for (size_t i = 0; i < count; i++) {
		put_chain(out, &streams[i], base);
		base += sectors_of(&streams[i]);
	}
	put_le32(out, END); /* the directory */
	for (size_t i = 0; i < tables; i++)
		put_le32(out, TABLE);
	put_fill_to(out, 0xFF, start + tables * COMPOUND_SECTOR);
}

void compound_put(struct fwbytes *out, const struct compound_stream *streams,
		  size_t count)
{
	size_t data = 0, base = 0, tables = 1;

	for (size_t i = 0; i < count; i++)
		data += sectors_of(&streams[i]);
	while (tables * PER_TABLE < data + 1 + tables)
		tables++;
	put_header(out, data, tables);
	for (size_t i = 0; i < count; i++)
		put_stream(out, &streams[i]);
	put_entry(out, "Root Entry", TYPE_ROOT, END, 0);
	for (size_t i = 0; i < count; i++) {
		const struct compound_stream *stream = &streams[i];
		size_t last = sectors_of(stream) - 1;

		put_entry(out, stream->name, TYPE_FILE,
			  stream->scattered ? base + last : base, stream->len);
		base += last + 1;
	}
	for (size_t i = count; i < 3; i++)
		put_entry(out, "", 0, 0, 0);
	put_table(out, streams, count, tables);
}

size_t compound_entry_at(const struct fwbytes *file, size_t n)
{
	size_t table = file->data[FIRST_AT] | (size_t)file->data[FIRST_AT + 1] << 8;

	return (table + 1) * COMPOUND_SECTOR + 4 * n;
}
