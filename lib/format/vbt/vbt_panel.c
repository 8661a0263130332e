/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * vbt_panel.c - the panel (LFP) that a VBT selects by default
 *
 * Layout from Linux, drivers/gpu/drm/i915/display/intel_vbt_defs.h.
 */
#include "format/vbt/vbt_panel.h"

#include "format/vbt/vbt_block.h"
#include "format/vbt/vbt_child.h"

/* The data of one panel in block 42: ranges of the table. */
struct panel_data {
	struct gx_span dtd, pnp_id, name;
};

static bool panel_data(const struct gx_vbt *vbt, const struct gx_vbt_lfp *lfp,
		       uint8_t index, struct panel_data *out)
{
	uint64_t skip = (uint64_t)index * lfp->entry_size;

	if (lfp->entry_size == 0)
		return false;
	if (lfp->names_at)
		gx_span_sub(vbt->table,
			    lfp->names_at + (uint64_t)index * GX_VBT_NAME_SIZE,
			    GX_VBT_NAME_SIZE, &out->name);
	return gx_span_sub(vbt->table, lfp->dtd_at + skip, GX_VBT_DTD_SIZE, &out->dtd) &&
	       gx_span_sub(vbt->table, lfp->pnp_id_at + skip, GX_VBT_PNP_ID_SIZE,
			   &out->pnp_id);
}

/* ---- decode the ranges ------------------------------------------------------------ */

/* Active and blank have 12 bits each.  One byte contains the high four bits of both. */
static void extent_decode(struct gx_reader *r, uint16_t *active, uint16_t *total)
{
	uint8_t low = gx_u8(r), blank_low = gx_u8(r), high = gx_u8(r);

	*active = (uint16_t)(low | (high & 0xf0) << 4);
	*total = (uint16_t)(*active + (blank_low | (high & 0x0f) << 8));
}

struct gx_vbt_timing gx_vbt_dtd_decode(struct gx_span dtd)
{
	struct gx_reader r = gx_reader(dtd);
	struct gx_vbt_timing t = { .clock = gx_le16(&r) * 10u };
	uint8_t hfront, hsync, vlow, high, flags;

	extent_decode(&r, &t.hactive, &t.htotal);
	extent_decode(&r, &t.vactive, &t.vtotal);
	hfront = gx_u8(&r);
	hsync = gx_u8(&r);
	vlow = gx_u8(&r);
	high = gx_u8(&r);
	t.hfront = (uint16_t)(hfront | (high & 0xc0) << 2);
	t.hsync = (uint16_t)(hsync | (high & 0x30) << 4);
	t.vfront = (uint16_t)(vlow >> 4 | (high & 0x0c) << 2);
	t.vsync = (uint16_t)((vlow & 0x0f) | (high & 0x03) << 4);
	t.width_mm = gx_u8(&r);
	t.height_mm = gx_u8(&r);
	high = gx_u8(&r);
	t.width_mm = (uint16_t)(t.width_mm | (high & 0xf0) << 4);
	t.height_mm = (uint16_t)(t.height_mm | (high & 0x0f) << 8);
	gx_skip(&r, 2); /* borders */
	flags = gx_u8(&r);
	t.hsync_positive = flags & 0x02;
	t.vsync_positive = flags & 0x04;
	return t;
}

struct gx_vbt_timing gx_vbt_gdtd_decode(struct gx_span entry)
{
	struct gx_reader r = gx_reader(entry);
	struct gx_vbt_timing t = { .clock = gx_le32(&r) };
	uint8_t flags;

	t.hactive = gx_le16(&r);
	t.htotal = (uint16_t)(t.hactive + gx_le16(&r));
	t.hfront = gx_le16(&r);
	t.hsync = gx_le16(&r);
	t.vactive = gx_le16(&r);
	t.vtotal = (uint16_t)(t.vactive + gx_le16(&r));
	t.vfront = gx_le16(&r);
	t.vsync = gx_le16(&r);
	t.width_mm = gx_le16(&r);
	t.height_mm = gx_le16(&r);
	flags = gx_u8(&r);
	t.hsync_positive = flags & 0x80;
	t.vsync_positive = flags & 0x40;
	return t;
}

/* Three letters of five bits each, big-endian, as in EDID. */
static void pnp_id_decode(struct gx_span pnp_id, struct gx_vbt_panel *out)
{
	struct gx_reader r = gx_reader(pnp_id);
	uint16_t letters = gx_be16(&r);

	out->product = gx_le16(&r);
	if (letters == 0 || letters & 0x8000)
		return;
	//@ loop variant 3 - i;
	for (unsigned int i = 0; i < 3; i++)
		out->manufacturer[i] = (char)('@' + (letters >> (10 - 5 * i) & 0x1f));
}

static struct gx_span until_nul(struct gx_span s)
{
	return gx_span_head(s, gx_span_find(s, gx_span("", 1)));
}

bool gx_vbt_timing_of_42(const struct gx_vbt *vbt, uint8_t index,
			 struct gx_vbt_timing *out)
{
	struct gx_vbt_lfp lfp = gx_vbt_lfp_find(vbt);
	struct panel_data data = { { 0 }, { 0 }, { 0 } };

