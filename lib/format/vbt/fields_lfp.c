/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fields_lfp.c - fields of panels: blocks 40, 42 and 43 of a VBT
 *
 * Offsets, widths and BDB versions are from Linux, intel_vbt_defs.h, and from the maps
 * that Intel published.
 */
#include "format/vbt/vbt_field.h"

#include <gopx/types.h>

static const struct gx_vbt_word panels[] = {
	{ 0, "0" },   { 1, "1" },      { 2, "2" },   { 3, "3" },   { 4, "4" },
	{ 5, "5" },   { 6, "6" },      { 7, "7" },   { 8, "8" },   { 9, "9" },
	{ 10, "10" }, { 11, "11" },    { 12, "12" }, { 13, "13" }, { 14, "14" },
	{ 15, "15" }, { 255, "edid" }, { 0, NULL },
};

static const struct gx_vbt_word channels[] = {
	{ 0, "auto" },
	{ 1, "single" },
	{ 2, "dual" },
	{ 0, NULL },
};

static const struct gx_vbt_word drrs_types[] = {
	{ 0, "static" },
	{ 1, "none" },
	{ 2, "seamless" },
	{ 0, NULL },
};

static const struct gx_vbt_word lights[] = {
	{ 0, "default" },
	{ 1, "ccfl" },
	{ 2, "led" },
	{ 0, NULL },
};

static const struct gx_vbt_word rotations[] = {
	{ 0, "0" }, { 1, "90" }, { 2, "180" }, { 3, "270" }, { 0, NULL },
};

static const struct gx_vbt_word positions[] = {
	{ 0, "inside" },
	{ 1, "outside" },
	{ 0, NULL },
};

static const struct gx_vbt_word backlights[] = {
	{ 0, "none" },
	{ 1, "i2c" },
	{ 2, "pwm" },
	{ 0, NULL },
};

static const struct gx_vbt_word pins[] = {
	{ 0, "pmic" },  { 1, "lpss" },     { 2, "display" }, { 3, "dsi" },
	{ 4, "panel" }, { 5, "vesa-aux" }, { 0, NULL },
};

/* Columns: name, byte, bit, number of bits, bits to the next entry, BDB versions,
 * meaning, further members. */
#define TABLE(n, byte, b, w, next, from, to, ...)                                     \
	{                                                                             \
		.name = (n), .bit = 8 * (byte) + (b), .width = (w), .stride = (next), \
		.since = (from), .until = (to), .group = GOPX_VBT_OF_TABLE,           \
		.base = GX_VBT_IN_BLOCK, .block = GX_VBT_LFP_OPTIONS,                 \
		.help = __VA_ARGS__                                                   \
	}

#define NAME(n, byte, b, w, next, from, to, ...)                                      \
	{                                                                             \
		.name = (n), .bit = 8 * (byte) + (b), .width = (w), .stride = (next), \
		.since = (from), .until = (to), .group = GOPX_VBT_OF_PANEL,           \
		.base = GX_VBT_IN_NAME, .block = GX_VBT_LFP_DATA, .help = __VA_ARGS__ \
	}

#define PNP_ID(n, byte, b, w, next, from, to, ...)                                      \
	{                                                                               \
		.name = (n), .bit = 8 * (byte) + (b), .width = (w), .stride = (next),   \
		.since = (from), .until = (to), .group = GOPX_VBT_OF_PANEL,             \
		.base = GX_VBT_IN_PNP_ID, .block = GX_VBT_LFP_DATA, .help = __VA_ARGS__ \
	}

#define PANEL_OPTIONS(n, byte, b, w, next, from, to, ...)                             \
	{                                                                             \
		.name = (n), .bit = 8 * (byte) + (b), .width = (w), .stride = (next), \
		.since = (from), .until = (to), .group = GOPX_VBT_OF_PANEL,           \
		.base = GX_VBT_IN_BLOCK, .block = GX_VBT_LFP_OPTIONS,                 \
		.help = __VA_ARGS__                                                   \
	}

#define PANEL_LIGHT(n, byte, b, w, next, from, to, ...)                               \
	{                                                                             \
		.name = (n), .bit = 8 * (byte) + (b), .width = (w), .stride = (next), \
		.since = (from), .until = (to), .group = GOPX_VBT_OF_PANEL,           \
		.base = GX_VBT_IN_BLOCK, .block = GX_VBT_LFP_BACKLIGHT,               \
		.help = __VA_ARGS__                                                   \
	}

#define TAIL(n, byte, b, w, next, from, to, ...)                                      \
	{                                                                             \
		.name = (n), .bit = 8 * (byte) + (b), .width = (w), .stride = (next), \
		.since = (from), .until = (to), .group = GOPX_VBT_OF_PANEL,           \
		.base = GX_VBT_IN_TAIL, .block = GX_VBT_LFP_DATA, .help = __VA_ARGS__ \
	}

