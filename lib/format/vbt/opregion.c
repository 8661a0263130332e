/* SPDX-License-Identifier: BSD-2-Clause */
/* opregion.c - IGD OpRegion (Intel's specification of that name, 0.5 to 3.0) */
#include "format/vbt/opregion.h"

#define SIZE_KIB   8 /* in every version; a larger table is outside the OpRegion */
#define RVDA_AT    0x3ba
#define HEADER_END 0x100

enum gopx_status gx_opregion_decode(struct gx_span at, struct gx_opregion *out)
{
	struct gx_reader r = gx_reader(at);
	struct gx_opregion o = { 0 };
	struct gx_span signature = gx_take(&r, GX_OPREGION_SIGNATURE_SIZE);
	uint32_t size = gx_le32(&r);

	*out = o;
	gx_skip(&r, 2); /* reserved, revision */
	o.minor = gx_u8(&r);
	o.major = gx_u8(&r);
	if (r.failed || size != SIZE_KIB || at.len < HEADER_END ||
	    !gx_span_starts(signature, GX_OPREGION_SIGNATURE, GX_OPREGION_SIGNATURE_SIZE))
		return GOPX_E_FORMAT;
	gx_seek(&r, RVDA_AT);
	o.rvda = gx_le64(&r);
	o.rvds = gx_le32(&r);
	/* Version 2.0 is the first with these fields; before, they are reserved. */
	if (r.failed || o.major < 2 || o.rvda == 0)
		o.rvda = o.rvds = 0;
	o.relative = o.major > 2 || o.minor > 0;
	*out = o;
	return GOPX_OK;
}
