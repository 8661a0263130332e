/* SPDX-License-Identifier: BSD-2-Clause */
/* insyde.c - iFlash headers, and the header of a 7z archive with rotated bytes */
#include "format/update/insyde.h"

#include <zlib.h>

#include "base/checked.h"

#define IFLASH_HEADER_SIZE 0x18

#define SEVENZIP_HEADER_SIZE 32
#define SEVENZIP_SUMMED_AT   12 /* the range that the CRC-32 of the header covers */

static const char *part_name(struct gx_span tag)
{
	static const struct iflash_part {
		const char *tag;
		const char *name;
	} parts[] = {
		{ "_BIOSIMG", "bios" },     { "_EC_IMG_", "ec" },
		{ "_ME_IMG_", "me" },       { "_DRV_IMG", "driver" },
		{ "_INI_IMG", "settings" }, { "_BIOSCER", "certificate" },
	};

	//@ loop variant sizeof(parts) / sizeof(parts[0]) - i;
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		if (gx_span_starts(tag, parts[i].tag, 8))
			return parts[i].name;
	}
	return NULL;
}

enum gopx_status gx_iflash_decode(struct gx_span at, struct gx_iflash *out)
{
	struct gx_reader r = gx_reader(at);
	bool is_iflash = gx_span_starts(gx_take(&r, 8), GX_IFLASH_SIGNATURE, 8);
	struct gx_iflash image = { .tag = gx_take(&r, 8) };
	uint32_t total_size = gx_le32(&r);
	uint32_t image_size = gx_le32(&r);

	*out = (struct gx_iflash){ 0 };
	image.image = gx_take(&r, image_size);
	if (!is_iflash || r.failed || image_size == 0 || total_size < image_size)
		return GOPX_E_FORMAT;
	image.part = part_name(image.tag);
	image.size = IFLASH_HEADER_SIZE +
		     gx_min_u64(total_size, at.len - IFLASH_HEADER_SIZE);
	*out = image;
	return GOPX_OK;
}

enum gopx_status gx_rotated_7z_decode(struct gx_span at, uint64_t *size)
{
	uint8_t header[SEVENZIP_HEADER_SIZE] = { 0 };
	struct gx_reader r = gx_reader(gx_span(header, sizeof(header)));
	uint64_t next_at, next_size, end;
	uint32_t checksum;

	*size = 0;
	if (at.len < sizeof(header) ||
	    !gx_span_starts(at, GX_ROTATED_7Z_SIGNATURE, GX_ROTATED_7Z_SIGNATURE_SIZE))
		return GOPX_E_FORMAT;
	//@ loop variant sizeof(header) - i;
	for (size_t i = 0; i < sizeof(header); i++)
		header[i] = (uint8_t)(gx_span_at(at, i) >> 1 | gx_span_at(at, i) << 7);
	gx_skip(&r, 8); /* signature, version */
	checksum = gx_le32(&r);
	next_at = gx_le64(&r);
	next_size = gx_le64(&r);
	if (crc32_z(0, header + SEVENZIP_SUMMED_AT,
		    sizeof(header) - SEVENZIP_SUMMED_AT) != checksum ||
	    !gx_add_u64(next_at, next_size, &end) ||
	    !gx_add_u64(end, SEVENZIP_HEADER_SIZE, &end))
		return GOPX_E_FORMAT;
	*size = end;
	return GOPX_OK;
}
