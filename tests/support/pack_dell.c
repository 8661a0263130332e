/* SPDX-License-Identifier: BSD-2-Clause */
/* pack_dell.c - build Dell's updates */
#include "pack_dell.h"

#include <lzma.h>
#include <zlib.h>

/* ---- sections ---- */

static void put_xor(struct fwbytes *out, size_t from)
{
	unsigned sum = 0;

	for (size_t i = from; i < out->len; i++)
		sum ^= out->data[i];
	put_u8(out, sum);
}

void dell_section_put(struct fwbytes *out, unsigned type, const struct fwbytes *content,
		      struct pack_fields *fields)
{
	static const uint8_t head[] = { 0xEE, 0xAA, 0x76, 0x1B, 0xEC,
					0xBB, 0x20, 0xF1, 0xE6, 0x51 };
	static const uint8_t foot[] = { 0xEE, 0xAA, 0xEE, 0x8F, 0x49, 0x1B,
					0xE8, 0xAE, 0x14, 0x37, 0x90 };
	struct fwbytes packed = { 0 };
	size_t start = out->len;

	pack_zlib(&packed, content->data, content->len);
	put_le32(out, (uint32_t)packed.len);
	put_u8(out, type);
	put_bytes(out, head, sizeof(head));
	put_xor(out, start);
	put_bytes(out, packed.data, packed.len);
	pack_field(fields, start, 4);
	pack_field(fields, start + 15, 1);
	pack_field(fields, start + 16, 2); /* zlib's own header */
	start = out->len;
	put_le32(out, (uint32_t)packed.len);
	put_bytes(out, foot, sizeof(foot));
	put_xor(out, start);
	pack_field(fields, start, 4);
	pack_field(fields, start + 15, 1);
	bytes_free(&packed);
}

/* ---- ThinOS packages ---- */

static void put_xz(struct fwbytes *out, const struct fwbytes *content)
{
	size_t at = out->len, made = 0;
	size_t room = lzma_stream_buffer_bound(content->len);

	put_fill(out, 0, room);
	if (lzma_easy_buffer_encode(6, LZMA_CHECK_CRC32, NULL, content->data,
				    content->len, out->data + at, &made, room) != LZMA_OK)
		fwbuild_fail("liblzma cannot encode");
	bytes_cut(out, at + made);
}

void dell_pkg_put(struct fwbytes *out, const struct fwbytes *content,
		  struct pack_fields *fields)
{
	enum { HEADER = 0x30, SIZE_AT = 0x10 };
	size_t start = out->len;

	put_le32(out, 0x00551372);
	put_fill_to(out, 0, start + HEADER);
	put_xz(out, content);
	poke_le32(out, start + SIZE_AT, (uint32_t)(out->len - start - HEADER));
	pack_field(fields, start, 4);
	pack_field(fields, start + SIZE_AT, 4);
}

/* ---- PFS ---- */

enum { PFS_HEADER = 0x10 };

struct pfs pfs_begin(struct fwbytes *out, unsigned version, struct pack_fields *fields)
{
	struct pfs pfs = { version, out->len, fields };

	put_text(out, "PFS.HDR.");
	put_le32(out, version);
	put_le32(out, 0);
	pack_field(fields, pfs.start + 8, 4);
	pack_field(fields, pfs.start + 12, 4);
	return pfs;
}

void pfs_end(struct fwbytes *out, const struct pfs *pfs)
{
	size_t payload = pfs->start + PFS_HEADER;
	uint32_t size = (uint32_t)(out->len - payload);
	uint32_t sum = ~(uint32_t)crc32(0, out->data + payload, size);

	poke_le32(out, pfs->start + 12, size);
	pack_field(pfs->fields, out->len, 4);
	put_le32(out, size);
	pack_field(pfs->fields, out->len, 4);
	put_le32(out, sum);
	put_text(out, "PFS.FTR.");
}

size_t pfs_entry_put(struct fwbytes *out, const struct pfs *pfs,
		     const struct pfs_entry *e)
{
	static const struct fwbytes none;
	const struct fwbytes *metadata = e->metadata ? e->metadata : &none;
	size_t start = out->len, data_at;

	put_guid(out, e->guid);
	put_le32(out, pfs->version);
	put_text(out, "NNN "); /* three numbers of the version are valid */
	put_le16(out, 1);
	put_le16(out, 2);
	put_le16(out, 3);
	put_le16(out, 0);
	put_le64(out, 0);
	put_le32(out, (uint32_t)e->data->len);
	put_le32(out, (uint32_t)e->signature);
	put_le32(out, (uint32_t)metadata->len);
	put_le32(out, 0);
	put_fill(out, 0, pfs->version == 1 ? 16 : 32);
	data_at = out->len;
	put_bytes(out, e->data->data, e->data->len);
	put_fill(out, 0xA5, e->signature);
	put_bytes(out, metadata->data, metadata->len);
	pack_field(pfs->fields, start + 0x10, 4);
	for (size_t i = 0; i < 4; i++)
		pack_field(pfs->fields, start + 0x28 + 4 * i, 4);
	return data_at;
}

void pfs_name_put(struct fwbytes *out, const char *guid, const char *name)
{
	size_t count_at;

	put_le32(out, 1);
	put_guid(out, guid);
	put_le64(out, 0x0000000300020001);
	put_text(out, "NNN ");
	count_at = out->len;
	put_le16(out, 0);
	put_utf16(out, name); /* the stated length excludes the terminator */
	poke_le16(out, count_at, (unsigned)(out->len - count_at - 4) / 2);
}

void pfs_place_put(struct fwbytes *out, uint32_t address, uint32_t offset, uint32_t size)
{
	put_le32(out, address);
	put_le32(out, 0);
	put_le32(out, offset);
	put_le32(out, size);
	put_fill(out, 0, 9);
}
