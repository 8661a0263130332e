/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * vbt_lfp.c - where blocks 42 and 58 of a VBT have the data of each panel (LFP)
 *
 * Layout from Linux, drivers/gpu/drm/i915/display/intel_vbt_defs.h.
 */
#include "format/vbt/vbt_lfp.h"

#include "format/vbt/vbt_block.h"

/* Register values in front of a panel's DTD end with this word. */
#define FP_TIMING_END   0xffff
#define FP_TIMING_LEAST 32
#define FP_TIMING_MOST  46

/* In most tables, the size that block 41 states does not include the last bytes. */
#define FP_TIMING_HOLE 6

#define POINTER_KINDS 3 /* registers, DTD, PnP id */

#define GDTD_SINCE 229

/* The pointers to the data of one panel.  A pointer is an offset from the start of the
 * BDB, and a size. */
struct pointers {
	uint16_t at[POINTER_KINDS];
	uint8_t size[POINTER_KINDS];
};

static bool ends_each_timing(struct gx_span data, size_t entry_size, size_t timing_size)
{
	//@ loop variant GX_VBT_PANELS - i;
	for (size_t i = 0; i < GX_VBT_PANELS; i++) {
		struct gx_reader r = gx_reader(data);

		gx_skip(&r, i * entry_size + timing_size - 2);
		if (gx_le16(&r) != FP_TIMING_END)
			return false;
	}
	return true;
}

/* The layout of block 42, which follows from the size of the register values. */
static struct gx_vbt_lfp layout(const struct gx_vbt *vbt, struct gx_span data,
				size_t timing_size)
{
	uint32_t at = (uint32_t)gx_span_offset(vbt->table, data);
	struct gx_vbt_lfp lfp = { .end = at + (uint32_t)data.len };

	lfp.entry_size = (uint32_t)timing_size + GX_VBT_DTD_SIZE + GX_VBT_PNP_ID_SIZE;
	lfp.dtd_at = at + (uint32_t)timing_size;
	lfp.pnp_id_at = lfp.dtd_at + GX_VBT_DTD_SIZE;
	return lfp;
}

/* ---- block 42 through the pointers of block 41 -------------------------------- */

static struct pointers pointers_read(struct gx_reader *r)
{
	struct pointers p;

	//@ loop variant POINTER_KINDS - i;
	for (size_t i = 0; i < POINTER_KINDS; i++) {
		p.at[i] = gx_le16(r);
		p.size[i] = gx_u8(r);
	}
	return p;
}

/* The panels' entries have equal sizes and distances. */
static bool is_uniform(const struct pointers p[GX_VBT_PANELS])
{
	//@ loop variant POINTER_KINDS - k;
	for (size_t k = 0; k < POINTER_KINDS; k++) {
		/*@
		  loop assigns i;
		  loop variant GX_VBT_PANELS - i;
		*/
		for (size_t i = 1; i < GX_VBT_PANELS; i++) {
			if (p[i].size[k] != p[0].size[k] ||
			    p[i].at[k] - p[i - 1].at[k] != p[1].at[0] - p[0].at[0])
				return false;
		}
	}
	return true;
}

static size_t timing_size_of(const struct pointers p[GX_VBT_PANELS])
{
	int entry_size = p[1].at[0] - p[0].at[0];
	int timing_size = p[0].size[0];

	if (timing_size < FP_TIMING_LEAST || p[0].size[1] != GX_VBT_DTD_SIZE ||
	    p[0].size[2] != GX_VBT_PNP_ID_SIZE)
		return 0;
	if (timing_size + FP_TIMING_HOLE + GX_VBT_DTD_SIZE + GX_VBT_PNP_ID_SIZE ==
	    entry_size)
		timing_size += FP_TIMING_HOLE;
	if (timing_size + GX_VBT_DTD_SIZE + GX_VBT_PNP_ID_SIZE != entry_size)
		return 0;
	return (size_t)timing_size;
}

