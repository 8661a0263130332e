/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * vbt_panel.c - the panel (LFP) that a VBT selects when it is not told another
 *
 * Layout from Linux, drivers/gpu/drm/i915/display/intel_vbt_defs.h.
 */
#include "format/vbt/vbt_panel.h"

#include "format/vbt/vbt_block.h"

#define DTD_SIZE     18 /* detailed timing, as in EDID */
#define PNP_ID_SIZE  10
#define NAME_SIZE    13
#define POINTER_SIZE 9 /* offset and size of timing, DTD and PnP id */

/* Register values in front of a panel's DTD end with this word. */
#define FP_TIMING_END   0xffff
#define FP_TIMING_LEAST 32
#define FP_TIMING_MOST  46

/* Where block 42 has what it has of one panel: ranges of the table. */
struct panel_data {
	struct gx_span dtd, pnp_id, name;
};

/* ---- block 42 through the pointers of block 41 -------------------------------- */

static bool from_pointers(const struct gx_vbt *vbt, uint8_t index, struct panel_data *out)
{
	struct gx_span pointers = gx_vbt_block_find(vbt->blocks,
						    GX_VBT_LFP_DATA_POINTERS);
	struct gx_span bdb = gx_span_tail(vbt->table, vbt->bdb_at);
	struct gx_reader r = gx_reader(pointers);
	uint16_t dtd_at, pnp_at, names_at;

	gx_skip(&r, 1 + (uint64_t)index * POINTER_SIZE + 3);
	dtd_at = gx_le16(&r);
	gx_skip(&r, 1);
	pnp_at = gx_le16(&r);
	if (r.failed || !gx_span_sub(bdb, dtd_at, DTD_SIZE, &out->dtd) ||
	    !gx_span_sub(bdb, pnp_at, PNP_ID_SIZE, &out->pnp_id))
		return false;
	gx_seek(&r, 1 + GX_VBT_PANELS * POINTER_SIZE);
	names_at = gx_le16(&r);
	/* Before BDB version 143 or so, panels have no names. */
	if (!r.failed && gx_u8(&r) == NAME_SIZE)
		gx_span_sub(bdb, names_at + (uint64_t)index * NAME_SIZE, NAME_SIZE,
			    &out->name);
	return true;
}

/* ---- block 42 alone: newer tables leave the pointers out ----------------------- */

static bool ends_each_timing(struct gx_span data, size_t timing_size)
{
	size_t entry_size = timing_size + DTD_SIZE + PNP_ID_SIZE;

	for (size_t i = 0; i < GX_VBT_PANELS; i++) {
		struct gx_reader r = gx_reader(data);

		gx_skip(&r, i * entry_size + timing_size - 2);
		if (gx_le16(&r) != FP_TIMING_END)
			return false;
	}
	return true;
}

static bool from_layout(const struct gx_vbt *vbt, uint8_t index, struct panel_data *out)
{
	struct gx_span data = gx_vbt_block_find(vbt->blocks, GX_VBT_LFP_DATA);
	size_t timing_size = FP_TIMING_LEAST, entry_size;

	while (timing_size <= FP_TIMING_MOST && !ends_each_timing(data, timing_size))
		timing_size += 2;
	entry_size = timing_size + DTD_SIZE + PNP_ID_SIZE;
	if (timing_size > FP_TIMING_MOST ||
	    !gx_span_sub(data, index * entry_size + timing_size, DTD_SIZE, &out->dtd) ||
	    !gx_span_sub(data, index * entry_size + timing_size + DTD_SIZE, PNP_ID_SIZE,
			 &out->pnp_id))
		return false;
	gx_span_sub(data, GX_VBT_PANELS * entry_size + (size_t)index * NAME_SIZE,
		    NAME_SIZE, &out->name);
	return true;
}

/* ---- what the ranges hold ------------------------------------------------------ */

static struct gx_vbt_timing dtd_decode(struct gx_span dtd)
{
	struct gx_reader r = gx_reader(dtd);
	struct gx_vbt_timing t = { .clock = gx_le16(&r) * 10u };
	uint8_t low, blank_low, high;

	low = gx_u8(&r);
	blank_low = gx_u8(&r);
	high = gx_u8(&r);
	t.hactive = (uint16_t)(low | (high & 0xf0) << 4);
	t.htotal = (uint16_t)(t.hactive + (blank_low | (high & 0x0f) << 8));
	low = gx_u8(&r);
	blank_low = gx_u8(&r);
	high = gx_u8(&r);
	t.vactive = (uint16_t)(low | (high & 0xf0) << 4);
	t.vtotal = (uint16_t)(t.vactive + (blank_low | (high & 0x0f) << 8));
	return t;
}

