/* SPDX-License-Identifier: BSD-2-Clause */
/* disguise.c - each byte rotated right by one bit, or inverted */
#include "codec/disguise.h"

enum gopx_status gx_disguise_size(struct gx_span in, uint64_t *out)
{
	*out = in.len;
	return GOPX_OK;
}

enum gopx_status gx_rotate_decode(struct gx_span in, struct gx_sink *sink)
{
	GX_TRY(gx_sink_reserve(sink, in.len));
	//@ loop variant in.len - i;
	for (size_t i = 0; i < in.len; i++) {
		uint8_t byte = gx_span_at(in, i);

		sink->data[i] = (uint8_t)(byte >> 1 | byte << 7);
	}
	sink->len = in.len;
	return GOPX_OK;
}

enum gopx_status gx_invert_decode(struct gx_span in, struct gx_sink *sink)
{
	GX_TRY(gx_sink_reserve(sink, in.len));
	//@ loop variant in.len - i;
	for (size_t i = 0; i < in.len; i++)
		sink->data[i] = (uint8_t)~gx_span_at(in, i);
	sink->len = in.len;
	return GOPX_OK;
}
