/* SPDX-License-Identifier: BSD-2-Clause */
/* gop_name.c - the name inside Intel's GOP drivers */
#include "find/driver/gop_name.h"

#define NAME_TAIL " \0D\0r\0i\0v\0e\0r\0\0\0\0"

bool gx_gop_name_continues(struct gx_span s)
{
	struct gx_reader r = gx_reader(s);
	uint16_t o = gx_le16(&r), p = gx_le16(&r);

	return (o | 0x20) == 'o' && (p | 0x20) == 'p' &&
	       gx_span_starts(gx_rest(&r), NAME_TAIL, sizeof(NAME_TAIL));
}

size_t gx_gop_name_find(struct gx_span s)
{
	struct gx_span name = gx_span(GX_GOP_NAME_CHARS, sizeof(GX_GOP_NAME_CHARS) - 1);

	for (size_t at = 0;; at++) {
		at += gx_span_find(gx_span_tail(s, at), name);
		if (at == s.len || gx_gop_name_continues(gx_span_tail(s, at + name.len)))
			return at;
	}
}