/* False if the pointers contradict block 42. */
static bool from_pointers(const struct gx_vbt *vbt, struct gx_span block41,
			  struct gx_span data, struct gx_vbt_lfp *out)
{
	uint32_t at = (uint32_t)gx_span_offset(vbt->table, data) - vbt->bdb_at;
	struct gx_reader r = gx_reader(block41);
	struct pointers p[GX_VBT_PANELS];
	size_t timing_size;
	uint16_t names_at;
	uint8_t name_size;

	if (gx_u8(&r) != POINTER_KINDS)
		return false;
	//@ loop variant GX_VBT_PANELS - i;
	for (size_t i = 0; i < GX_VBT_PANELS; i++)
		p[i] = pointers_read(&r);
	timing_size = timing_size_of(p);
	if (r.failed || timing_size == 0 || !is_uniform(p))
		return false;
	*out = layout(vbt, data, timing_size);
	if (p[0].at[0] != at || p[0].at[1] != at + timing_size ||
	    p[0].at[2] != at + timing_size + GX_VBT_DTD_SIZE ||
	    GX_VBT_PANELS * out->entry_size > data.len ||
	    !ends_each_timing(data, out->entry_size, timing_size))
		return false;
	/* Before about BDB version 143, panels have no names. */
	names_at = gx_le16(&r);
	name_size = gx_u8(&r);
	if (r.failed || name_size == 0)
		return true;
	if (name_size != GX_VBT_NAME_SIZE || names_at < at ||
	    (size_t)names_at - at + (size_t)GX_VBT_PANELS * GX_VBT_NAME_SIZE > data.len)
		return false;
	out->names_at = names_at + vbt->bdb_at;
	return true;
}

/* ---- block 42 without the pointers of block 41 --------------------------------- */

static struct gx_vbt_lfp from_layout(const struct gx_vbt *vbt, struct gx_span data)
{
	struct gx_vbt_lfp lfp;

	//@ loop variant FP_TIMING_MOST - size + 1;
	for (size_t size = FP_TIMING_LEAST; size <= FP_TIMING_MOST; size += 2) {
		uint32_t names;

		lfp = layout(vbt, data, size);
		names = GX_VBT_PANELS * lfp.entry_size;
		if (!ends_each_timing(data, lfp.entry_size, size) || names > data.len)
			continue;
		if (names + GX_VBT_PANELS * GX_VBT_NAME_SIZE <= data.len)
			lfp.names_at = lfp.dtd_at - (uint32_t)size + names;
		return lfp;
	}
	return (struct gx_vbt_lfp){ 0 };
}

struct gx_vbt_lfp gx_vbt_lfp_find(const struct gx_vbt *vbt)
{
	struct gx_span block41 = gx_vbt_block_find(vbt->blocks, GX_VBT_LFP_DATA_POINTERS);
	struct gx_span data = gx_vbt_block_find(vbt->blocks, GX_VBT_LFP_DATA);
	struct gx_vbt_lfp lfp = { 0 };

	if (data.len == 0)
		return lfp;
	if (block41.len == 0)
		return from_layout(vbt, data);
	if (!from_pointers(vbt, block41, data, &lfp))
		lfp = (struct gx_vbt_lfp){ .malformed = true };
	return lfp;
}

struct gx_vbt_gdtds gx_vbt_gdtds_find(const struct gx_vbt *vbt)
{
	struct gx_span data = gx_vbt_block_find(vbt->blocks, GX_VBT_GENERIC_DTD);
	struct gx_reader r = gx_reader(data);
	struct gx_vbt_gdtds g = { .entry_size = gx_le16(&r) };

	if (r.failed || vbt->bdb_version < GDTD_SINCE || g.entry_size < GX_VBT_GDTD_SIZE)
		return (struct gx_vbt_gdtds){ 0 };
	g.at = (uint32_t)gx_span_offset(vbt->table, data) + 2;
	g.count = (uint32_t)(data.len - 2) / g.entry_size;
	return g;
}
