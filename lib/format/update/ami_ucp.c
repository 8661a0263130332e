/* SPDX-License-Identifier: BSD-2-Clause */
/* ami_ucp.c - {tag, size u32, checksum u16, 6 bytes} of packages and their modules */
#include "format/update/ami_ucp.h"

static bool is_tag(struct gx_span s)
{
	//@ loop variant s.len - i;
	for (size_t i = 1; i < s.len; i++) {
		if (gx_span_at(s, i) <= ' ' || gx_span_at(s, i) > '~')
			return false;
	}
	return gx_span_starts(s, "@", 1);
}

enum gopx_status gx_ucp_module_decode(struct gx_span at, struct gx_ucp_module *out)
{
	struct gx_reader r = gx_reader(at);
	struct gx_ucp_module m = { .tag = gx_take(&r, 4) };
	uint32_t packed_size, unpacked_size;

	*out = (struct gx_ucp_module){ 0 };
	m.size = gx_le32(&r);
	gx_seek(&r, GX_UCP_HEADER_SIZE); /* a checksum u16, 6 bytes reserved */
	if (r.failed || !is_tag(m.tag) || m.size < GX_UCP_HEADER_SIZE)
		return GOPX_E_FORMAT;
	m.stream = gx_span_head(gx_rest(&r), m.size - GX_UCP_HEADER_SIZE);
	r = gx_reader(m.stream);
	packed_size = gx_le32(&r);
	unpacked_size = gx_le32(&r);
	m.packed = packed_size != unpacked_size;
	/* A padding byte may follow, to make the size even. */
	m.data = gx_span_head(gx_rest(&r), packed_size);
	*out = m;
	return GOPX_OK;
}

enum gopx_status gx_ucp_decode(struct gx_span at, uint64_t *size)
{
	struct gx_reader r = gx_reader(at);
	struct gx_span tag = gx_take(&r, 4);
	uint32_t stated = gx_le32(&r);
	struct gx_ucp_module first;

	*size = 0;
	gx_seek(&r, GX_UCP_HEADER_SIZE);
	if (r.failed || (!gx_span_starts(tag, GX_UCP_SIGNATURE, 4) &&
			 !gx_span_starts(tag, GX_UCP_SIGNATURE_HP, 4)))
		return GOPX_E_FORMAT;
	/* Flash utilities contain the tags as text, and then no module follows. */
	if (gx_ucp_module_decode(gx_rest(&r), &first) != GOPX_OK ||
	    stated < GX_UCP_HEADER_SIZE + first.size)
		return GOPX_E_FORMAT;
	*size = stated;
	return GOPX_OK;
}