	*out = (struct gx_vbt_timing){ 0 };
	if (!panel_data(vbt, &lfp, index, &data))
		return false;
	*out = gx_vbt_dtd_decode(data.dtd);
	return true;
}

bool gx_vbt_timing_of_58(const struct gx_vbt *vbt, uint8_t index,
			 struct gx_vbt_timing *out)
{
	struct gx_vbt_gdtds g = gx_vbt_gdtds_find(vbt);
	struct gx_span entry;

	*out = (struct gx_vbt_timing){ 0 };
	if (index >= g.count ||
	    !gx_span_sub(vbt->table, g.at + (uint64_t)index * g.entry_size, g.entry_size,
			 &entry))
		return false;
	*out = gx_vbt_gdtd_decode(entry);
	return true;
}

/* ---- block 27 ------------------------------------------------------------------ */

#define RATE_SINCE    224 /* since this version, the index of the rate is obsolete */
#define RATES_AT      748
#define RATE_PER_MBPS 5 /* in units of 200 kbit/s */

static uint32_t link_rate(const struct gx_vbt *vbt, struct gx_span edp, uint8_t index,
			  uint8_t rate)
{
	static const uint16_t rates[16] = { 1620, 2700, 5400 };
	struct gx_reader r = gx_reader(edp);

	if (vbt->bdb_version < RATE_SINCE)
		return rates[rate];
	gx_seek(&r, RATES_AT + 2u * index);
	return gx_le16(&r) / RATE_PER_MBPS;
}

static void edp_decode(const struct gx_vbt *vbt, uint8_t index, struct gx_vbt_edp *out)
{
	static const uint8_t depths[] = { 18, 24, 30, 36 };
	static const uint8_t lanes[16] = { 1, 2, 0, 4 };
	struct gx_span edp = gx_vbt_block_find(vbt->blocks, GX_VBT_EDP);
	struct gx_reader r = gx_reader(edp);
	struct gx_vbt_edp e = { .present = true };
	uint8_t link;

	gx_skip(&r, (uint64_t)index * sizeof(e.power));
	//@ loop variant 5 - i;
	for (size_t i = 0; i < 5; i++)
		e.power[i] = gx_le16(&r);
	gx_seek(&r, GX_VBT_PANELS * sizeof(e.power));
	e.bits_per_pixel = depths[gx_le32(&r) >> 2 * index & 3];
	gx_skip(&r, (uint64_t)index * 2);
	link = gx_u8(&r);
	e.link_rate = link_rate(vbt, edp, index, link & 0x0f);
	e.lanes = gx_vbt_edp_lanes(vbt);
	if (e.lanes == 0)
		e.lanes = lanes[link >> 4];
	if (!r.failed)
		*out = e;
}

/* ---- the panel that is selected ------------------------------------------------ */

bool gx_vbt_panel_decode(const struct gx_vbt *vbt, struct gx_vbt_panel *out)
{
	struct gx_reader options = gx_reader(
	    gx_vbt_block_find(vbt->blocks, GX_VBT_LFP_OPTIONS));
	struct gx_vbt_lfp lfp = gx_vbt_lfp_find(vbt);
	struct panel_data data = { { 0 }, { 0 }, { 0 } };
	struct gx_vbt_timing generic;

	*out = (struct gx_vbt_panel){ .type = gx_u8(&options),
				      .malformed = lfp.malformed };
	if (options.failed)
		return false;
	if (out->type >= GX_VBT_PANELS)
		return true;
	if (panel_data(vbt, &lfp, out->type, &data)) {
		out->name = until_nul(data.name);
		pnp_id_decode(data.pnp_id, out);
		out->timing = gx_vbt_dtd_decode(data.dtd);
		out->timing_block = GX_VBT_LFP_DATA;
	}
	if (gx_vbt_timing_of_58(vbt, out->type, &generic) && generic.clock) {
		out->timing = generic;
		out->timing_block = GX_VBT_GENERIC_DTD;
	}
	edp_decode(vbt, out->type, &out->edp);
	return true;
}

/* ---- reference boards ---------------------------------------------------------- */

/* Compare with the timing that Intel's tables have at this index; most other tables keep
 * that timing. */
static bool is_reference_timing(uint8_t index, const struct gx_vbt_timing *t)
{
	static const struct {
		uint16_t hactive, vactive;
		uint32_t clock;
	} references[GX_VBT_PANELS] = {
		{ 640, 480, 25180 },    { 800, 600, 40000 },    { 1024, 768, 65000 },
		{ 1280, 1024, 108000 }, { 1400, 1050, 108000 }, { 1400, 1050, 122000 },
		{ 1600, 1200, 162000 }, { 1366, 768, 85500 },   { 1680, 1050, 119000 },
		{ 1920, 1200, 154000 }, { 1440, 900, 106500 },  { 1600, 900, 108000 },
		{ 1024, 768, 65000 },   { 1280, 800, 68900 },   { 1920, 1080, 148500 },
		{ 2048, 1536, 164250 },
	};

	return t->clock == 0 || (t->clock == references[index].clock &&
				 t->hactive == references[index].hactive &&
				 t->vactive == references[index].vactive);
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
	if (panel->manufacturer[0] && !gx_span_starts(maker, reference_maker, 3))
		return true;
	return !is_reference_timing(panel->type, &panel->timing);
}
