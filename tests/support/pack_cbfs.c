/* SPDX-License-Identifier: BSD-2-Clause */
/* pack_cbfs.c - files of coreboot's file system; all numbers are big-endian */
#include "pack_vendor.h"

enum { ALIGN = 64, HEADER = 24, NAME_ALIGN = 16, PACKED_ATTRIBUTE = 0x42435A4C };

static void put_number(struct fwbytes *out, size_t value, struct pack_fields *fields)
{
	pack_field(fields, out->len, 4);
	put_be32(out, (uint32_t)value);
}

static void put_packed(struct fwbytes *out, unsigned packing, const uint8_t *data,
		       size_t len)
{
	if (packing == CBFS_LZMA)
		pack_lzma(out, data, len);
	else if (packing == CBFS_LZ4)
		pack_lz4(out, data, len);
	else
		put_bytes(out, data, len);
}

void cbfs_file_put(struct fwbytes *out, const char *name, unsigned type, unsigned packing,
		   const uint8_t *data, size_t len, struct pack_fields *fields)
{
	struct fwbytes packed = { 0 }, named = { 0 };
	size_t attribute;

	put_packed(&packed, packing, data, len);
	put_text(&named, name);
	put_u8(&named, 0);
	put_align(&named, 0, 0, NAME_ALIGN);
	attribute = HEADER + named.len;
	put_align(out, 0xFF, 0, ALIGN);
	put_text(out, "LARCHIVE");
	put_number(out, packed.len, fields);
	put_number(out, type, NULL);
	put_number(out, packing ? attribute : 0, fields);
	put_number(out, attribute + (packing ? 16 : 0), fields);
	put_bytes(out, named.data, named.len);
	if (packing) {
		put_number(out, PACKED_ATTRIBUTE, NULL);
		put_number(out, 16, fields);
		put_number(out, packing, fields);
		put_number(out, len, fields);
	}
	put_bytes(out, packed.data, packed.len);
	bytes_free(&packed);
	bytes_free(&named);
}

void cbfs_payload_put(struct fwbytes *out, unsigned packing, const uint8_t *data,
		      size_t len, struct pack_fields *fields)
{
	struct fwbytes packed = { 0 };

	put_packed(&packed, packing, data, len);
	put_text(out, "CODE");
	put_number(out, packing, fields);
	put_number(out, 2 * 28, fields); /* offset of the segment */
	put_fill(out, 0, 8);
	put_number(out, packed.len, fields);
	put_number(out, len, NULL);
	put_text(out, "ENTR");
	put_fill(out, 0, 24);
	put_bytes(out, packed.data, packed.len);
	bytes_free(&packed);
}
