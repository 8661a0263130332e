/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * vbt_block.c - the blocks of a VBT's BIOS data block (BDB)
 *
 * Ids from Linux, drivers/gpu/drm/i915/display/intel_vbt_defs.h.
 */
#include "format/vbt/vbt_block.h"

/*
 * Size of the data of a block.  Since version 3, block 53 has its size as a u32 after the
 * version byte.  The 16-bit field is unreliable there.
 */
/*@
  requires gx_readable(rest);
  assigns \nothing;
*/
static uint64_t data_size(uint8_t id, uint16_t size, struct gx_span rest)
{
	struct gx_reader r = gx_reader(rest);

	if (id != GX_VBT_MIPI_SEQUENCE || gx_u8(&r) < 3)
		return size;
	return (uint64_t)5 + gx_le32(&r);
}

bool gx_vbt_block_next(struct gx_vbt_blocks *it, struct gx_vbt_block *out)
{
	struct gx_reader *r = &it->r;
	struct gx_span rest;
	uint64_t size;

	*out = (struct gx_vbt_block){ .at = r->pos };
	if (r->failed || r->pos == r->s.len)
		return false;
	out->id = gx_u8(r);
	size = gx_le16(r);
	rest = gx_rest(r);
	if (r->failed)
		return false;
	size = data_size(out->id, (uint16_t)size, rest);
	out->cut = size > rest.len;
	out->data = gx_span_head(rest, size);
	gx_skip(r, size);
	return true;
}

struct gx_span gx_vbt_block_find(struct gx_span blocks, enum gx_vbt_block_id id)
{
	struct gx_vbt_blocks it = gx_vbt_blocks(blocks);
	struct gx_vbt_block block;

	/*@
	  loop invariant gx_reading(it.r);
	  loop assigns it.r.pos, it.r.failed, block;
	  loop variant it.r.failed ? 0 : it.r.s.len - it.r.pos + 1;
	*/
	while (gx_vbt_block_next(&it, &block)) {
		if (block.id == id)
			return block.data;
	}
	return (struct gx_span){ 0 };
}

const char *gx_vbt_block_name(uint8_t id)
{
	static const char *const names[256] = {
		[1] = "general features",
		[2] = "general definitions",
		[3] = "display toggle list",
		[4] = "mode support list",
		[5] = "generic mode table",
		[6] = "extended MMIO registers",
		[7] = "software flags, I/O",
		[8] = "software flags, MMIO",
		[9] = "panel self-refresh",
		[10] = "mode removal table",
		[11] = "child device table",
		[12] = "driver features",
		[13] = "driver persistence",
		[14] = "extended table pointers",
		[15] = "dot clock override",
		[16] = "display selection, old",
		[17] = "test functions",
		[18] = "driver rotation",
		[19] = "display removal, old",
		[20] = "OEM customization",
		[21] = "EFP list",
		[22] = "SDVO LVDS options",
		[23] = "SDVO LVDS timings",
		[24] = "SDVO LVDS PnP ids",
		[25] = "SDVO LVDS power sequence",
		[26] = "TV options",
		[27] = "eDP",
		[28] = "EFP timings",
		[29] = "display selection, Ivy Bridge",
		[30] = "display removal, Ivy Bridge",
		[31] = "display selection, Haswell",
		[32] = "display removal, Haswell",
		[40] = "LFP options",
		[41] = "LFP data pointers",
		[42] = "LFP data",
		[43] = "LFP backlight",
		[44] = "LFP power conservation",
		[45] = "eDP black frame insertion",
		[46] = "chromaticity",
		[50] = "MIPI",
		[51] = "fixed set mode",
		[52] = "MIPI configuration",
		[53] = "MIPI sequences",
		[54] = "RGB palette",
		[55] = "compression parameters, old",
		[56] = "compression parameters",
		[57] = "voltage swing and pre-emphasis",
		[58] = "generic timings",
		[252] = "INT 15h hook",
		[253] = "PRD table",
		[254] = "VBIOS core and sign-on",
	};

	return names[id];
}
