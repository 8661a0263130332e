/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fields_output.c - fields of outputs: the entries of block 2 of a VBT
 *
 * Offsets, widths and BDB versions are from Linux, intel_vbt_defs.h, and from the maps
 * that Intel published.
 */
#include "format/vbt/vbt_field.h"

#include <gopx/types.h>

static const struct gx_vbt_word types[] = {
	{ 0x0000, "none" },
	{ 0x68c6, "DisplayPort" },
	{ 0x60d6, "DisplayPort-or-HDMI" },
	{ 0x68d6, "DisplayPort-or-DVI" },
	{ 0x60d2, "HDMI" },
	{ 0x68d2, "DVI" },
	{ 0x1806, "eDP" },
	{ 0x78c6, "eDP-hotplug" },
	{ 0x1022, "LVDS" },
	{ 0x5062, "LVDS-power" },
	{ 0x1400, "MIPI" },
	{ 0x0001, "VGA" },
	{ 0x1009, "TV" },
	{ 0, NULL },
};

static const struct gx_vbt_word ports[] = {
	{ 0, "HDMI-A" },  { 1, "HDMI-B" },  { 2, "HDMI-C" },  { 3, "HDMI-D" },
	{ 4, "LVDS" },    { 5, "TV" },      { 6, "CRT" },     { 7, "DP-B" },
	{ 8, "DP-C" },    { 9, "DP-D" },    { 10, "DP-A" },   { 11, "DP-E" },
	{ 12, "HDMI-E" }, { 13, "DP-F" },   { 14, "HDMI-F" }, { 15, "DP-G" },
	{ 16, "HDMI-G" }, { 17, "DP-H" },   { 18, "HDMI-H" }, { 19, "DP-I" },
	{ 20, "HDMI-I" }, { 21, "MIPI-A" }, { 22, "MIPI-B" }, { 23, "MIPI-C" },
	{ 24, "MIPI-D" }, { 0, NULL },
};

static const struct gx_vbt_word channels[] = {
	{ 0x00, "none" }, { 0x40, "A" }, { 0x10, "B" }, { 0x20, "C" },
	{ 0x30, "D" },    { 0x50, "E" }, { 0x60, "F" }, { 0x70, "G" },
	{ 0x80, "H" },    { 0x90, "I" }, { 0, NULL },
};

static const struct gx_vbt_word tmds_rates[] = {
	{ 0, "any" }, { 1, "297" }, { 2, "165" }, { 3, "594" },
	{ 4, "340" }, { 5, "300" }, { 0, NULL },
};

static const struct gx_vbt_word frls[] = {
	{ 0, "none" }, { 1, "3" },  { 2, "6" },  { 3, "8" },
	{ 4, "10" },   { 5, "12" }, { 0, NULL },
};

static const struct gx_vbt_word boosts[] = {
	{ 0, "1" },
	{ 1, "3" },
	{ 2, "7" },
	{ 0, NULL },
};

static const struct gx_vbt_word old_rates[] = {
	{ 0, "8.1" }, { 1, "5.4" }, { 2, "2.7" }, { 3, "1.62" }, { 0, NULL },
};

static const struct gx_vbt_word rates[] = {
	{ 0, "any" }, { 1, "1.62" }, { 2, "2.7" }, { 3, "5.4" }, { 4, "8.1" },
	{ 5, "10" },  { 6, "13.5" }, { 7, "20" },  { 0, NULL },
};

/* Columns: name, byte, bit, number of bits, bits to the next entry, BDB versions,
 * meaning, further members. */
#define OUTPUT(n, byte, b, w, next, from, to, ...)                                    \
	{                                                                             \
		.name = (n), .bit = 8 * (byte) + (b), .width = (w), .stride = (next), \
		.since = (from), .until = (to), .group = GOPX_VBT_OF_OUTPUT,          \
		.base = GX_VBT_IN_OUTPUT, .block = GX_VBT_GENERAL_DEFINITIONS,        \
		.help = __VA_ARGS__                                                   \
	}