static const struct gx_vbt_field fields[] = {
	TABLE("panel-type", 0, 0, 8, 0, 0, 0, "number of the panel at LFP1",
	      GX_VBT_ONE_OF(panels)),
	TABLE("panel-type2", 1, 0, 8, 0, 212, 0, "number of the panel at LFP2",
	      GX_VBT_ONE_OF(panels)),
	TABLE("pfit-mode", 2, 0, 2, 0, 0, 0, "mode of the panel fitter"),
	TABLE("pfit-auto-ratio", 2, 4, 1, 0, 0, 0,
	      "the panel fitter keeps the aspect ratio", GX_VBT_YES_OR_NO),
	TABLE("pixel-dither", 2, 5, 1, 0, 0, 0, "pixels are dithered", GX_VBT_YES_OR_NO),
	TABLE("lvds-edid", 2, 6, 1, 0, 0, 240, "the LVDS panel has an EDID",
	      GX_VBT_YES_OR_NO),
	NAME("name", 0, 0, 13, 0, 0, 0, "up to 13 characters", .form = GX_VBT_TEXT),
	PNP_ID("pnp-id", 0, 0, 4, 0, 0, 0,
	       "three letters and four hexadecimal digits, such as AUO193C",
	       .form = GX_VBT_PNP_ID),
	PNP_ID("pnp-serial", 4, 0, 32, 0, 0, 0, "serial number of the PnP id"),
	PNP_ID("pnp-week", 8, 0, 8, 0, 0, 0, "week of manufacture"),
	PNP_ID("pnp-year", 9, 0, 8, 0, 0, 0, "year of manufacture, counted from 1990"),
	PANEL_OPTIONS("channel", 4, 0, 2, 2, 0, 0, "number of LVDS channels",
		      GX_VBT_ONE_OF(channels)),
	PANEL_OPTIONS("ssc", 8, 0, 1, 1, 0, 0, "LVDS uses a spread spectrum clock",
		      GX_VBT_YES_OR_NO),
	PANEL_OPTIONS("ssc-100mhz", 10, 0, 1, 1, 0, 0,
		      "the spread spectrum clock has its alternative frequency, 100 MHz",
		      GX_VBT_YES_OR_NO),
	PANEL_OPTIONS("lvds-24-bits", 14, 0, 1, 1, 0, 0,
		      "24 bits per pixel over LVDS, else 18", GX_VBT_YES_OR_NO),
	PANEL_OPTIONS("drrs-type", 16, 0, 2, 2, 0, 0, "how the refresh rate is switched",
		      GX_VBT_ONE_OF(drrs_types)),
	PANEL_OPTIONS("backlight-technology", 20, 0, 2, 2, 0, 240,
		      "technology of the backlight", GX_VBT_ONE_OF(lights)),
	PANEL_OPTIONS("lcdvcc-in-s0", 24, 0, 1, 1, 200, 0,
		      "the panel keeps its power in S0", GX_VBT_YES_OR_NO),
	PANEL_OPTIONS("rotation", 26, 0, 2, 2, 228, 0, "rotation of the panel in degrees",
		      GX_VBT_ONE_OF(rotations)),
	PANEL_OPTIONS("position", 30, 0, 2, 2, 240, 0, "where the panel is",
		      GX_VBT_ONE_OF(positions)),
	PANEL_LIGHT("backlight", 1, 0, 2, 48, 0, 0, "what controls the backlight",
		    GX_VBT_ONE_OF(backlights)),
	PANEL_LIGHT("pwm-active-low", 1, 2, 1, 48, 0, 0,
		    "the PWM signal has inverted polarity", GX_VBT_YES_OR_NO),
	PANEL_LIGHT("pwm-hz", 2, 0, 16, 48, 0, 0, "frequency of the PWM signal in Hz"),
	PANEL_LIGHT("min-brightness", 4, 0, 8, 48, 0, 233,
		    "minimum brightness, 0 to 255"),
	PANEL_LIGHT("brightness", 97, 0, 8, 8, 162, 233, "brightness at boot, 0 to 255"),
	PANEL_LIGHT("backlight-pin", 113, 0, 4, 8, 191, 0, "source of the PWM signal",
		    GX_VBT_ONE_OF(pins)),
	PANEL_LIGHT("backlight-controller", 113, 4, 4, 8, 191, 0,
		    "number of the backlight controller"),
	PANEL_LIGHT("brightness", 129, 0, 16, 32, 234, 0, "brightness at boot"),
	PANEL_LIGHT("min-brightness", 193, 0, 16, 32, 234, 0, "minimum brightness"),
	PANEL_LIGHT("brightness-bits", 257, 0, 8, 8, 236, 0,
		    "bits of the brightness values: 8 or 16"),
	PANEL_LIGHT("hdr-refresh-timeout", 273, 0, 16, 16, 239, 0,
		    "time limit for an HDR refresh over DPCD, in units of 100 us"),
	TAIL("scaling", 0, 0, 1, 1, 187, 0, "the panel is scaled", GX_VBT_YES_OR_NO),
	TAIL("drrs-min-hz", 2, 0, 8, 8, 188, 0, "minimum refresh rate for seamless DRRS"),
	TAIL("pixel-overlap", 18, 0, 8, 8, 208, 0,
	     "pixels that both halves of the panel show"),
	TAIL("border-top", 34, 0, 8, 32, 227, 0,
	     "height of the black border at the top, in lines"),
	TAIL("border-bottom", 35, 0, 8, 32, 227, 0,
	     "height of the black border at the bottom, in lines"),
	TAIL("border-left", 36, 0, 8, 32, 238, 0,
	     "width of the black border at the left, in pixels"),
	TAIL("border-right", 37, 0, 8, 32, 238, 0,
	     "width of the black border at the right, in pixels"),
	TAIL("port-sync", 98, 0, 1, 1, 231, 0, "both ports of the panel are synchronized",
	     GX_VBT_YES_OR_NO),
	TAIL("banding-dither", 100, 0, 1, 1, 245, 0, "dithering hides bands of colour",
	     GX_VBT_YES_OR_NO),
};

const struct gx_vbt_field_list gx_vbt_lfp_fields = { fields,
						     sizeof(fields) / sizeof(fields[0]) };
