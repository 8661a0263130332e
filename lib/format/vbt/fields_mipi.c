/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fields_mipi.c - fields of MIPI DSI panels: block 52 of a VBT
 *
 * Offsets, widths and BDB versions are from Linux, intel_vbt_defs.h, and from the maps
 * that Intel published.
 */
#include "format/vbt/vbt_field.h"

#include <gopx/types.h>

static const struct gx_vbt_word modes[] = {
	{ 1, "sync-pulse" },
	{ 2, "sync-event" },
	{ 3, "burst" },
	{ 0, NULL },
};

static const struct gx_vbt_word formats[] = {
	{ 0, "none" },         { 1, "rgb565" }, { 2, "rgb666" },
	{ 3, "rgb666-loose" }, { 4, "rgb888" }, { 0, NULL },
};

static const struct gx_vbt_word rotations[] = {
	{ 0, "0" }, { 1, "90" }, { 2, "180" }, { 3, "270" }, { 0, NULL },
};

static const struct gx_vbt_word links[] = {
	{ 0, "no" },
	{ 1, "front-back" },
	{ 2, "pixel-alternating" },
	{ 0, NULL },
};

static const struct gx_vbt_word dcs[] = {
	{ 0, "A" },
	{ 1, "C" },
	{ 2, "A-and-C" },
	{ 0, NULL },
};

static const struct gx_vbt_word clocks[] = {
	{ 0, "20" },
	{ 1, "10" },
	{ 2, "5" },
	{ 0, NULL },
};

/* Columns: name, byte, bit, number of bits, bits to the next entry, BDB versions,
 * meaning, further members. */
#define MIPI(n, byte, b, w, next, from, to, ...)                                      \
	{                                                                             \
		.name = (n), .bit = 8 * (byte) + (b), .width = (w), .stride = (next), \
		.since = (from), .until = (to), .group = GOPX_VBT_OF_MIPI,            \
		.base = GX_VBT_IN_BLOCK, .block = GX_VBT_MIPI_CONFIGURATION,          \
		.help = __VA_ARGS__                                                   \
	}

