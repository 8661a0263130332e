/* SPDX-License-Identifier: BSD-2-Clause */
/* pack_zip.c - zip archives (PKWARE's APPNOTE): local headers, central directory, end */
#include <string.h>
#include <zlib.h>

#include "pack_archive.h"

enum {
	STORED = 0,
	DEFLATED = 8,
	FLAG_ENCRYPTED = 1,
	VERSION = 20,
	VERSION_ZIP64 = 45,
	EXTRA_ZIP64 = 1,
	MEMBERS_MAX = 64,
};

struct placed {
	const struct pack_member *m;
	size_t offset; /* of its local header */
	size_t packed;
	uint32_t crc;
};

static void put_field16(struct fwbytes *out, struct pack_fields *fields, unsigned value)
{
	pack_field(fields, out->len, 2);
	put_le16(out, value);
}

static void put_field32(struct fwbytes *out, struct pack_fields *fields, size_t value)
{
	pack_field(fields, out->len, 4);
	put_le32(out, (uint32_t)value);
}

/* Put the fields that local and central headers have in common. */
static void put_description(struct fwbytes *out, const struct placed *p, bool zip64,
			    struct pack_fields *fields)
{
	put_le16(out, zip64 ? VERSION_ZIP64 : VERSION);
	put_le16(out, p->m->encrypted ? FLAG_ENCRYPTED : 0);
	put_le16(out, p->m->packed ? DEFLATED : STORED);
	put_le32(out, 0x00210000); /* midnight, 1 January 1980 */
	put_le32(out, p->crc);
	put_field32(out, fields, zip64 ? UINT32_MAX : p->packed);
	put_field32(out, fields, zip64 ? UINT32_MAX : p->m->len);
	put_field16(out, fields, (unsigned)strlen(p->m->name));
}

static void put_zip64_extra(struct fwbytes *out, const struct placed *p)
{
	put_le16(out, EXTRA_ZIP64);
	put_le16(out, 16);
	put_le64(out, p->m->len);
	put_le64(out, p->packed);
}

static void put_local(struct fwbytes *out, struct placed *p, bool zip64,
		      struct pack_fields *fields)
{
	struct fwbytes packed = { 0 };

	if (p->m->packed)
		pack_deflate(&packed, p->m->data, p->m->len);
	else
		put_bytes(&packed, p->m->data, p->m->len);
	p->packed = packed.len;
	p->crc = (uint32_t)crc32(0, p->m->data, (uInt)p->m->len);
	put_bytes(out, "PK\3\4", 4);
	put_description(out, p, zip64, fields);
	put_field16(out, fields, zip64 ? 20 : 0);
	put_text(out, p->m->name);
	if (zip64)
		put_zip64_extra(out, p);
	put_bytes(out, packed.data, packed.len);
	bytes_free(&packed);
}

static void put_central(struct fwbytes *out, const struct placed *p, bool zip64,
			struct pack_fields *fields)
{
	put_bytes(out, "PK\1\2", 4);
	put_le16(out, zip64 ? VERSION_ZIP64 : VERSION);
	put_description(out, p, zip64, fields);
	put_field16(out, fields, zip64 ? 20 : 0);
	put_field16(out, fields, 0); /* length of the comment */
	put_le16(out, 0);            /* disk */
	put_le16(out, 0);            /* internal attributes */
	put_le32(out, 0);            /* external attributes */
	put_field32(out, fields, p->offset);
	put_text(out, p->m->name);
	if (zip64)
		put_zip64_extra(out, p);
}

static void put_zip64_end(struct fwbytes *out, size_t count, size_t start,
			  size_t directory, struct pack_fields *fields)
{
	size_t at = out->len;

	put_bytes(out, "PK\6\6", 4);
	pack_field(fields, out->len, 8);
	put_le64(out, 44); /* size of the rest of the record */
	put_le16(out, VERSION_ZIP64);
	put_le16(out, VERSION_ZIP64);
	put_le32(out, 0);
	put_le32(out, 0);
	put_le64(out, count);
	put_le64(out, count);
	pack_field(fields, out->len, 8);
	put_le64(out, at - directory);
	pack_field(fields, out->len, 8);
	put_le64(out, directory - start);
	put_bytes(out, "PK\6\7", 4);
	put_le32(out, 0);
	pack_field(fields, out->len, 8);
	put_le64(out, at - start);
	put_le32(out, 1); /* disks */
}

static void put_archive(struct fwbytes *out, const struct pack_member *members,
			size_t count, bool zip64, struct pack_fields *fields)
{
	struct placed placed[MEMBERS_MAX];
	size_t start = out->len, directory, size;

	if (count > MEMBERS_MAX)
		fwbuild_fail("too many members");
	for (size_t i = 0; i < count; i++) {
		placed[i] = (struct placed){ &members[i], out->len - start, 0, 0 };
		put_local(out, &placed[i], zip64, fields);
	}
	directory = out->len;
	for (size_t i = 0; i < count; i++)
		put_central(out, &placed[i], zip64, fields);
	size = out->len - directory;
	if (zip64)
		put_zip64_end(out, count, start, directory, fields);
	put_bytes(out, "PK\5\6", 4);
	put_le32(out, 0); /* disks */
	put_field16(out, fields, (unsigned)count);
	put_field16(out, fields, (unsigned)count);
	put_field32(out, fields, zip64 ? UINT32_MAX : size);
	put_field32(out, fields, zip64 ? UINT32_MAX : directory - start);
	put_field16(out, fields, 0); /* length of the comment */
}

void zip_put(struct fwbytes *out, const struct pack_member *members, size_t count,
	     struct pack_fields *fields)
{
	put_archive(out, members, count, false, fields);
}

void zip64_put(struct fwbytes *out, const struct pack_member *members, size_t count,
	       struct pack_fields *fields)
{
	put_archive(out, members, count, true, fields);
}
