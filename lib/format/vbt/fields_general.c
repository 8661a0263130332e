/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fields_general.c - fields of a VBT as a whole: blocks 1, 2 and 51
 *
 * Offsets, widths and BDB versions are from Linux, intel_vbt_defs.h, and from the maps
 * that Intel published.
 */
#include "format/vbt/vbt_field.h"

#include <gopx/types.h>

static const struct gx_vbt_word fittings[] = {
	{ 0, "none" }, { 1, "text" }, { 2, "graphics" }, { 3, "both" }, { 0, NULL },
};

static const struct gx_vbt_word switches[] = {
	{ 0, "no" },
	{ 1, "yes" },
	{ 0, NULL },
};

/* Columns: name, byte, bit, number of bits, bits to the next entry, BDB versions,
 * meaning, further members. */
#define TABLE_FEATURES(n, byte, b, w, next, from, to, ...)                            \
	{                                                                             \
		.name = (n), .bit = 8 * (byte) + (b), .width = (w), .stride = (next), \
		.since = (from), .until = (to), .group = GOPX_VBT_OF_TABLE,           \
		.base = GX_VBT_IN_BLOCK, .block = GX_VBT_GENERAL_FEATURES,            \
		.help = __VA_ARGS__                                                   \
	}

#define TABLE_DEFINITIONS(n, byte, b, w, next, from, to, ...)                         \
	{                                                                             \
		.name = (n), .bit = 8 * (byte) + (b), .width = (w), .stride = (next), \
		.since = (from), .until = (to), .group = GOPX_VBT_OF_TABLE,           \
		.base = GX_VBT_IN_BLOCK, .block = GX_VBT_GENERAL_DEFINITIONS,         \
		.help = __VA_ARGS__                                                   \
	}

#define TABLE_MODE(n, byte, b, w, next, from, to, ...)                                \
	{                                                                             \
		.name = (n), .bit = 8 * (byte) + (b), .width = (w), .stride = (next), \
		.since = (from), .until = (to), .group = GOPX_VBT_OF_TABLE,           \
		.base = GX_VBT_IN_BLOCK, .block = 51, .help = __VA_ARGS__             \
	}

static const struct gx_vbt_field fields[] = {
	TABLE_FEATURES("panel-fitting", 0, 0, 2, 0, 0, 0, "what the panel fitter scales",
		       GX_VBT_ONE_OF(fittings)),
	TABLE_FEATURES("lvds-ssc", 1, 1, 1, 0, 0, 0, "LVDS uses a spread spectrum clock",
		       GX_VBT_YES_OR_NO),
	TABLE_FEATURES("lvds-ssc-100mhz", 1, 2, 1, 0, 0, 0,
		       "the spread spectrum clock has its alternative frequency, 100 MHz",
		       GX_VBT_YES_OR_NO),
	TABLE_FEATURES("dynamic-cdclk", 1, 6, 1, 0, 0, 0,
		       "the core display clock may change", GX_VBT_YES_OR_NO),
	TABLE_FEATURES("vbios-hotplug", 1, 7, 1, 0, 0, 0,
		       "the video BIOS supports hotplug", GX_VBT_YES_OR_NO),
	TABLE_FEATURES("rotate-180", 2, 2, 1, 0, 181, 0,
		       "the panel is mounted upside down", GX_VBT_YES_OR_NO),
	TABLE_FEATURES("fdi-rx-inverted", 2, 3, 1, 0, 0, 0,
		       "the FDI receiver has inverted polarity", GX_VBT_YES_OR_NO),
	TABLE_FEATURES("legacy-monitor-detect", 3, 0, 1, 0, 0, 0,
		       "the driver also searches for monitors that have no EDID",
		       GX_VBT_YES_OR_NO),
	TABLE_FEATURES("internal-crt", 4, 0, 1, 0, 0, 0, "the chip drives a VGA output",
		       GX_VBT_YES_OR_NO),
	TABLE_FEATURES("internal-tv", 4, 1, 1, 0, 0, 0, "the chip drives a TV output",
		       GX_VBT_YES_OR_NO),
	TABLE_FEATURES("internal-efp", 4, 2, 1, 0, 0, 0,
		       "the chip drives a digital output", GX_VBT_YES_OR_NO),
	TABLE_FEATURES("dp-ssc", 4, 3, 1, 0, 0, 0,
		       "DisplayPort uses a spread spectrum clock", GX_VBT_YES_OR_NO),
	TABLE_FEATURES("dp-ssc-100mhz", 4, 4, 1, 0, 0, 0,
		       "the spread spectrum clock has its alternative frequency, 100 MHz",
		       GX_VBT_YES_OR_NO),
	TABLE_FEATURES("dp-ssc-dongle", 4, 5, 1, 0, 0, 0,
		       "the spread spectrum clock is suitable for dongles",
		       GX_VBT_YES_OR_NO),
	TABLE_FEATURES("tc-hpd-retry-timeout", 5, 0, 7, 0, 242, 0,
		       "time limit for repeated Type-C hotplug detection"),
	TABLE_FEATURES("afc-startup", 6, 0, 2, 0, 249, 0,
		       "how automatic frequency calibration (AFC) starts"),
	TABLE_DEFINITIONS("crt-ddc-pin", 0, 0, 8, 0, 0, 0,
			  "GMBUS pin pair for the DDC of VGA"),
	TABLE_DEFINITIONS("dpms-non-acpi", 1, 0, 1, 0, 0, 0,
			  "VGA power states do not follow ACPI", GX_VBT_YES_OR_NO),
	TABLE_DEFINITIONS("skip-boot-crt-detect", 1, 1, 1, 0, 0, 0,
			  "the firmware does not search for a VGA display at boot",
			  GX_VBT_YES_OR_NO),
	TABLE_DEFINITIONS("dpms-aim", 1, 2, 1, 0, 0, 0,
			  "add-in devices have power states", GX_VBT_YES_OR_NO),
	TABLE_DEFINITIONS("boot-display", 2, 0, 16, 0, 0, 0,
			  "handles of the displays that are on at boot",
			  .form = GX_VBT_BITS),
	TABLE_MODE("fixed-mode", 0, 0, 8, 0, 172, 0,
		   "the firmware always sets one fixed mode", GX_VBT_ONE_OF(switches)),
	TABLE_MODE("fixed-mode-width", 1, 0, 32, 0, 172, 0,
		   "width of the fixed mode in pixels"),
	TABLE_MODE("fixed-mode-height", 5, 0, 32, 0, 172, 0,
		   "height of the fixed mode in lines"),
};

const struct gx_vbt_field_list gx_vbt_general_fields = { fields, sizeof(fields) /
								     sizeof(fields[0]) };