static const struct gx_vbt_field fields[] = {
	MIPI("panel-id", 0, 0, 16, 976, 175, 0,
	     "0: no panel; 1: the sequences describe the panel"),
	MIPI("dithering", 2, 0, 1, 976, 175, 0, "pixels are dithered", GX_VBT_YES_OR_NO),
	MIPI("bridge", 2, 2, 1, 976, 175, 0,
	     "the output uses a bridge to another interface", GX_VBT_YES_OR_NO),
	MIPI("architecture", 2, 3, 2, 976, 175, 0, "kind of panel"),
	MIPI("command-mode", 2, 5, 1, 976, 175, 0, "the panel has a frame buffer",
	     GX_VBT_YES_OR_NO),
	MIPI("video-mode", 2, 6, 2, 976, 175, 0, "how video data is transferred",
	     GX_VBT_ONE_OF(modes)),
	MIPI("cabc", 3, 0, 1, 976, 175, 0, "the brightness depends on the content (CABC)",
	     GX_VBT_YES_OR_NO),
	MIPI("pwm-of-soc", 3, 1, 1, 976, 175, 0,
	     "the chip controls the backlight, else a PMIC", GX_VBT_YES_OR_NO),
	MIPI("pixel-format", 3, 2, 4, 976, 175, 0, "format of the pixels",
	     GX_VBT_ONE_OF(formats)),
	MIPI("rotation", 3, 6, 2, 976, 175, 0, "rotation of the panel in degrees",
	     GX_VBT_ONE_OF(rotations)),
	MIPI("no-bta", 4, 0, 1, 976, 175, 0, "bus turn-around is disabled",
	     GX_VBT_YES_OR_NO),
	MIPI("dual-link", 6, 0, 2, 976, 175, 0, "two links drive the panel",
	     GX_VBT_ONE_OF(links)),
	MIPI("lanes", 6, 2, 2, 976, 175, 0, "number of lanes per link", .bias = 1),
	MIPI("pixel-overlap", 6, 4, 3, 976, 175, 0,
	     "pixels that both halves of the panel show"),
	MIPI("rgb-flip", 6, 7, 1, 976, 175, 0, "red and blue are exchanged",
	     GX_VBT_YES_OR_NO),
	MIPI("cabc-ports", 7, 0, 2, 976, 175, 0, "ports that get CABC commands",
	     GX_VBT_ONE_OF(dcs)),
	MIPI("backlight-ports", 7, 2, 2, 976, 175, 0, "ports that get backlight commands",
	     GX_VBT_ONE_OF(dcs)),
	MIPI("burst-mode-frequency", 11, 0, 32, 976, 175, 0,
	     "target frequency for burst mode"),
	MIPI("dsi-clock", 15, 0, 32, 976, 175, 0, "clock of the link"),
	MIPI("bridge-clock", 19, 0, 32, 976, 175, 0, "reference clock of the bridge"),
	MIPI("byte-clock-mhz", 23, 0, 2, 976, 175, 0, "clock in low power mode",
	     GX_VBT_ONE_OF(clocks)),
	MIPI("dphy-params-valid", 24, 0, 1, 976, 175, 0,
	     "the parameters of D-PHY are valid", GX_VBT_YES_OR_NO),
	MIPI("no-eot-packet", 24, 1, 1, 976, 175, 0,
	     "transmissions end without an EOT packet", GX_VBT_YES_OR_NO),
	MIPI("clock-stop", 24, 2, 1, 976, 175, 0,
	     "the clock may stop between transmissions", GX_VBT_YES_OR_NO),
	MIPI("hs-tx-timeout", 26, 0, 32, 976, 175, 0,
	     "time limit for high-speed transmission"),
	MIPI("lp-rx-timeout", 30, 0, 32, 976, 175, 0,
	     "time limit for low-power reception"),
	MIPI("turn-around-timeout", 34, 0, 32, 976, 175, 0,
	     "time limit for a bus turn-around"),
	MIPI("device-reset-timer", 38, 0, 32, 976, 175, 0,
	     "time for resetting the device"),
	MIPI("master-init-timer", 42, 0, 32, 976, 175, 0,
	     "time for starting the DSI host"),
	MIPI("dbi-bandwidth-timer", 46, 0, 32, 976, 175, 0, "time for commands"),
	MIPI("lp-byte-clock", 50, 0, 32, 976, 175, 0, "counts per byte"),
	MIPI("prepare-count", 54, 0, 6, 976, 175, 0, "D-PHY: prepare count"),
	MIPI("clock-zero-count", 55, 0, 8, 976, 175, 0, "D-PHY: clock zero count"),
	MIPI("trail-count", 56, 0, 5, 976, 175, 0, "D-PHY: trail count"),
	MIPI("exit-zero-count", 57, 0, 6, 976, 175, 0, "D-PHY: exit zero count"),
	MIPI("clock-lane-switch-count", 58, 0, 32, 976, 175, 0,
	     "D-PHY: count for switching the clock lane"),
	MIPI("hl-switch-count", 62, 0, 32, 976, 175, 0,
	     "D-PHY: count for switching between high speed and low power"),
	MIPI("gpio-panel-enable", 116, 0, 8, 976, 175, 0,
	     "GPIO that switches the panel on"),
	MIPI("gpio-backlight-enable", 117, 0, 8, 976, 175, 0,
	     "GPIO that switches the backlight on"),
	MIPI("gpio-pwm-enable", 118, 0, 8, 976, 175, 0,
	     "GPIO that switches the PWM signal on"),
	MIPI("gpio-reset", 119, 0, 8, 976, 175, 0, "GPIO that resets the panel"),
	MIPI("gpio-power-down", 120, 0, 8, 976, 175, 0,
	     "GPIO that switches the panel off"),
	MIPI("gpio-standby", 121, 0, 8, 976, 175, 0,
	     "GPIO that puts the panel into standby"),
	MIPI("power-on-us", 732, 0, 16, 80, 177, 0, "time from power on to data",
	     .scale = 100),
	MIPI("backlight-on-us", 734, 0, 16, 80, 177, 0, "time from data to backlight on",
	     .scale = 100),
	MIPI("backlight-off-us", 736, 0, 16, 80, 177, 0,
	     "time from backlight off to data off", .scale = 100),
	MIPI("power-off-us", 738, 0, 16, 80, 177, 0, "time from data off to power off",
	     .scale = 100),
	MIPI("power-cycle-us", 740, 0, 16, 80, 177, 0, "time from power off to power on",
	     .scale = 100),
	MIPI("pwm-to-backlight-us", 792, 0, 16, 32, 186, 0,
	     "time from PWM on to backlight on", .scale = 100),
	MIPI("backlight-to-pwm-off-us", 794, 0, 16, 32, 186, 0,
	     "time from backlight off to PWM off", .scale = 100),
	MIPI("pmic-i2c-bus", 816, 0, 8, 8, 190, 0, "number of the I2C bus of the PMIC"),
	{ .name = "sequences",
	  .help = "the sequences that switch the panel on and off",
	  .width = 8,
	  .group = GOPX_VBT_OF_MIPI,
	  .base = GX_VBT_IN_SEQUENCES,
	  .block = GX_VBT_MIPI_SEQUENCE,
	  .form = GX_VBT_SEQUENCES,
	  .fixed = true },
};

const struct gx_vbt_field_list gx_vbt_mipi_fields = { fields, sizeof(fields) /
								  sizeof(fields[0]) };
