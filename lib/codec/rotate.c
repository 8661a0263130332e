/* SPDX-License-Identifier: BSD-2-Clause */
/* rotate.c - each byte rotated right by one bit */
#include "codec/rotate.h"

enum gopx_status gx_rotate_size(struct gx_span in, uint64_t *out)
{
	*out = in.len;
	return GOPX_OK;
}

enum gopx_status gx_rotate_decode(struct gx_span in, struct gx_sink *sink)
{
	GX_TRY(gx_sink_reserve(sink, in.len));
	for (size_t i = 0; i < in.len; i++) {
		uint8_t byte = gx_span_at(in, i);

		sink->data[i] = (uint8_t)(byte >> 1 | byte << 7);
	}
	sink->len = in.len;
	return GOPX_OK;
}