/* Three letters in five bits each, big-endian, as in EDID. */
static void pnp_id_decode(struct gx_span pnp_id, struct gx_vbt_panel *out)
{
	struct gx_reader r = gx_reader(pnp_id);
	uint16_t letters = gx_be16(&r);

	out->product = gx_le16(&r);
	if (letters == 0 || letters & 0x8000)
		return;
	for (unsigned int i = 0; i < 3; i++)
		out->manufacturer[i] = (char)('@' + (letters >> (10 - 5 * i) & 0x1f));
}

static struct gx_span until_nul(struct gx_span s)
{
	return gx_span_head(s, gx_span_find(s, gx_span("", 1)));
}

/* Block 58 has entries of its own, which replace the DTDs from BDB version 229 on. */
static bool generic_timing(const struct gx_vbt *vbt, uint8_t index,
			   struct gx_vbt_timing *out)
{
	struct gx_span data = gx_vbt_block_find(vbt->blocks, GX_VBT_GENERIC_DTD);
	struct gx_reader r = gx_reader(data);
	uint16_t entry_size = gx_le16(&r);
	struct gx_vbt_timing t;
	struct gx_span entry;

	gx_skip(&r, (uint64_t)index * entry_size);
	entry = gx_take(&r, entry_size);
	r = gx_reader(entry);
	t.clock = gx_le32(&r);
	t.hactive = gx_le16(&r);
	t.htotal = (uint16_t)(t.hactive + gx_le16(&r));
	gx_skip(&r, 4); /* front porch and synchronization */
	t.vactive = gx_le16(&r);
	t.vtotal = (uint16_t)(t.vactive + gx_le16(&r));
	if (r.failed || t.clock == 0)
		return false;
	*out = t;
	return true;
}

static void edp_decode(const struct gx_vbt *vbt, uint8_t index, struct gx_vbt_edp *out)
{
	static const uint8_t depths[] = { 18, 24, 30, 36 };
	static const uint8_t lanes[16] = { 1, 2, 0, 4 };
	struct gx_reader r = gx_reader(gx_vbt_block_find(vbt->blocks, GX_VBT_EDP));
	struct gx_vbt_edp e = { .present = true };
	uint8_t link;

	gx_skip(&r, (uint64_t)index * sizeof(e.power));
	for (size_t i = 0; i < 5; i++)
		e.power[i] = gx_le16(&r);
	gx_seek(&r, GX_VBT_PANELS * sizeof(e.power));
	e.bits_per_pixel = depths[gx_le32(&r) >> 2 * index & 3];
	gx_skip(&r, (uint64_t)index * 2);
	link = gx_u8(&r);
	e.rate = link & 0x0f;
	e.lanes = lanes[link >> 4];
	if (!r.failed)
		*out = e;
}

bool gx_vbt_panel_decode(const struct gx_vbt *vbt, struct gx_vbt_panel *out)
{
	struct gx_reader options = gx_reader(
	    gx_vbt_block_find(vbt->blocks, GX_VBT_LFP_OPTIONS));
	struct panel_data data = { { 0 }, { 0 }, { 0 } };

	*out = (struct gx_vbt_panel){ .type = gx_u8(&options) };
	if (options.failed)
		return false;
	if (out->type >= GX_VBT_PANELS)
		return true;
	if (from_pointers(vbt, out->type, &data) || from_layout(vbt, out->type, &data)) {
		out->name = until_nul(data.name);
		pnp_id_decode(data.pnp_id, out);
		out->timing = dtd_decode(data.dtd);
		out->timing_block = GX_VBT_LFP_DATA;
	}
	if (generic_timing(vbt, out->type, &out->timing))
		out->timing_block = GX_VBT_GENERIC_DTD;
	edp_decode(vbt, out->type, &out->edp);
	return true;
}

bool gx_vbt_panel_is_named(const struct gx_vbt_panel *panel)
{
	static const char reference_name[] = "LFP_PanelName";
	static const char reference_maker[] = "MS_";
	struct gx_span maker = gx_span(panel->manufacturer, 3);

	if (panel->type >= GX_VBT_PANELS)
		return false;
	if (panel->name.len && !gx_span_equal(panel->name, gx_span(reference_name, 13)))
		return true;
	return panel->manufacturer[0] && !gx_span_starts(maker, reference_maker, 3);
}
