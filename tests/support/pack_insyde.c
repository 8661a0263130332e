/* SPDX-License-Identifier: BSD-2-Clause */
/* pack_insyde.c - iFlash images, and a stored 7z archive for iFdPacker */
#include "pack_insyde.h"

#include <zlib.h>

void iflash_put(struct fwbytes *out, const char *tag, const struct fwbytes *image,
		size_t filler, struct pack_fields *fields)
{
	put_text(out, "$_IFLASH");
	put_bytes(out, tag, 8);
	pack_field(fields, out->len, 4);
	put_le32(out, (uint32_t)(image->len + filler));
	pack_field(fields, out->len, 4);
	put_le32(out, (uint32_t)image->len);
	put_bytes(out, image->data, image->len);
	put_fill(out, 0xFF, filler);
}

/* ---- 7z (7zFormat.txt of the LZMA SDK) ---- */

/* A NUMBER in its longest form. */
static void put_number(struct fwbytes *out, uint64_t value)
{
	put_u8(out, 0xFF);
	put_le64(out, value);
}

static void put_header(struct fwbytes *out, const char *name, const struct fwbytes *file)
{
	enum {
		END,
		HEADER,
		MAIN_STREAMS = 4,
		FILES = 5,
		PACK_INFO = 6,
		UNPACK_INFO = 7,
		SUBSTREAMS = 8,
		SIZE = 9,
		CRC = 10,
		FOLDER = 11,
		UNPACK_SIZE = 12,
		NAMES = 17,
		METHOD_COPY = 0,
	};
	struct fwbytes names = { 0 };

	put_u8(out, HEADER);
	put_u8(out, MAIN_STREAMS);
	put_u8(out, PACK_INFO);
	put_number(out, 0); /* where the packed streams start */
	put_number(out, 1); /* how many */
	put_u8(out, SIZE);
	put_number(out, file->len);
	put_u8(out, END);
	put_u8(out, UNPACK_INFO);
	put_u8(out, FOLDER);
	put_number(out, 1); /* folders */
	put_u8(out, 0);     /* not in another stream */
	put_number(out, 1); /* coders */
	put_u8(out, 1);     /* bytes of the coder's id */
	put_u8(out, METHOD_COPY);
	put_u8(out, UNPACK_SIZE);
	put_number(out, file->len);
	put_u8(out, CRC);
	put_u8(out, 1); /* of all folders */
	put_le32(out, (uint32_t)crc32(0, file->data, (uInt)file->len));
	put_u8(out, END);
	put_u8(out, SUBSTREAMS); /* one in each folder, with the folder's sums */
	put_u8(out, END);
	put_u8(out, END);
	put_u8(out, FILES);
	put_number(out, 1);
	put_u8(out, NAMES);
	put_utf16(&names, name);
	put_number(out, names.len + 1);
	put_u8(out, 0); /* not in another stream */
	put_bytes(out, names.data, names.len);
	put_u8(out, END);
	put_u8(out, END);
	bytes_free(&names);
}

void sevenzip_put(struct fwbytes *out, const char *name, const struct fwbytes *file)
{
	static const uint8_t signature[] = { '7', 'z', 0xBC, 0xAF, 0x27, 0x1C, 0, 4 };
	struct fwbytes header = { 0 };
	size_t start = out->len;

	put_header(&header, name, file);
	put_bytes(out, signature, sizeof(signature));
	put_le32(out, 0);
	put_le64(out, file->len);
	put_le64(out, header.len);
	put_le32(out, (uint32_t)crc32(0, header.data, (uInt)header.len));
	poke_le32(out, start + 8, (uint32_t)crc32(0, out->data + start + 12, 20));
	put_bytes(out, file->data, file->len);
	put_bytes(out, header.data, header.len);
	bytes_free(&header);
}

void pack_rotated(struct fwbytes *out, const uint8_t *in, size_t len)
{
	for (size_t i = 0; i < len; i++)
		put_u8(out, (unsigned)in[i] << 1 | (unsigned)in[i] >> 7);
}
