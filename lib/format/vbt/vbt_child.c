/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * vbt_child.c - the child devices of a VBT: the display outputs of the board
 *
 * Layout and constants from Linux, drivers/gpu/drm/i915/display/intel_vbt_defs.h.
 */
#include "format/vbt/vbt_child.h"

#include <string.h>

#include "format/vbt/vbt_block.h"

#define DEFINITIONS_SIZE 5 /* bytes before the entries */
#define CHILD_LEAST      22

/* Bits of the device type. */
#define TYPE_ANALOG    0x0001
#define TYPE_DP        0x0004
#define TYPE_VIDEO     0x0008
#define TYPE_TMDS      0x0010
#define TYPE_LVDS      0x0020
#define TYPE_COMPOSITE 0x0200
#define TYPE_MIPI      0x0400
#define TYPE_NOT_HDMI  0x0800
#define TYPE_INTERNAL  0x1000

/* DP-F, HDMI-F, DP-G and so on up to HDMI-I. */
#define PORT_DP_F   13
#define PORT_HDMI_I 20

/* The first BDB versions whose entries have these fields. */
#define SINCE_AUX       155
#define SINCE_TYPE_C    195
#define SINCE_TBT       209
#define SINCE_MAX_LANES 244

/* ---- the entries --------------------------------------------------------------- */

/* The size of an entry by BDB version; 0: the version is too new. */
/*@
  assigns \nothing;
*/
static uint8_t expected_size(uint16_t bdb_version)
{
	static const struct {
		uint16_t since;
		uint8_t size;
	} sizes[] = { { 267, 0 },  { 263, 44 }, { 256, 40 }, { 216, 39 }, { 196, 38 },
		      { 195, 37 }, { 111, 33 }, { 106, 27 }, { 0, 22 } };
	size_t i = 0;

	/*@
	  loop invariant i <= 8;
	  loop assigns i;
	  loop variant 9 - i;
	*/
	while (bdb_version < sizes[i].since)
		i++;
	return sizes[i].size;
}

/* Some tables state a wrong size of their entries, so use the size that fits. */
/*@
  assigns \nothing;
*/
static uint8_t real_size(size_t len, uint8_t stated, uint8_t expected)
{
	if (expected == 0 || stated == expected)
		return stated;
	if (stated >= CHILD_LEAST && len % stated == 0)
		return stated;
	return len && len % expected == 0 ? expected : stated;
}

struct gx_vbt_children gx_vbt_children(const struct gx_vbt *vbt)
{
	struct gx_span data = gx_vbt_block_find(vbt->blocks, GX_VBT_GENERAL_DEFINITIONS);
	struct gx_reader r = gx_reader(data);
	struct gx_vbt_children c = { .expected_size = expected_size(vbt->bdb_version) };

	gx_skip(&r, DEFINITIONS_SIZE - 1);
	c.stated_size = gx_u8(&r);
	c.entries = gx_rest(&r);
	c.entry_size = real_size(c.entries.len, c.stated_size, c.expected_size);
	return c;
}

struct gx_vbt_used_children gx_vbt_used_children(const struct gx_vbt *vbt)
{
	struct gx_vbt_children c = gx_vbt_children(vbt);

	return (struct gx_vbt_used_children){ .r = gx_reader(c.entries),
					      .bdb_version = vbt->bdb_version,
					      .entry_size = c.entry_size };
}

/* If an entry is too short for a field, the field is 0. */
/*@
  requires gx_readable(entry);
  assigns \nothing;
*/
static struct gx_vbt_child entry_decode(struct gx_span entry, uint16_t bdb_version)
{
	struct gx_reader r = gx_reader(entry);
	struct gx_vbt_child d = { .handle = gx_le16(&r), .entry = entry };
	uint8_t flags;

	d.type = gx_le16(&r);
	gx_skip(&r, 12); /* id or features; add-in offset */
	d.dvo_port = gx_u8(&r);
	gx_skip(&r, 2); /* I2C pin and address */
	d.ddc_pin = gx_u8(&r);
	gx_skip(&r, 3); /* EDID pointer, DVO configuration */
	flags = gx_u8(&r);
	if (bdb_version >= SINCE_MAX_LANES && gx_vbt_child_is_dp(d.type))
		d.max_lanes = (uint8_t)((flags >> 6) + 1);
	gx_skip(&r, 1); /* flags of compatibility */
	d.aux_channel = gx_u8(&r);
	if (bdb_version < SINCE_AUX)
		d.aux_channel = 0;
	gx_skip(&r, 7);
	flags = gx_u8(&r);
	d.type_c = bdb_version >= SINCE_TYPE_C && flags & 1;
	d.thunderbolt = bdb_version >= SINCE_TBT && flags & 2;
	return d;
}

bool gx_vbt_child_next(struct gx_vbt_used_children *it, struct gx_vbt_child *out)
{
	*out = (struct gx_vbt_child){ 0 };
	if (it->entry_size < CHILD_LEAST)
		return false;
	/*@
	  loop invariant gx_reading(it->r) && it->count >= \at(it->count, Pre);
	  loop assigns it->r.pos, it->r.failed, it->count, *out;
	  loop variant UINT8_MAX - it->count;
	*/
	while (it->count < UINT8_MAX) {
		struct gx_span entry = gx_take(&it->r, it->entry_size);

		if (it->r.failed)
			return false;
		*out = entry_decode(entry, it->bdb_version);
		out->index = it->count++;
		if (out->type)
			return true;
	}
	return false;
}

