/* SPDX-License-Identifier: BSD-2-Clause */
/* pack_im4p.c - Apple's Image4 payload: a DER sequence of three strings and the bytes */
#include "pack_vendor.h"

/* Put a length in four bytes. */
static void put_length(struct fwbytes *out, size_t length, struct pack_fields *fields)
{
	put_u8(out, 0x84);
	pack_field(fields, out->len, 4);
	put_be32(out, (uint32_t)length);
}

void im4p_put(struct fwbytes *out, const uint8_t *payload, size_t len,
	      struct pack_fields *fields)
{
	static const char description[] = "EFI firmware";

	put_u8(out, 0x30);
	put_length(out, 12 + 2 + sizeof(description) - 1 + 6 + len, fields);
	put_bytes(out, "\x16\x04IM4P\x16\x04mefi\x16", 13);
	pack_field(fields, out->len, 1);
	put_u8(out, sizeof(description) - 1);
	put_text(out, description);
	put_u8(out, 0x04);
	put_length(out, len, fields);
	put_bytes(out, payload, len);
}
