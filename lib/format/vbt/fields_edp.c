/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fields_edp.c - fields of eDP panels: block 27 of a VBT
 *
 * Offsets, widths and BDB versions are from Linux, intel_vbt_defs.h, and from the maps
 * that Intel published.
 */
#include "format/vbt/vbt_field.h"

#include <gopx/types.h>

static const struct gx_vbt_word depths[] = {
	{ 0, "18" }, { 1, "24" }, { 2, "30" }, { 3, "36" }, { 0, NULL },
};

static const struct gx_vbt_word rates[] = {
	{ 0, "1.62" },
	{ 1, "2.7" },
	{ 2, "5.4" },
	{ 0, NULL },
};

static const struct gx_vbt_word lanes[] = {
	{ 0, "1" },
	{ 1, "2" },
	{ 3, "4" },
	{ 0, NULL },
};

static const struct gx_vbt_word emphases[] = {
	{ 0, "0" }, { 1, "3.5" }, { 2, "6" }, { 3, "9.5" }, { 0, NULL },
};

static const struct gx_vbt_word swings[] = {
	{ 0, "400" }, { 1, "600" }, { 2, "800" }, { 3, "1200" }, { 0, NULL },
};

/* Columns: name, byte, bit, number of bits, bits to the next entry, BDB versions,
 * meaning, further members. */
#define PANEL(n, byte, b, w, next, from, to, ...)                                     \
	{                                                                             \
		.name = (n), .bit = 8 * (byte) + (b), .width = (w), .stride = (next), \
		.since = (from), .until = (to), .group = GOPX_VBT_OF_PANEL,           \
		.base = GX_VBT_IN_BLOCK, .block = GX_VBT_EDP, .help = __VA_ARGS__     \
	}

static const struct gx_vbt_field fields[] = {
	PANEL("t1-t3-us", 0, 0, 16, 80, 0, 0, "time from power on to hotplug",
	      .scale = 100),
	PANEL("t8-us", 2, 0, 16, 80, 0, 0, "time from valid video to backlight on",
	      .scale = 100),
	PANEL("t9-us", 4, 0, 16, 80, 0, 0, "time from backlight off to video off",
	      .scale = 100),
	PANEL("t10-us", 6, 0, 16, 80, 0, 0, "time from video off to power off",
	      .scale = 100),
	PANEL("t11-t12-us", 8, 0, 16, 80, 0, 0, "time from power off to power on",
	      .scale = 100),
	PANEL("bits-per-pixel", 160, 0, 2, 2, 0, 0, "colour depth over eDP",
	      GX_VBT_ONE_OF(depths)),
	PANEL("fast-rate-gbps", 164, 0, 4, 16, 0, 223, "link rate for fast training",
	      GX_VBT_ONE_OF(rates)),
	PANEL("fast-lanes", 164, 4, 4, 16, 0, 0, "number of lanes for fast training",
	      GX_VBT_ONE_OF(lanes)),
	PANEL("fast-pre-emphasis-db", 165, 0, 4, 16, 0, 0,
	      "pre-emphasis for fast training", GX_VBT_ONE_OF(emphases)),
	PANEL("fast-vswing-mv", 165, 4, 4, 16, 0, 0, "voltage swing for fast training",
	      GX_VBT_ONE_OF(swings)),
	PANEL("msa-delay", 196, 0, 2, 2, 0, 0, "MSA delay for seamless DRRS, in lines"),
	PANEL("stereo-3d", 200, 0, 1, 1, 162, 0, "the panel supports stereo 3D",
	      GX_VBT_YES_OR_NO),
	PANEL("t3-optimization", 202, 0, 1, 1, 165, 0, "T3 ends when the panel is ready",
	      GX_VBT_YES_OR_NO),
	PANEL("vswing-table", 204, 0, 4, 4, 173, 0,
	      "number of the table of voltage swings; 0: low power, 200 mV"),
	PANEL("fast-training", 212, 0, 1, 1, 182, 0,
	      "fast link training, which does not need answers from the panel",
	      GX_VBT_YES_OR_NO),
	PANEL("dpcd-600h", 214, 0, 1, 1, 185, 0, "the panel needs a write to DPCD 600h",
	      GX_VBT_YES_OR_NO),
	PANEL("pwm-to-backlight-us", 216, 0, 16, 32, 186, 0,
	      "time from PWM on to backlight on", .scale = 100),
	PANEL("backlight-to-pwm-off-us", 218, 0, 16, 32, 186, 0,
	      "time from backlight off to PWM off", .scale = 100),
	PANEL("full-training-params", 280, 0, 1, 1, 199, 0,
	      "full-pre-emphasis-db and full-vswing-mv are valid", GX_VBT_YES_OR_NO),
	PANEL("full-pre-emphasis-db", 282, 0, 4, 8, 199, 0,
	      "pre-emphasis at the start of full training", GX_VBT_ONE_OF(emphases)),
	PANEL("full-vswing-mv", 282, 4, 4, 8, 199, 0,
	      "voltage swing at the start of full training", GX_VBT_ONE_OF(swings)),
	PANEL("apical", 298, 0, 1, 1, 203, 0,
	      "the panel uses Apical's display technology", GX_VBT_YES_OR_NO),
	PANEL("fast-rate-kbps", 748, 0, 16, 16, 224, 0,
	      "link rate for fast training; 0: not set", .scale = 200),
	PANEL("max-rate-kbps", 780, 0, 16, 16, 244, 0,
	      "maximum link rate of the port; 0: no limit", .scale = 200),
	PANEL("dsc-disabled", 812, 0, 1, 1, 251, 0,
	      "the panel's signal is not compressed (DSC)", GX_VBT_YES_OR_NO),
	PANEL("t6-delay", 814, 0, 1, 1, 260, 0, "the panel needs the delay T6",
	      GX_VBT_YES_OR_NO),
	PANEL("link-idle-time", 816, 0, 16, 16, 260, 0, "idle time of the link"),
	PANEL("pipe-joiner", 848, 0, 1, 1, 261, 0, "two pipes may drive the panel",
	      GX_VBT_YES_OR_NO),
};

const struct gx_vbt_field_list gx_vbt_edp_fields = { fields,
						     sizeof(fields) / sizeof(fields[0]) };
