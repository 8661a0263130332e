/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fields_timing.c - both timings of a panel: blocks 42 and 58 of a VBT
 *
 * Offsets, widths and BDB versions are from Linux, intel_vbt_defs.h, and from the maps
 * that Intel published.
 */
#include "format/vbt/vbt_field.h"

#include <gopx/types.h>

/* Columns: name, byte, bit, number of bits, bits to the next entry, BDB versions,
 * meaning, further members. */
#define DTD(n, byte, b, w, next, from, to, ...)                                       \
	{                                                                             \
		.name = (n), .bit = 8 * (byte) + (b), .width = (w), .stride = (next), \
		.since = (from), .until = (to), .group = GOPX_VBT_OF_PANEL,           \
		.base = GX_VBT_IN_DTD, .block = GX_VBT_LFP_DATA, .help = __VA_ARGS__  \
	}

#define GDTD(n, byte, b, w, next, from, to, ...)                                         \
	{                                                                                \
		.name = (n), .bit = 8 * (byte) + (b), .width = (w), .stride = (next),    \
		.since = (from), .until = (to), .group = GOPX_VBT_OF_PANEL,              \
		.base = GX_VBT_IN_GDTD, .block = GX_VBT_GENERIC_DTD, .help = __VA_ARGS__ \
	}

static const struct gx_vbt_field fields[] = {
	DTD("dtd-clock-khz", 0, 0, 16, 0, 0, 0, "pixel clock, in steps of 10 kHz",
	    .scale = 10),
	DTD("dtd-hactive", 2, 0, 8, 0, 0, 0, "visible pixels per line",
	    GX_VBT_HIGH(4, 4, 4)),
	DTD("dtd-hblank", 3, 0, 8, 0, 0, 0, "pixels of the horizontal blank",
	    GX_VBT_HIGH(4, 0, 4)),
	DTD("dtd-hfront", 8, 0, 8, 0, 0, 0, "horizontal front porch in pixels",
	    GX_VBT_HIGH(11, 6, 2)),
	DTD("dtd-hsync", 9, 0, 8, 0, 0, 0, "width of the horizontal sync pulse in pixels",
	    GX_VBT_HIGH(11, 4, 2)),
	DTD("dtd-vactive", 5, 0, 8, 0, 0, 0, "visible lines", GX_VBT_HIGH(7, 4, 4)),
	DTD("dtd-vblank", 6, 0, 8, 0, 0, 0, "lines of the vertical blank",
	    GX_VBT_HIGH(7, 0, 4)),
	DTD("dtd-vfront", 10, 4, 4, 0, 0, 0, "vertical front porch in lines",
	    GX_VBT_HIGH(11, 2, 2)),
	DTD("dtd-vsync", 10, 0, 4, 0, 0, 0, "width of the vertical sync pulse in lines",
	    GX_VBT_HIGH(11, 0, 2)),
	DTD("dtd-width-mm", 12, 0, 8, 0, 0, 0, "width of the image",
	    GX_VBT_HIGH(14, 4, 4)),
	DTD("dtd-height-mm", 13, 0, 8, 0, 0, 0, "height of the image",
	    GX_VBT_HIGH(14, 0, 4)),
	DTD("dtd-hborder", 15, 0, 8, 0, 0, 0, "horizontal border in pixels"),
	DTD("dtd-vborder", 16, 0, 8, 0, 0, 0, "vertical border in lines"),
	DTD("dtd-hsync-positive", 17, 1, 1, 0, 0, 0,
	    "the horizontal sync pulse is positive", GX_VBT_YES_OR_NO),
	DTD("dtd-vsync-positive", 17, 2, 1, 0, 0, 0,
	    "the vertical sync pulse is positive", GX_VBT_YES_OR_NO),
	DTD("dtd-not-interlaced", 17, 7, 1, 0, 0, 0,
	    "the bit that Intel calls \"not interlaced\"", GX_VBT_YES_OR_NO),
	GDTD("generic-clock-khz", 0, 0, 32, 0, 229, 0, "pixel clock"),
	GDTD("generic-hactive", 4, 0, 16, 0, 229, 0, "visible pixels per line"),
	GDTD("generic-hblank", 6, 0, 16, 0, 229, 0, "pixels of the horizontal blank"),
	GDTD("generic-hfront", 8, 0, 16, 0, 229, 0, "horizontal front porch in pixels"),
	GDTD("generic-hsync", 10, 0, 16, 0, 229, 0,
	     "width of the horizontal sync pulse in pixels"),
	GDTD("generic-vactive", 12, 0, 16, 0, 229, 0, "visible lines"),
	GDTD("generic-vblank", 14, 0, 16, 0, 229, 0, "lines of the vertical blank"),
	GDTD("generic-vfront", 16, 0, 16, 0, 229, 0, "vertical front porch in lines"),
	GDTD("generic-vsync", 18, 0, 16, 0, 229, 0,
	     "width of the vertical sync pulse in lines"),
	GDTD("generic-width-mm", 20, 0, 16, 0, 229, 0, "width of the image"),
	GDTD("generic-height-mm", 22, 0, 16, 0, 229, 0, "height of the image"),
	GDTD("generic-hsync-positive", 24, 7, 1, 0, 229, 0,
	     "the horizontal sync pulse is positive", GX_VBT_YES_OR_NO),
	GDTD("generic-vsync-positive", 24, 6, 1, 0, 229, 0,
	     "the vertical sync pulse is positive", GX_VBT_YES_OR_NO),
};

const struct gx_vbt_field_list gx_vbt_timing_fields = { fields, sizeof(fields) /
								    sizeof(fields[0]) };