bool gx_vbt_child_at(const struct gx_vbt *vbt, size_t index, struct gx_vbt_child *out)
{
	struct gx_vbt_children c = gx_vbt_children(vbt);
	struct gx_span entry;

	*out = (struct gx_vbt_child){ 0 };
	if (c.entry_size < CHILD_LEAST || index > UINT8_MAX ||
	    !gx_span_sub(c.entries, (uint64_t)index * c.entry_size, c.entry_size, &entry))
		return false;
	*out = entry_decode(entry, vbt->bdb_version);
	out->index = (uint8_t)index;
	return true;
}

uint8_t gx_vbt_edp_lanes(const struct gx_vbt *vbt)
{
	struct gx_vbt_used_children it = gx_vbt_used_children(vbt);
	struct gx_vbt_child d;

	/*@
	  loop invariant gx_reading(it.r);
	  loop variant UINT8_MAX - it.count;
	*/
	while (gx_vbt_child_next(&it, &d)) {
		if (gx_vbt_child_is_internal(d.type) && gx_vbt_child_is_dp(d.type))
			return d.max_lanes;
	}
	return 0;
}

/* ---- names --------------------------------------------------------------------- */

const char *gx_vbt_connector_name(uint16_t handle, uint16_t bdb_version)
{
	switch (handle) {
	case 0x0001:
		return bdb_version >= 217 ? "EFP6" : "CRT";
	case 0x0002:
		return bdb_version >= 215 ? "EFP5" : "TV";
	case 0x0004:
		return "EFP1";
	case 0x0008:
		return "LFP1";
	case 0x0010:
		return "EFP4";
	case 0x0020:
		return "EFP3";
	case 0x0040:
		return "EFP2";
	case 0x0080:
		return "LFP2";
	case 0x0100:
		return bdb_version >= 217 ? "EFP7" : NULL;
	case 0x0200:
		return bdb_version >= 217 ? "EFP8" : NULL;
	}
	return NULL;
}

bool gx_vbt_child_is_hdmi(uint16_t type)
{
	return type & TYPE_TMDS && !(type & TYPE_NOT_HDMI);
}

bool gx_vbt_child_is_dvi(uint16_t type)
{
	return type & TYPE_TMDS;
}

bool gx_vbt_child_is_dp(uint16_t type)
{
	return type & TYPE_DP;
}

bool gx_vbt_child_is_internal(uint16_t type)
{
	return type & TYPE_INTERNAL && type & (TYPE_DP | TYPE_MIPI | TYPE_LVDS);
}

const char *gx_vbt_child_kind(uint16_t type)
{
	if (type & TYPE_INTERNAL && type & TYPE_DP)
		return "eDP";
	if (type & TYPE_MIPI)
		return "MIPI DSI";
	if (type & TYPE_LVDS)
		return "LVDS";
	if (type & TYPE_DP && type & TYPE_TMDS)
		return type & TYPE_NOT_HDMI ? "DisplayPort or DVI"
					    : "DisplayPort or HDMI";
	if (type & TYPE_DP)
		return "DisplayPort";
	if (type & TYPE_TMDS)
		return type & TYPE_NOT_HDMI ? "DVI" : "HDMI or DVI";
	if (type & (TYPE_VIDEO | TYPE_COMPOSITE))
		return "TV";
	return type & TYPE_ANALOG ? "VGA" : "other";
}

const char *gx_vbt_port_name(uint8_t dvo_port, uint16_t bdb_version)
{
	static const char *const names[] = {
		"HDMI-A", "HDMI-B", "HDMI-C", "HDMI-D", "LVDS",   "TV",     "CRT",
		"DP-B",   "DP-C",   "DP-D",   "DP-A",   "DP-E",   "HDMI-E", "DP-F",
		"HDMI-F", "DP-G",   "HDMI-G", "DP-H",   "HDMI-H", "DP-I",   "HDMI-I",
		"MIPI-A", "MIPI-B", "MIPI-C", "MIPI-D",
	};

	if (bdb_version < 155 || dvo_port >= sizeof(names) / sizeof(names[0]))
		return NULL;
	return names[dvo_port];
}

const char *gx_vbt_type_c_port(uint8_t dvo_port, struct gx_span signature)
{
	static const char *const platforms[] = { "$VBT ALDERLAKE-P", "$VBT METEORLAKE",
						 "$VBT LUNARLAKE", "$VBT PANTHERLAKE" };
	static const char *const names[] = { "TC1", "TC2", "TC3", "TC4" };

	if (dvo_port < PORT_DP_F || dvo_port > PORT_HDMI_I)
		return NULL;
	//@ loop variant sizeof(platforms) / sizeof(platforms[0]) - i;
	for (size_t i = 0; i < sizeof(platforms) / sizeof(platforms[0]); i++) {
		if (gx_span_starts(signature, platforms[i], strlen(platforms[i])))
			return names[(dvo_port - PORT_DP_F) / 2];
	}
	return NULL;
}

const char *gx_vbt_aux_name(uint8_t aux_channel)
{
	static const char *const names[] = { NULL, "B", "C", "D", "A",
					     "E",  "F", "G", "H", "I" };

	if (aux_channel & 0x0f || aux_channel >> 4 >= sizeof(names) / sizeof(names[0]))
		return NULL;
	return names[aux_channel >> 4];
}
