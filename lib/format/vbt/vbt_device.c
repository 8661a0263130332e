/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * vbt_device.c - the child devices of a VBT: the display outputs of the board
 *
 * Layout and constants from Linux, drivers/gpu/drm/i915/display/intel_vbt_defs.h.
 */
#include "format/vbt/vbt_device.h"

#include "format/vbt/vbt_block.h"

#define DEVICE_LEAST 33 /* bytes of the oldest entries */

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

#define SUPPORTS_HDMI 0x01
#define SUPPORTS_DP   0x02
#define SUPPORTS_TMDS 0x04

struct gx_vbt_devices gx_vbt_devices(const struct gx_vbt *vbt)
{
	struct gx_span data = gx_vbt_block_find(vbt->blocks, GX_VBT_GENERAL_DEFINITIONS);
	struct gx_vbt_devices it = { .r = gx_reader(data) };

	it.crt_ddc_pin = gx_u8(&it.r);
	gx_skip(&it.r, 3); /* DPMS; boot displays */
	it.entry_size = gx_u8(&it.r);
	return it;
}

static struct gx_vbt_device entry_decode(struct gx_span entry)
{
	struct gx_reader r = gx_reader(entry);
	struct gx_vbt_device d = { .handle = gx_le16(&r) };
	uint8_t supports;

	d.type = gx_le16(&r);
	gx_skip(&r, 12); /* id or features; add-in offset */
	d.dvo_port = gx_u8(&r);
	gx_skip(&r, 2); /* I2C pin and address */
	d.ddc_pin = gx_u8(&r);
	gx_skip(&r, 4); /* EDID pointer, DVO configuration, flags */
	supports = gx_u8(&r);
	d.hdmi = supports & SUPPORTS_HDMI;
	d.dp = supports & SUPPORTS_DP;
	d.tmds = supports & SUPPORTS_TMDS;
	d.aux_channel = gx_u8(&r);
	gx_skip(&r, 7); /* up to the end of the oldest entries */
	d.type_c = gx_u8(&r) & 1;
	return d;
}

bool gx_vbt_device_next(struct gx_vbt_devices *it, struct gx_vbt_device *out)
{
	*out = (struct gx_vbt_device){ 0 };
	if (it->entry_size < DEVICE_LEAST)
		return false;
	for (;;) {
		struct gx_span entry = gx_take(&it->r, it->entry_size);

		if (it->r.failed)
			return false;
		*out = entry_decode(entry);
		if (out->type)
			return true;
	}
}

const char *gx_vbt_connector_name(uint16_t handle, uint16_t type)
{
	switch (handle) {
	case 0x0001:
		return type & TYPE_ANALOG ? "CRT" : NULL;
	case 0x0002:
		return type & (TYPE_VIDEO | TYPE_COMPOSITE) ? "TV" : NULL;
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
	}
	return NULL;
}

bool gx_vbt_device_is_internal(uint16_t type)
{
	return type & TYPE_INTERNAL && type & (TYPE_DP | TYPE_MIPI | TYPE_LVDS);
}

const char *gx_vbt_device_kind(uint16_t type)
{
	if (type & TYPE_INTERNAL && type & TYPE_DP)
		return "eDP";
	if (type & TYPE_MIPI)
		return "MIPI DSI";
	if (type & TYPE_LVDS)
		return "LVDS";
	if (type & TYPE_DP)
		return type & TYPE_TMDS ? "DisplayPort or HDMI" : "DisplayPort";
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

const char *gx_vbt_aux_name(uint8_t aux_channel)
{
	static const char *const names[] = { NULL, "B", "C", "D", "A",
					     "E",  "F", "G", "H", "I" };

	if (aux_channel & 0x0f || aux_channel >> 4 >= sizeof(names) / sizeof(names[0]))
		return NULL;
	return names[aux_channel >> 4];
}
