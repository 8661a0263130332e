/* SPDX-License-Identifier: BSD-2-Clause */
/* pack_insyde.c - iFlash images, and the rotated bytes of iFdPacker's archive */
#include "pack_insyde.h"

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

void pack_rotated(struct fwbytes *out, const uint8_t *in, size_t len)
{
	for (size_t i = 0; i < len; i++)
		put_u8(out, (unsigned)in[i] << 1 | (unsigned)in[i] >> 7);
}
