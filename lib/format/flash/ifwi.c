/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ifwi.c - boot partition descriptor table of Apollo Lake and Gemini Lake
 *
 * As coreboot's ifwitool describes it: header {signature u32, entries u16, version u16,
 * checksum u32, image version u32, tool version u64}, entries {type u32, offset u32, size
 * u32}.  The offsets in both tables count from the primary table.
 */
#include "format/flash/ifwi.h"

#define VERSION_APL    1
#define ENTRIES_MAX    64
#define TYPE_SECONDARY 5
#define SIZE_MAX_SEEN  ((uint64_t)64 * 1024 * 1024)

enum gopx_status gx_ifwi_decode(struct gx_span at, struct gx_ifwi *out)
{
	struct gx_reader r = gx_reader(at);
	struct gx_ifwi ifwi = { 0 };
	uint16_t entries, version;

	*out = ifwi;
	gx_skip(&r, GX_BPDT_SIGNATURE_SIZE);
	entries = gx_le16(&r);
	version = gx_le16(&r);
	gx_skip(&r, 4 + 4 + 8);
	if (r.failed || !gx_span_starts(at, GX_BPDT_SIGNATURE, GX_BPDT_SIGNATURE_SIZE) ||
	    entries > ENTRIES_MAX || version != VERSION_APL)
		return GOPX_E_FORMAT;
	//@ loop variant entries - i;
	for (unsigned int i = 0; i < entries; i++) {
		uint32_t type = gx_le32(&r);
		uint64_t offset = gx_le32(&r);
		uint64_t size = gx_le32(&r);

		if (offset + size > SIZE_MAX_SEEN)
			return GOPX_E_FORMAT;
		if (size && offset + size > ifwi.size)
			ifwi.size = offset + size;
		if (size && type == TYPE_SECONDARY)
			ifwi.second_at = offset;
	}
	ifwi.header_size = r.pos;
	/* Without the primary table, the offsets of a secondary one are useless. */
	if (r.failed || ifwi.size <= r.pos || (ifwi.second_at && ifwi.second_at < r.pos))
		return GOPX_E_FORMAT;
	*out = ifwi;
	return GOPX_OK;
}