static const struct gx_vbt_field fields[] = {
	OUTPUT("handle", 0, 0, 16, 0, 0, 0, "bit that stands for the connector",
	       .form = GX_VBT_BITS, .fixed = true),
	OUTPUT("type", 2, 0, 16, 0, 0, 0, "kind of the output: a word, or bits",
	       GX_VBT_ONE_OF(types)),
	OUTPUT("internal", 3, 4, 1, 0, 0, 0, "the output is a panel inside the machine",
	       GX_VBT_YES_OR_NO),
	OUTPUT("i2c-speed", 4, 0, 8, 0, 158, 0, "speed of the output's I2C bus"),
	OUTPUT("redriver-pre-emphasis", 5, 0, 3, 0, 158, 0,
	       "pre-emphasis of the board's redriver"),
	OUTPUT("redriver-vswing", 5, 3, 3, 0, 158, 0,
	       "voltage swing of the board's redriver"),
	OUTPUT("redriver", 5, 6, 1, 0, 158, 0, "the board has a redriver",
	       GX_VBT_YES_OR_NO),
	OUTPUT("dock-redriver-pre-emphasis", 6, 0, 3, 0, 158, 0,
	       "pre-emphasis of the dock's redriver"),
	OUTPUT("dock-redriver-vswing", 6, 3, 3, 0, 158, 0,
	       "voltage swing of the dock's redriver"),
	OUTPUT("dock-redriver", 6, 6, 1, 0, 158, 0, "the dock has a redriver",
	       GX_VBT_YES_OR_NO),
	OUTPUT("hdmi-level-shift", 7, 0, 5, 0, 158, 0,
	       "number of the level shifter's setting"),
	OUTPUT("hdmi-max-tmds-mhz", 7, 5, 3, 0, 204, 0, "maximum TMDS clock of HDMI",
	       GX_VBT_ONE_OF(tmds_rates)),
	OUTPUT("dtd-pointer", 8, 0, 16, 0, 161, 0,
	       "offset of a timing, for a display without EDID"),
	OUTPUT("without-edid", 10, 0, 1, 0, 161, 0, "the display has no EDID",
	       GX_VBT_YES_OR_NO),
	OUTPUT("compression", 10, 1, 1, 0, 198, 0, "the display may be compressed (DSC)",
	       GX_VBT_YES_OR_NO),
	OUTPUT("compression-by-cps", 10, 2, 1, 0, 198, 0,
	       "a set in the table (CPS) has the parameters of compression",
	       GX_VBT_YES_OR_NO),
	OUTPUT("ganged-edp", 10, 3, 1, 0, 202, 0, "two ports drive one panel",
	       GX_VBT_YES_OR_NO),
	OUTPUT("lttpr-non-transparent", 10, 4, 1, 0, 235, 0,
	       "repeaters are not transparent", GX_VBT_YES_OR_NO),
	OUTPUT("no-external-compression", 10, 5, 1, 0, 251, 0,
	       "external displays are not compressed", GX_VBT_YES_OR_NO),
	OUTPUT("compression-index", 11, 0, 4, 0, 198, 0,
	       "number of the set of compression parameters"),
	OUTPUT("max-frl-gbps", 12, 0, 4, 0, 237, 0, "maximum FRL rate of HDMI",
	       GX_VBT_ONE_OF(frls)),
	OUTPUT("max-frl-valid", 12, 4, 1, 0, 237, 0, "max-frl-gbps is valid",
	       GX_VBT_YES_OR_NO),
	OUTPUT("addin-offset", 14, 0, 16, 0, 0, 0, "offset of add-in data"),
	OUTPUT("port", 16, 0, 8, 0, 155, 0, "port of the chip", GX_VBT_ONE_OF(ports)),
	OUTPUT("port", 16, 0, 8, 0, 0, 154, "port of the chip"),
	OUTPUT("i2c-pin", 17, 0, 8, 0, 0, 0, "GMBUS pin pair for I2C"),
	OUTPUT("target-address", 18, 0, 8, 0, 0, 0, "address on the I2C bus",
	       .form = GX_VBT_BITS),
	OUTPUT("ddc-pin", 19, 0, 8, 0, 0, 0, "GMBUS pin pair for DDC; 0: none"),
	OUTPUT("edid-pointer", 20, 0, 16, 0, 0, 0, "offset of an EDID in the table"),
	OUTPUT("dvo-config", 22, 0, 8, 0, 0, 0, "wiring of DVO", .form = GX_VBT_BITS),
	OUTPUT("docked", 23, 0, 1, 0, 158, 0, "the output goes through a dock",
	       GX_VBT_YES_OR_NO),
	OUTPUT("lane-reversal", 23, 1, 1, 0, 184, 0, "the lanes are in reverse order",
	       GX_VBT_YES_OR_NO),
	OUTPUT("lspcon", 23, 2, 1, 0, 192, 0, "the board has a converter to HDMI 2.0",
	       GX_VBT_YES_OR_NO),
	OUTPUT("iboost", 23, 3, 1, 0, 196, 0,
	       "the output gets more current: see dp-iboost and hdmi-iboost",
	       GX_VBT_YES_OR_NO),
	OUTPUT("hpd-inverted", 23, 4, 1, 0, 196, 0,
	       "the hotplug signal has inverted polarity", GX_VBT_YES_OR_NO),
	OUTPUT("own-vswing", 23, 5, 1, 0, 218, 0, "voltage swings come from block 57",
	       GX_VBT_YES_OR_NO),
	OUTPUT("max-lanes", 23, 6, 2, 0, 244, 0, "maximum number of DisplayPort lanes",
	       .bias = 1),
	OUTPUT("hdmi-compatible", 24, 0, 1, 0, 158, 0, "the output supports HDMI",
	       GX_VBT_YES_OR_NO),
	OUTPUT("dp-compatible", 24, 1, 1, 0, 158, 0, "the output supports DisplayPort",
	       GX_VBT_YES_OR_NO),
	OUTPUT("tmds-compatible", 24, 2, 1, 0, 158, 0, "the output supports TMDS (DVI)",
	       GX_VBT_YES_OR_NO),
	OUTPUT("aux", 25, 0, 8, 0, 155, 0, "AUX channel", GX_VBT_ONE_OF(channels)),
	OUTPUT("dongle-detect", 26, 0, 8, 0, 0, 0, "how a dongle is detected"),
	OUTPUT("pipes", 27, 0, 2, 0, 0, 0, "pipes that may drive the output"),
	OUTPUT("sdvo-stall", 27, 2, 1, 0, 158, 0, "SDVO has the stall signal",
	       GX_VBT_YES_OR_NO),
	OUTPUT("hpd-status", 27, 3, 2, 0, 0, 0, "state of hotplug detection"),
	OUTPUT("integrated-encoder", 27, 5, 1, 0, 0, 0,
	       "the encoder is in the chip, not on SDVO", GX_VBT_YES_OR_NO),
	OUTPUT("dvo-wiring", 28, 0, 8, 0, 0, 0, "wiring of DVO", .form = GX_VBT_BITS),
	OUTPUT("mipi-bridge", 29, 0, 8, 0, 171, 0, "kind of a MIPI bridge"),
	OUTPUT("extended-type", 30, 0, 16, 0, 0, 0, "more bits of the kind of the output",
	       .form = GX_VBT_BITS),
	OUTPUT("dvo-function", 32, 0, 8, 0, 0, 0, "function of DVO"),
	OUTPUT("type-c", 33, 0, 1, 0, 195, 0, "the connector is USB-C", GX_VBT_YES_OR_NO),
	OUTPUT("thunderbolt", 33, 1, 1, 0, 209, 0, "the output supports Thunderbolt",
	       GX_VBT_YES_OR_NO),
	OUTPUT("dedicated-external", 33, 2, 1, 0, 264, 0,
	       "the port is not in the Type-C subsystem", GX_VBT_YES_OR_NO),
	OUTPUT("dynamic-port", 33, 3, 1, 0, 264, 0,
	       "the port is assigned while the system runs", GX_VBT_YES_OR_NO),
	OUTPUT("trace-length", 33, 4, 4, 0, 209, 0, "length of the board's traces"),
	OUTPUT("gpio-index", 34, 0, 8, 0, 195, 0,
	       "index of the GPIO of a second DisplayPort"),
	OUTPUT("gpio-pin", 35, 0, 16, 0, 195, 0,
	       "pin of the GPIO of a second DisplayPort"),
	OUTPUT("dp-iboost", 37, 0, 4, 0, 196, 0,
	       "level of the current boost for DisplayPort", GX_VBT_ONE_OF(boosts)),
	OUTPUT("hdmi-iboost", 37, 4, 4, 0, 196, 0, "level of the current boost for HDMI",
	       GX_VBT_ONE_OF(boosts)),
	OUTPUT("max-rate-gbps", 38, 0, 3, 0, 216, 229, "maximum rate of DisplayPort",
	       GX_VBT_ONE_OF(old_rates)),
	OUTPUT("max-rate-gbps", 38, 0, 3, 0, 230, 0, "maximum rate of DisplayPort",
	       GX_VBT_ONE_OF(rates)),
	OUTPUT("efp-index", 39, 0, 8, 0, 256, 0, "number of the external display (EFP)"),
	OUTPUT("edp-rates-off", 40, 0, 12, 0, 263, 0,
	       "rates that eDP must not use: one bit each", .form = GX_VBT_BITS),
};

const struct gx_vbt_field_list gx_vbt_output_fields = { fields, sizeof(fields) /
								    sizeof(fields[0]) };
