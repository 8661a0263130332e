/* SPDX-License-Identifier: BSD-2-Clause */
/* pack_lha.c - LHA archives with stored members, header levels 0 to 2 */
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
static void put_common(struct fwbytes *out, const struct pack_member *m, unsigned level,
		       struct pack_fields *fields)
{
	put_text(out, "-lh0-");
	pack_field(fields, out->len, 4);
	put_le32(out, (uint32_t)m->len);
	pack_field(fields, out->len, 4);
	put_le32(out, (uint32_t)m->len);
	put_le32(out, level == 2 ? 0 : 0x00210000);
	put_u8(out, 0x20);
	put_u8(out, level);
}

static void put_member(struct fwbytes *out, const struct pack_member *m, unsigned level,
		       struct pack_fields *fields)
{
	size_t at = out->len;

	pack_field(fields, at, 1);
	put_le16(out, 0); /* size and checksum of the header */
	put_common(out, m, level, fields);
	pack_field(fields, out->len, 1);
	put_u8(out, (unsigned)strlen(m->name));
	put_text(out, m->name);
	put_le16(out, crc16(m->data, m->len));
	if (level == 1) {
		put_u8(out, 'M');
		pack_field(fields, out->len, 2);
		put_le16(out, 0); /* no extended header */
	}
	poke_u8(out, at, (unsigned)(out->len - at - 2));
	poke_u8(out, at + 1, bytes_sum8(out, at + 2, out->len - at - 2));
	put_bytes(out, m->data, m->len);
}

/* Level 2 has the checksum of the header and the name in extended headers. */
static void put_member2(struct fwbytes *out, const struct pack_member *m,
			struct pack_fields *fields)
{
	size_t at = out->len, sum;

	pack_field(fields, at, 2);
	put_le16(out, 0);
	put_common(out, m, 2, fields);
	put_le16(out, crc16(m->data, m->len));
	put_u8(out, 'M');
	put_le16(out, 5);
	put_u8(out, 0);
	sum = out->len;
	put_le16(out, 0);
	pack_field(fields, out->len, 2);
	put_le16(out, (unsigned)strlen(m->name) + 3);
	put_u8(out, 1);
	put_text(out, m->name);
	put_le16(out, 0); /* the last one */
	/* A header whose size has 0 as its low byte would mean the end of the archive. */
	if (((out->len - at) & 0xFF) == 0)
		put_u8(out, 0);
	poke_le16(out, at, (unsigned)(out->len - at));
	poke_le16(out, sum, crc16(out->data + at, out->len - at));
	put_bytes(out, m->data, m->len);
}

void lha_put(struct fwbytes *out, const struct pack_member *members, size_t count,
	     struct pack_fields *fields)
{
	for (size_t i = 0; i < count; i++)
		put_member(out, &members[i], 0, fields);
	put_u8(out, 0);
}

void lha1_put(struct fwbytes *out, const struct pack_member *members, size_t count,
	      struct pack_fields *fields)
{
	for (size_t i = 0; i < count; i++)
		put_member(out, &members[i], 1, fields);
	put_u8(out, 0);
}

void lha2_put(struct fwbytes *out, const struct pack_member *members, size_t count,
	      struct pack_fields *fields)
{
	for (size_t i = 0; i < count; i++)
		put_member2(out, &members[i], fields);
	put_u8(out, 0);
}
