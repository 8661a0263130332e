/* SPDX-License-Identifier: BSD-2-Clause */
/* pack_iso9660.c - ISO 9660 file systems with one folder (ECMA-119) */
#include <ctype.h>
#include <string.h>

#include "pack_archive.h"

enum {
	SECTOR = 2048,
	SYSTEM_AREA = 16,
	PRIMARY = 16, /* sectors */
	TERMINATOR = 17,
	PATH_TABLE = 18,
	ROOT = 19,
	FIRST_FILE = 20,
	RECORD = 33, /* size of a record before its name */
	IS_FOLDER = 2,
	NAME_ROOM = 16,
};

static void put_both32(struct fwbytes *out, size_t value, struct pack_fields *fields)
{
	pack_field(fields, out->len, 4);
	put_le32(out, (uint32_t)value);
	pack_field(fields, out->len, 4);
	put_be32(out, (uint32_t)value);
}

static void put_both16(struct fwbytes *out, unsigned value)
{
	put_le16(out, value);
	put_u8(out, value >> 8);
	put_u8(out, value);
}

/*
 * Put a directory record. A 'name' of one byte stands for the folder itself or its
 * parent.
 */
static void put_record(struct fwbytes *out, const char *name, size_t name_len,
		       unsigned flags, size_t sector, size_t len,
		       struct pack_fields *fields)
{
	size_t size = RECORD + name_len + !(name_len & 1);

	pack_field(fields, out->len, 1);
	put_u8(out, (unsigned)size);
	put_u8(out, 0); /* extended attributes */
	put_both32(out, sector, fields);
	put_both32(out, len, fields);
	put_bytes(out, "\x46\1\1\0\0\0\0", 7); /* 1 January 1970 */
	put_u8(out, flags);
	put_u8(out, 0);
	put_u8(out, 0);
	put_both16(out, 1);
	pack_field(fields, out->len, 1);
	put_u8(out, (unsigned)name_len);
	put_bytes(out, name, name_len);
	put_fill(out, 0, !(name_len & 1));
}

/* "BIOS.ROM" of "folder/bios.rom" */
static size_t short_name(const char *name, char out[NAME_ROOM])
{
	const char *last = strrchr(name, '/');
	size_t len = 0;

	for (name = last ? last + 1 : name; *name && len < 12; name++)
		out[len++] = (char)toupper((unsigned char)*name);
	out[len++] = ';';
	out[len++] = '1';
	return len;
}

static void put_padded(struct fwbytes *out, const char *text, size_t len)
{
	put_text(out, text);
	put_fill(out, ' ', len - strlen(text));
}

static void put_primary(struct fwbytes *out, size_t start, struct pack_fields *fields)
{
	size_t at = out->len;

	put_bytes(out, "\1CD001\1\0", 8);
	put_padded(out, "", 32);
	put_padded(out, "FIRMWARE", 32);
	put_fill(out, 0, 8);
	put_both32(out, 0, fields); /* number of all sectors; set when it is known */
	put_fill(out, 0, 32);
	put_both16(out, 1);
	put_both16(out, 1);
	put_both16(out, SECTOR);
	put_both32(out, 10, fields); /* size of the path table */
	pack_field(fields, out->len, 4);
	put_le32(out, PATH_TABLE);
	put_fill(out, 0, 4);
	put_be32(out, 0);
	put_fill(out, 0, 4);
	put_record(out, "\0", 1, IS_FOLDER, ROOT, SECTOR, fields);
	put_padded(out, "", 128 * 4 + 37 * 3);
	for (unsigned i = 0; i < 4; i++) {
		put_fill(out, '0', 16);
		put_u8(out, 0);
	}
	put_u8(out, 1);
	put_fill_to(out, 0, at + SECTOR);
	put_bytes(out,
		  "\xFF"
		  "CD001\1",
		  7);
	put_fill_to(out, 0, at + 2 * SECTOR);
	put_bytes(out, "\1\0", 2);
	put_le32(out, ROOT);
	put_bytes(out, "\1\0\0\0", 4);
	put_fill_to(out, 0, start + ROOT * SECTOR);
}

void iso9660_put(struct fwbytes *out, const struct pack_member *members, size_t count,
		 struct pack_fields *fields)
{
	size_t start = out->len, sector = FIRST_FILE, sectors;

	put_fill(out, 0, SYSTEM_AREA * SECTOR);
	put_primary(out, start, fields);
	put_record(out, "\0", 1, IS_FOLDER, ROOT, SECTOR, fields);
	put_record(out, "\1", 1, IS_FOLDER, ROOT, SECTOR, fields);
	for (size_t i = 0; i < count; i++) {
		char name[NAME_ROOM];

		put_record(out, name, short_name(members[i].name, name), 0, sector,
			   members[i].len, fields);
		sector += (members[i].len + SECTOR - 1) / SECTOR;
	}
	put_fill_to(out, 0, start + FIRST_FILE * SECTOR);
	for (size_t i = 0; i < count; i++) {
		put_bytes(out, members[i].data, members[i].len);
		put_align(out, 0, start, SECTOR);
	}
	sectors = (out->len - start) / SECTOR;
	poke_le32(out, start + PRIMARY * SECTOR + 80, (uint32_t)sectors);
	for (unsigned i = 0; i < 4; i++)
		poke_u8(out, start + PRIMARY * SECTOR + 84 + i,
			(unsigned)(sectors >> (8 * (3 - i))));
}
