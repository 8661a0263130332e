/* SPDX-License-Identifier: BSD-2-Clause */
/* portwell.c - Portwell's "UEFI Unpacker": the files after its executable */
#include "format/update/portwell.h"

#define MARKS_MIN 4 /* the image is the fourth of five files */

uint64_t gx_portwell_part_size(struct gx_span at)
{
	static const struct gx_span mark = { (const uint8_t *)GX_PORTWELL_MARK,
					     GX_PORTWELL_MARK_SIZE };
	struct gx_span rest = gx_span_tail(at, GX_PORTWELL_MARK_SIZE);

	return at.len - rest.len + gx_span_find(rest, mark);
}

bool gx_portwell_probe(struct gx_span at, uint64_t *looked_at)
{
	uint64_t end = 0;

	//@ loop variant MARKS_MIN - i;
	for (unsigned int i = 0; i < MARKS_MIN; i++) {
		struct gx_span part = gx_span_tail(at, end);

		*looked_at = end;
		if (!gx_span_starts(part, GX_PORTWELL_MARK, GX_PORTWELL_MARK_SIZE))
			return false;
		end += gx_portwell_part_size(part);
	}
	return true;
}
