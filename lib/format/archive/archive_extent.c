/* SPDX-License-Identifier: BSD-2-Clause */
/* archive_extent.c - extent of 7z, cabinet and ISO 9660 archives, from one header each */
#include "format/archive/archive_extent.h"

#include <zlib.h>

#include "base/checked.h"

/* 7zFormat.txt of the LZMA SDK: signature, version, CRC, then the bytes that the CRC
 * covers. */
#define SIGNATURE_7Z      "7z\xbc\xaf\x27\x1c"
#define START_HEADER_AT   12
#define START_HEADER_SIZE 20

bool gx_7z_probe(struct gx_span at, struct gx_extent *out)
{
	struct gx_reader r = gx_reader(at);
	struct gx_span start;
	uint8_t major;
	uint32_t crc;
	uint64_t offset, length;

	*out = (struct gx_extent){ 0 };
	gx_skip(&r, 6);
	major = gx_u8(&r);
	gx_skip(&r, 1);
	crc = gx_le32(&r);
	offset = gx_le64(&r);
	length = gx_le64(&r);
	gx_skip(&r, 4);
	if (r.failed || !gx_span_starts(at, SIGNATURE_7Z, 6) || major != 0 ||
	    !gx_span_sub(at, START_HEADER_AT, START_HEADER_SIZE, &start) ||
	    crc32_z(0, start.ptr, start.len) != crc)
		return false;
	return gx_add_u64(offset, length, &offset) &&
	       gx_add_u64(offset, r.pos, &out->size);
}

#define CAB_HEADER_SIZE 36 /* its fixed part */
#define CAB_FLAGS_MAX   7  /* previous and next cabinet, reserved fields */

/* Microsoft's Cabinet Format, CFHEADER. */
bool gx_cab_probe(struct gx_span at, struct gx_extent *out)
{
	struct gx_reader r = gx_reader(at);
	uint32_t reserved[3], cabinet, files_at;
	uint16_t version, folders, files, flags;

	*out = (struct gx_extent){ 0 };
	gx_skip(&r, 4);
	reserved[0] = gx_le32(&r);
	cabinet = gx_le32(&r);
	reserved[1] = gx_le32(&r);
	files_at = gx_le32(&r);
	reserved[2] = gx_le32(&r);
	version = gx_le16(&r);
	folders = gx_le16(&r);
	files = gx_le16(&r);
	flags = gx_le16(&r);
	if (r.failed || !gx_span_starts(at, "MSCF", 4) || reserved[0] || reserved[1] ||
	    reserved[2] || version != 0x103 || folders == 0 || files == 0 ||
	    flags > CAB_FLAGS_MAX || files_at < r.pos || files_at >= cabinet)
		return false;
	out->size = cabinet;
	return true;
}

bool gx_inverted_cab_probe(struct gx_span at, struct gx_extent *out)
{
	uint8_t header[CAB_HEADER_SIZE];

	*out = (struct gx_extent){ 0 };
	if (at.len < sizeof(header))
		return false;
	//@ loop variant sizeof(header) - i;
	for (size_t i = 0; i < sizeof(header); i++)
		header[i] = (uint8_t)~gx_span_at(at, i);
	return gx_cab_probe(gx_span(header, sizeof(header)), out);
}

#define DESCRIPTOR_AT   0x8000 /* the primary volume descriptor */
#define SPACE_SIZE_AT   80
#define BLOCK_SIZE_AT   128
#define ISO_BLOCK_SIZES (512 | 1024 | 2048)

/* ECMA-119, 8.4: numbers are stored in both byte orders. */
bool gx_iso9660_probe(struct gx_span at, struct gx_extent *out)
{
	struct gx_span descriptor = gx_span_tail(at, DESCRIPTOR_AT);
	struct gx_reader r = gx_reader(descriptor);
	uint32_t blocks, blocks_be;
	uint16_t block_size;

	*out = (struct gx_extent){ 0 };
	gx_seek(&r, SPACE_SIZE_AT);
	blocks = gx_le32(&r);
	blocks_be = gx_be32(&r);
	gx_seek(&r, BLOCK_SIZE_AT);
	block_size = gx_le16(&r);
	if (r.failed || !gx_span_starts(descriptor, "\1CD001\1", 7) ||
	    blocks != blocks_be || !(block_size & ISO_BLOCK_SIZES) ||
	    (block_size & (block_size - 1)))
		return false;
	out->size = (uint64_t)blocks * block_size;
	return out->size > DESCRIPTOR_AT;
}
