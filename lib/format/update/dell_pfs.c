/* SPDX-License-Identifier: BSD-2-Clause */
/* dell_pfs.c - packed sections, ThinOS package headers, PFS volumes and entries */
#include "format/update/dell_pfs.h"

#define FOOTER_MAGIC "\xEE\xAA\xEE\x8F\x49\x1B\xE8\xAE\x14\x37\x90"
#define FRAME_SIZE   GX_DELL_SECTION_HEADER /* the footer has the same size */

#define PFS_FOOTER      "PFS.FTR."
#define PFS_FOOTER_SIZE 0x10
#define PLACE_SIZE      0x19 /* metadata of an entry that is a block of flash */

static bool xor_is_zero(struct gx_span s)
{
	uint8_t sum = 0;

	//@ loop variant s.len - i;
	for (size_t i = 0; i < s.len; i++)
		sum ^= gx_span_at(s, i);
	return sum == 0;
}

/* RFC 1950, 2.2: method 8 (deflate), and the two bytes are a multiple of 31. */
static bool is_zlib(uint16_t header)
{
	return (header >> 8 & 0xf) == 8 && header % 31 == 0;
}

static bool section_footer_ok(struct gx_span footer, uint32_t packed_size)
{
	struct gx_reader r = gx_reader(footer);

	return gx_le32(&r) == packed_size &&
	       gx_span_starts(gx_rest(&r), FOOTER_MAGIC, sizeof(FOOTER_MAGIC) - 1) &&
	       xor_is_zero(footer);
}

enum gopx_status gx_dell_section_decode(struct gx_span at, struct gx_dell_section *out)
{
	struct gx_reader r = gx_reader(at);
	uint32_t packed_size = gx_le32(&r);
	struct gx_span footer;

	*out = (struct gx_dell_section){ 0 };
	/* Type AA is firmware, BB are the utilities for it; gopx reads both. */
	gx_skip(&r, 1);
	if (!gx_span_starts(gx_rest(&r), GX_DELL_SECTION_MAGIC,
			    sizeof(GX_DELL_SECTION_MAGIC) - 1))
		return GOPX_E_FORMAT;
	gx_seek(&r, FRAME_SIZE);
	out->packed = gx_span_head(gx_rest(&r), packed_size);
	if (!is_zlib(gx_be16(&r)) || r.failed)
		return GOPX_E_FORMAT;
	out->size = (uint64_t)packed_size + 2 * FRAME_SIZE;
	out->header_ok = xor_is_zero(gx_span_head(at, FRAME_SIZE));
	out->footer_ok = gx_span_sub(at, out->size - FRAME_SIZE, FRAME_SIZE, &footer) &&
			 section_footer_ok(footer, packed_size);
	return GOPX_OK;
}

enum gopx_status gx_dell_pkg_decode(struct gx_span at, uint64_t *size)
{
	static const uint8_t xz[6] = { 0xfd, '7', 'z', 'X', 'Z', 0 };
	struct gx_reader r = gx_reader(at);
	/* 72: an image without compression; 73: a cabinet, as on LVFS. */
	uint8_t form = gx_u8(&r);
	bool found = (form == 0x72 || form == 0x73) &&
		     gx_span_starts(gx_rest(&r), GX_DELL_PKG_MAGIC,
				    sizeof(GX_DELL_PKG_MAGIC) - 1);
	uint32_t packed_size;

	*size = 0;
	gx_seek(&r, 0x10);
	packed_size = gx_le32(&r);
	gx_seek(&r, GX_DELL_PKG_HEADER);
	if (!found || r.failed || !gx_span_starts(gx_rest(&r), xz, sizeof(xz)))
		return GOPX_E_FORMAT;
	*size = GX_DELL_PKG_HEADER + (uint64_t)packed_size;
	return GOPX_OK;
}

enum gopx_status gx_pfs_decode(struct gx_span at, struct gx_pfs *out)
{
	struct gx_reader r = gx_reader(at);
	struct gx_pfs pfs = { 0 };
	struct gx_pfs_entry first;
	bool is_pfs = gx_span_starts(gx_take(&r, 8), GX_PFS_SIGNATURE, 8);
	uint32_t payload_size, footer_size;

	*out = pfs;
	pfs.version = gx_le32(&r);
	payload_size = gx_le32(&r);
	pfs.entries = gx_span_head(gx_rest(&r), payload_size);
	if (!is_pfs || pfs.version < 1 || pfs.version > 2 ||
	    gx_pfs_entry_decode(pfs.entries, &first) != GOPX_OK)
		return GOPX_E_FORMAT;
	pfs.size = GX_PFS_HEADER_SIZE + (uint64_t)payload_size + PFS_FOOTER_SIZE;
	gx_skip(&r, payload_size);
	footer_size = gx_le32(&r);
	pfs.checksum = gx_le32(&r);
	pfs.footer_ok = gx_span_starts(gx_rest(&r), PFS_FOOTER, 8) && !r.failed &&
			footer_size == payload_size;
	*out = pfs;
	return GOPX_OK;
}

enum gopx_status gx_pfs_entry_decode(struct gx_span at, struct gx_pfs_entry *out)
{
	struct gx_reader r = gx_reader(at);
	struct gx_pfs_entry e = { .guid = gx_read_guid(&r) };
	uint32_t version = gx_le32(&r);
	uint64_t data_size, signature_size, metadata_size, metadata_signature_size;

	*out = (struct gx_pfs_entry){ 0 };
	gx_skip(&r, 4 + 8 + 8); /* VersionType, Version, reserved */
	data_size = gx_le32(&r);
	signature_size = gx_le32(&r);
	metadata_size = gx_le32(&r);
	metadata_signature_size = gx_le32(&r);
	gx_skip(&r, version == 1 ? 16 : 32); /* unknown purpose */
	if (r.failed)
		return GOPX_E_TRUNCATED;
	if (version < 1 || version > 2)
		return GOPX_E_CORRUPT;
	e.data_at = r.pos;
	/* The sum cannot overflow, because each size has 32 bits. */
	e.size = e.data_at + data_size + signature_size + metadata_size +
		 metadata_signature_size;
	e.data = gx_span_head(gx_rest(&r), data_size);
	e.metadata = gx_span_head(gx_span_tail(gx_rest(&r), data_size + signature_size),
				  metadata_size);
	*out = e;
	return GOPX_OK;
}

bool gx_pfs_has_names(const struct gx_pfs_entry *e)
{
	static const struct gx_guid named[] = {
		GX_GUID(FD041960, 0DC8, 4B9F, 82, 25, BB, A9, E3, 7C, 71, E0),
		GX_GUID(4D583FD3, F80E, 4055, A1, 45, 9B, EC, 16, CB, 33, B0),
	};

	return gx_guid_equal(&e->guid, &named[0]) || gx_guid_equal(&e->guid, &named[1]);
}

bool gx_pfs_next_name(struct gx_reader *r, struct gx_pfs_name *out)
{
	uint32_t version = gx_le32(r);

	out->guid = gx_read_guid(r);
	gx_skip(r, 8 + 4); /* Version, VersionType */
	out->text = gx_take(r, (uint64_t)gx_le16(r) * 2);
	gx_skip(r, 2); /* a terminator that is not part of the stated length */
	return version == 1 && !r->failed;
}

bool gx_pfs_place(const struct gx_pfs_entry *e, uint32_t *offset, uint32_t *address)
{
	struct gx_reader r = gx_reader(e->metadata);

	*address = gx_le32(&r);
	gx_skip(&r, 4);
	*offset = gx_le32(&r);
	return e->metadata.len >= PLACE_SIZE;
}
