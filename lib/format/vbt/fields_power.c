/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fields_power.c - fields for power saving: blocks 9 and 44 of a VBT
 *
 * Offsets, widths and BDB versions are from Linux, intel_vbt_defs.h, and from the maps
 * that Intel published.
 */
#include "format/vbt/vbt_field.h"

#include <gopx/types.h>

static const struct gx_vbt_word wakes[] = {
	{ 0, "500" }, { 1, "100" }, { 2, "2500" }, { 3, "50" }, { 0, NULL },
};

/* Columns: name, byte, bit, number of bits, bits to the next entry, BDB versions,
 * meaning, further members. */
#define TABLE(n, byte, b, w, next, from, to, ...)                                       \
	{                                                                               \
		.name = (n), .bit = 8 * (byte) + (b), .width = (w), .stride = (next),   \
		.since = (from), .until = (to), .group = GOPX_VBT_OF_TABLE,             \
		.base = GX_VBT_IN_BLOCK, .block = GX_VBT_LFP_POWER, .help = __VA_ARGS__ \
	}

#define PANEL_PSR(n, byte, b, w, next, from, to, ...)                                 \
	{                                                                             \
		.name = (n), .bit = 8 * (byte) + (b), .width = (w), .stride = (next), \
		.since = (from), .until = (to), .group = GOPX_VBT_OF_PANEL,           \
		.base = GX_VBT_IN_BLOCK, .block = GX_VBT_PSR, .help = __VA_ARGS__     \
	}

#define PANEL_POWER(n, byte, b, w, next, from, to, ...)                                 \
	{                                                                               \
		.name = (n), .bit = 8 * (byte) + (b), .width = (w), .stride = (next),   \
		.since = (from), .until = (to), .group = GOPX_VBT_OF_PANEL,             \
		.base = GX_VBT_IN_BLOCK, .block = GX_VBT_LFP_POWER, .help = __VA_ARGS__ \
	}

static const struct gx_vbt_field fields[] = {
	TABLE("als", 0, 7, 1, 0, 0, 0, "an ambient light sensor is used",
	      GX_VBT_YES_OR_NO),
	TABLE("lace", 0, 6, 1, 0, 210, 227, "local contrast enhancement",
	      GX_VBT_YES_OR_NO),
	TABLE("power-preference", 0, 1, 3, 0, 0, 0, "how much power saving is preferred"),
	PANEL_PSR("psr-full-link", 0, 0, 1, 48, 165, 0,
		  "the link stays up in self-refresh", GX_VBT_YES_OR_NO),
	PANEL_PSR("psr-aux-wake", 0, 1, 1, 48, 165, 0, "waking the panel needs AUX",
		  GX_VBT_YES_OR_NO),
	PANEL_PSR("psr-idle-frames", 1, 0, 4, 48, 165, 0,
		  "number of idle frames before self-refresh"),
	PANEL_PSR("psr-lines-to-wait", 1, 4, 3, 48, 165, 0,
		  "number of lines to wait before standby"),
	PANEL_PSR("psr-tp1-wake", 2, 0, 16, 48, 165, 0,
		  "time for TP1, in units of 100 us; since version 205, a code"),
	PANEL_PSR("psr-tp2-wake", 4, 0, 16, 48, 165, 0,
		  "time for TP2 and TP3, in the same form as psr-tp1-wake"),
	PANEL_PSR("psr2-tp2-wake-us", 96, 0, 2, 2, 226, 0, "time for TP2 and TP3 of PSR2",
		  GX_VBT_ONE_OF(wakes)),
	PANEL_POWER("dpst", 22, 0, 1, 1, 228, 256, "display power saving",
		    GX_VBT_YES_OR_NO),
	PANEL_POWER("psr", 24, 0, 1, 1, 228, 0, "panel self-refresh", GX_VBT_YES_OR_NO),
	PANEL_POWER("drrs", 26, 0, 1, 1, 228, 0, "switching of the refresh rate",
		    GX_VBT_YES_OR_NO),
	PANEL_POWER("lace", 28, 0, 1, 1, 228, 0, "local contrast enhancement",
		    GX_VBT_YES_OR_NO),
	PANEL_POWER("adt", 30, 0, 1, 1, 228, 0, "assertive display", GX_VBT_YES_OR_NO),
	PANEL_POWER("dmrrs", 32, 0, 1, 1, 228, 0, "refresh rate that depends on media",
		    GX_VBT_YES_OR_NO),
	PANEL_POWER("adb", 34, 0, 1, 1, 228, 0, "automatic display brightness",
		    GX_VBT_YES_OR_NO),
	PANEL_POWER("lace-enabled", 36, 0, 1, 1, 228, 0,
		    "local contrast enhancement is on", GX_VBT_YES_OR_NO),
	PANEL_POWER("dpst-level", 38, 0, 4, 8, 228, 256, "level of display power saving"),
	PANEL_POWER("lace-level", 38, 4, 4, 8, 228, 0, "level of contrast enhancement"),
	PANEL_POWER("hobl", 54, 0, 1, 1, 232, 0,
		    "the link uses fewer lanes at a higher rate", GX_VBT_YES_OR_NO),
	PANEL_POWER("vrr", 56, 0, 1, 1, 233, 0, "variable refresh rate",
		    GX_VBT_YES_OR_NO),
	PANEL_POWER("elp", 58, 0, 1, 1, 247, 256, "low power mode of eDP (ELP)",
		    GX_VBT_YES_OR_NO),
	PANEL_POWER("opst", 60, 0, 1, 1, 247, 256, "power saving for OLED panels (OPST)",
		    GX_VBT_YES_OR_NO),
	PANEL_POWER("opst-level", 62, 0, 4, 8, 247, 256,
		    "level of power saving for OLED panels"),
	PANEL_POWER("elp-level", 62, 4, 4, 8, 247, 256, "level of low power mode of eDP"),
	PANEL_POWER("apd", 78, 0, 1, 1, 253, 256, "adaptive power of displays (APD)",
		    GX_VBT_YES_OR_NO),
	PANEL_POWER("pixoptix", 80, 0, 1, 1, 253, 256, "pixel optimization",
		    GX_VBT_YES_OR_NO),
	PANEL_POWER("apd-level", 82, 0, 4, 8, 253, 256, "level of APD"),
	PANEL_POWER("pixoptix-level", 82, 4, 4, 8, 253, 256,
		    "level of pixel optimization"),
	PANEL_POWER("panel-technology", 98, 0, 4, 8, 257, 0, "technology of the panel"),
	PANEL_POWER("xpst", 114, 0, 1, 1, 257, 0,
		    "power saving for all kinds of panels (XPST)", GX_VBT_YES_OR_NO),
	PANEL_POWER("tcon-backlight", 116, 0, 1, 1, 257, 0,
		    "the panel optimizes its backlight", GX_VBT_YES_OR_NO),
	PANEL_POWER("xpst-level", 118, 0, 4, 8, 257, 0, "level of XPST"),
	PANEL_POWER("tcon-level", 118, 4, 4, 8, 257, 0,
		    "level of the panel's backlight optimization"),
	PANEL_POWER("tcon-with-xpst", 134, 0, 1, 1, 257, 0,
		    "XPST and the panel's backlight optimization may be used together",
		    GX_VBT_YES_OR_NO),
};

const struct gx_vbt_field_list gx_vbt_power_fields = { fields, sizeof(fields) /
								   sizeof(fields[0]) };
