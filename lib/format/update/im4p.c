/* SPDX-License-Identifier: BSD-2-Clause */
/* im4p.c - { "IM4P", type, description, payload }: DER (ITU-T X.690, 8.1.3) */
#include "format/update/im4p.h"

#define TAG_OCTETS 0x04
#define TAG_STRING 0x16

/* A length of up to 4 GiB; for other forms the reader fails. */
static uint64_t take_length(struct gx_reader *r)
{
	uint8_t first = gx_u8(r);
	uint64_t length = 0;

	if (first < 0x80)
		return first;
	if (first == 0x80 || first > 0x84)
		r->failed = true;
	//@ loop variant i;
	for (unsigned int i = first & 0x7f; i > 0 && !r->failed; i--)
		length = length << 8 | gx_u8(r);
	return length;
}

enum gopx_status gx_im4p_decode(struct gx_span at, struct gx_im4p *out)
{
	struct gx_reader r = gx_reader(at);
	struct gx_im4p im4p = { 0 };
	uint64_t length;
	uint8_t description, payload;

	*out = im4p;
	gx_skip(&r, GX_IM4P_SIGNATURE_SIZE);
	im4p.type = gx_take(&r, 4);
	description = gx_u8(&r);
	length = take_length(&r);
	gx_skip(&r, length);
	payload = gx_u8(&r);
	im4p.size = take_length(&r);
	if (r.failed || !gx_span_starts(at, GX_IM4P_SIGNATURE, GX_IM4P_SIGNATURE_SIZE) ||
	    description != TAG_STRING || payload != TAG_OCTETS || im4p.size == 0)
		return GOPX_E_FORMAT;
	im4p.header_size = r.pos;
	im4p.size += r.pos;
	*out = im4p;
	return GOPX_OK;
}
