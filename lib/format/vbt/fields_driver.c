/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fields_driver.c - settings of the graphics driver: block 12 of a VBT
 *
 * Offsets, widths and BDB versions are from Linux, intel_vbt_defs.h, and from the maps
 * that Intel published.
 */
#include "format/vbt/vbt_field.h"

#include <gopx/types.h>

static const struct gx_vbt_word lvds_configs[] = {
	{ 0, "none" }, { 1, "lvds" }, { 2, "sdvo-lvds" }, { 3, "edp" }, { 0, NULL },
};

/* Columns: name, byte, bit, number of bits, bits to the next entry, BDB versions,
 * meaning, further members. */
#define TABLE(n, byte, b, w, next, from, to, ...)                                     \
	{                                                                             \
		.name = (n), .bit = 8 * (byte) + (b), .width = (w), .stride = (next), \
		.since = (from), .until = (to), .group = GOPX_VBT_OF_TABLE,           \
		.base = GX_VBT_IN_BLOCK, .block = GX_VBT_DRIVER_FEATURES,             \
		.help = __VA_ARGS__                                                   \
	}

static const struct gx_vbt_field fields[] = {
	TABLE("boot-mode-width", 1, 0, 16, 0, 0, 0,
	      "width of the mode at boot in pixels"),
	TABLE("boot-mode-height", 3, 0, 16, 0, 0, 0,
	      "height of the mode at boot in lines"),
	TABLE("boot-mode-bits", 5, 0, 8, 0, 0, 0, "bits per pixel of the mode at boot"),
	TABLE("boot-mode-hz", 6, 0, 8, 0, 0, 0, "refresh rate of the mode at boot"),
	TABLE("lfp-primary", 7, 0, 1, 0, 0, 0, "the panel is the primary display",
	      GX_VBT_YES_OR_NO),
	TABLE("crt-hotplug", 8, 2, 1, 0, 0, 0, "hotplug detection of VGA displays",
	      GX_VBT_YES_OR_NO),
	TABLE("lvds-config", 8, 3, 2, 0, 0, 0, "what the panel is connected to",
	      GX_VBT_ONE_OF(lvds_configs)),
	TABLE("tv-hotplug", 8, 5, 1, 0, 0, 0, "hotplug detection of TVs",
	      GX_VBT_YES_OR_NO),
	TABLE("hdmi-config", 8, 6, 2, 0, 0, 0, "what HDMI is connected to"),
	TABLE("static-display", 9, 0, 1, 0, 163, 0, "the displays never change",
	      GX_VBT_YES_OR_NO),
	TABLE("embedded-platform", 9, 1, 1, 0, 163, 0,
	      "the board is an embedded platform", GX_VBT_YES_OR_NO),
	TABLE("driver-rmpm", 17, 0, 1, 0, 159, 0, "rapid memory power management",
	      GX_VBT_YES_OR_NO),
	TABLE("driver-s2ddt", 17, 1, 1, 0, 159, 0, "smart 2D display technology",
	      GX_VBT_YES_OR_NO),
	TABLE("driver-dpst", 17, 2, 1, 0, 159, 227, "display power saving",
	      GX_VBT_YES_OR_NO),
	TABLE("driver-bltclt", 17, 3, 1, 0, 159, 0,
	      "backlight control by the operating system", GX_VBT_YES_OR_NO),
	TABLE("driver-adb", 17, 4, 1, 0, 159, 227, "automatic display brightness",
	      GX_VBT_YES_OR_NO),
	TABLE("driver-drrs", 17, 5, 1, 0, 159, 227, "switching of the refresh rate",
	      GX_VBT_YES_OR_NO),
	TABLE("driver-grs", 17, 6, 1, 0, 159, 0, "graphics render standby",
	      GX_VBT_YES_OR_NO),
	TABLE("driver-gpmt", 17, 7, 1, 0, 159, 0, "graphics power modulation",
	      GX_VBT_YES_OR_NO),
	TABLE("driver-turbo-boost", 18, 0, 1, 0, 159, 0, "turbo boost", GX_VBT_YES_OR_NO),
	TABLE("driver-psr", 18, 1, 1, 0, 165, 227, "panel self-refresh",
	      GX_VBT_YES_OR_NO),
	TABLE("driver-ips", 18, 2, 1, 0, 165, 0, "intermediate pixel storage",
	      GX_VBT_YES_OR_NO),
	TABLE("driver-dfps", 18, 3, 1, 0, 165, 0, "Display Frames Per Second (DFPS)",
	      GX_VBT_YES_OR_NO),
	TABLE("driver-dmrrs", 18, 4, 1, 0, 174, 227,
	      "refresh rate that depends on media (DMRRS)", GX_VBT_YES_OR_NO),
	TABLE("driver-adt", 18, 5, 1, 0, 165, 228, "assertive display", GX_VBT_YES_OR_NO),
	TABLE("driver-hpd-wake", 18, 6, 1, 0, 201, 240, "hotplug wakes the machine",
	      GX_VBT_YES_OR_NO),
	TABLE("driver-features-valid", 18, 7, 1, 0, 159, 0,
	      "the fields driver-... are valid", GX_VBT_YES_OR_NO),
};

const struct gx_vbt_field_list gx_vbt_driver_fields = { fields, sizeof(fields) /
								    sizeof(fields[0]) };
