/* SPDX-License-Identifier: BSD-2-Clause */
/* vbt_block.h - the blocks of a VBT's BIOS data block (BDB) */
#ifndef GX_FORMAT_VBT_BLOCK_H
#define GX_FORMAT_VBT_BLOCK_H

#include "base/bytes.h"

enum gx_vbt_block_id {
	GX_VBT_GENERAL_FEATURES = 1,
	GX_VBT_GENERAL_DEFINITIONS = 2,
	GX_VBT_PSR = 9,
	GX_VBT_DRIVER_FEATURES = 12,
	GX_VBT_EDP = 27,
	GX_VBT_LFP_OPTIONS = 40,
	GX_VBT_LFP_DATA_POINTERS = 41,
	GX_VBT_LFP_DATA = 42,
	GX_VBT_LFP_BACKLIGHT = 43,
	GX_VBT_LFP_POWER = 44,
	GX_VBT_MIPI_CONFIGURATION = 52,
	GX_VBT_MIPI_SEQUENCE = 53,
	GX_VBT_COMPRESSION = 56,
	GX_VBT_GENERIC_DTD = 58,
	GX_VBT_SIGN_ON = 254, /* about the video BIOS: sizes, state, sign-on text */
};

struct gx_vbt_block {
	uint8_t id;
	bool cut;  /* the block states more bytes than the table has */
	size_t at; /* offset of its header from the first block */
	struct gx_span data;
};

/* A walk over a span of blocks. */
struct gx_vbt_blocks {
	struct gx_reader r; /* r.failed: the blocks do not end where the span ends */
};

/*@
  requires gx_readable(blocks);
  assigns \nothing;
  ensures gx_reading(\result.r) && \result.r.s == blocks;
*/
static inline struct gx_vbt_blocks gx_vbt_blocks(struct gx_span blocks)
{
	return (struct gx_vbt_blocks){ gx_reader(blocks) };
}

/* The next block; false at the end.  A block that is cut off is the last one. */
/*@
  requires \valid(it) && gx_reading(it->r) && \valid(out) && \separated(it, out);
  assigns it->r.pos, it->r.failed, *out;
  ensures gx_reading(it->r) && it->r.s == \old(it->r.s);
  ensures \result ==> gx_readable(out->data) && !\old(it->r.failed);
  ensures \result ==> out->cut == 0 || out->cut == 1;
  ensures \result && !it->r.failed ==> it->r.pos > \old(it->r.pos);
*/
bool gx_vbt_block_next(struct gx_vbt_blocks *it, struct gx_vbt_block *out);

/* The data of the first block with this id; empty if there is none. */
/*@
  requires gx_readable(blocks);
  assigns \nothing;
  ensures gx_readable(\result);
*/
struct gx_span gx_vbt_block_find(struct gx_span blocks, enum gx_vbt_block_id id);

/* "general definitions"; NULL for an id that no public definition names. */
/*@ assigns \nothing; */
const char *gx_vbt_block_name(uint8_t id);

#endif /* GX_FORMAT_VBT_BLOCK_H */
