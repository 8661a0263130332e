/* SPDX-License-Identifier: BSD-2-Clause */
/* phoenix_tdk.c - header {tag, size u32, count u32}, 512 blank bytes, entries */
#include "format/update/phoenix_tdk.h"

#define HEADER_SIZE 0x10
#define BLANK_SIZE  0x200
#define ENTRY_SIZE  0x110
#define NAME_SIZE   0x100

enum gopx_status gx_tdk_decode(struct gx_span at, struct gx_tdk *out)
{
	struct gx_reader r = gx_reader(at);
	uint32_t size, count;

	*out = (struct gx_tdk){ 0 };
	gx_skip(&r, GX_TDK_SIGNATURE_SIZE);
	size = gx_le32(&r);
	count = gx_le32(&r);
	if (r.failed || !gx_span_starts(at, GX_TDK_SIGNATURE, GX_TDK_SIGNATURE_SIZE) ||
	    count == 0 ||
	    size != HEADER_SIZE + BLANK_SIZE + (uint64_t)count * ENTRY_SIZE ||
	    size > at.len)
		return GOPX_E_FORMAT;
	*out = (struct gx_tdk){ count, size };
	return GOPX_OK;
}

struct gx_tdk_entry gx_tdk_entry(struct gx_span table, uint32_t index)
{
	struct gx_reader r = gx_reader(table);
	struct gx_tdk_entry e;

	gx_seek(&r, HEADER_SIZE + BLANK_SIZE + (uint64_t)index * ENTRY_SIZE);
	e.name = gx_take(&r, NAME_SIZE);
	e.offset = gx_le32(&r);
	e.size = gx_le32(&r);
	e.packing = gx_le32(&r);
	return e;
}
