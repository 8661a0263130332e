/* SPDX-License-Identifier: BSD-2-Clause */
/* pack_lha.c - LHA archives with stored members, header levels 0 to 3 */
#include <string.h>

#include "pack_archive.h"

/* CRC-16 with the polynomial A001. */
static unsigned crc16(const uint8_t *data, size_t len)
{
	unsigned crc = 0;

	for (size_t i = 0; i < len; i++) {
		crc ^= data[i];
		for (unsigned bit = 0; bit < 8; bit++)
			crc = crc & 1 ? crc >> 1 ^ 0xA001 : crc >> 1;
	}
	return crc;
}

/* Put the fields that all header levels have in common: from the method to the level. */
static void put_common(struct fwbytes *out, size_t packed, size_t len, unsigned level,
		       struct pack_fields *fields)
{
	put_text(out, "-lh0-");
	pack_field(fields, out->len, 4);
	put_le32(out, (uint32_t)packed);
	pack_field(fields, out->len, 4);
	put_le32(out, (uint32_t)len);
	put_le32(out, level >= 2 ? 0 : 0x00210000);
	put_u8(out, 0x20);
	put_u8(out, level);
}

/* A size at level 3 has four bytes, else two. */
static void put_size(struct fwbytes *out, size_t size, unsigned level,
		     struct pack_fields *fields)
{
	pack_field(fields, out->len, level == 3 ? 4 : 2);
	put_le16(out, size & 0xFFFF);
	if (level == 3)
		put_le16(out, size >> 16 & 0xFFFF);
}

/* Put extended headers: {size, type, content}. */
static void put_extras(struct fwbytes *out, unsigned level,
		       const struct pack_extra *extras, size_t count,
		       struct pack_fields *fields)
{
	for (size_t i = 0; i < count; i++) {
		put_size(out, extras[i].len + (level == 3 ? 5 : 3), level, fields);
		put_u8(out, extras[i].type);
		put_bytes(out, extras[i].content, extras[i].len);
	}
}

/* Levels 0 and 1. The extended headers count as packed data, except for the first
 * size. */
static void put_old(struct fwbytes *out, const struct pack_member *m, unsigned level,
		    const struct pack_extra *extras, size_t count,
		    struct pack_fields *fields)
{
	size_t at = out->len, packed = m->len, end;

	for (size_t i = 0; i < count; i++)
		packed += extras[i].len + 3;
	pack_field(fields, at, 1);
	put_le16(out, 0); /* size and checksum of the header */
	put_common(out, packed, m->len, level, fields);
	pack_field(fields, out->len, 1);
	put_u8(out, (unsigned)strlen(m->name));
	put_text(out, m->name);
	put_le16(out, crc16(m->data, m->len));
	if (level == 1)
		put_u8(out, 'M');
	end = out->len + (level == 1 ? 2 : 0);
	if (level == 1) {
		put_extras(out, 1, extras, count, fields);
		put_size(out, 0, 1, fields);
	}
	poke_u8(out, at, (unsigned)(end - at - 2));
	poke_u8(out, at + 1, bytes_sum8(out, at + 2, end - at - 2));
}

/* Levels 2 and 3 have the checksum of the header and the name in extended headers. */
static void put_new(struct fwbytes *out, const struct pack_member *m, unsigned level,
		    const struct pack_extra *extras, size_t count,
		    struct pack_fields *fields)
{
	const struct pack_extra sum = { 0x00, "\0", 2 },
				name = { 0x01, m->name, strlen(m->name) };
	size_t at = out->len, size_at = level == 3 ? at + 24 : at, sum_at;

	if (level == 2)
		pack_field(fields, at, 2);
	put_le16(out, level == 3 ? 4 : 0);
	put_common(out, m->len, m->len, level, fields);
	put_le16(out, crc16(m->data, m->len));
	put_u8(out, 'M');
	if (level == 3)
		put_size(out, 0, level, fields);
	put_extras(out, level, &sum, 1, NULL);
	sum_at = out->len - 2;
	put_extras(out, level, &name, name.len > 0, fields);
	put_extras(out, level, extras, count, fields);
	put_size(out, 0, level, NULL); /* the last one */
	/* A header whose size has 0 as its low byte would mean the end of the archive. */
	if (level == 2 && ((out->len - at) & 0xFF) == 0)
		put_u8(out, 0);
	poke_le16(out, size_at, (unsigned)(out->len - at));
	poke_le16(out, sum_at, crc16(out->data + at, out->len - at));
}

void lha_put_member(struct fwbytes *out, const struct pack_member *m, unsigned level,
		    const struct pack_extra *extras, size_t count,
		    struct pack_fields *fields)
{
	if (level <= 1)
		put_old(out, m, level, extras, count, fields);
	else
		put_new(out, m, level, extras, count, fields);
	put_bytes(out, m->data, m->len);
}

static void put_all(struct fwbytes *out, const struct pack_member *members, size_t count,
		    unsigned level, struct pack_fields *fields)
{
	for (size_t i = 0; i < count; i++)
		lha_put_member(out, &members[i], level, NULL, 0, fields);
	put_u8(out, 0);
}

void lha_put(struct fwbytes *out, const struct pack_member *members, size_t count,
	     struct pack_fields *fields)
{
	put_all(out, members, count, 0, fields);
}

void lha1_put(struct fwbytes *out, const struct pack_member *members, size_t count,
	      struct pack_fields *fields)
{
	put_all(out, members, count, 1, fields);
}

void lha2_put(struct fwbytes *out, const struct pack_member *members, size_t count,
	      struct pack_fields *fields)
{
	put_all(out, members, count, 2, fields);
}
