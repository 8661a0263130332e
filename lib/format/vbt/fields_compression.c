/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fields_compression.c - parameters of display stream compression: block 56 of a VBT
 *
 * Offsets, widths and BDB versions are from Linux, intel_vbt_defs.h, and from the maps
 * that Intel published.
 */
#include "format/vbt/vbt_field.h"

#include <gopx/types.h>

static const struct gx_vbt_word blocks[] = {
	{ 0, "1" }, { 1, "4" }, { 2, "16" }, { 3, "64" }, { 0, NULL },
};

/* Columns: name, byte, bit, number of bits, bits to the next entry, BDB versions,
 * meaning, further members. */
#define COMPRESSION(n, byte, b, w, next, from, to, ...)                               \
	{                                                                             \
		.name = (n), .bit = 8 * (byte) + (b), .width = (w), .stride = (next), \
		.since = (from), .until = (to), .group = GOPX_VBT_OF_COMPRESSION,     \
		.base = GX_VBT_IN_BLOCK, .block = GX_VBT_COMPRESSION,                 \
		.help = __VA_ARGS__                                                   \
	}

static const struct gx_vbt_field fields[] = {
	COMPRESSION("version-major", 2, 0, 4, 0, 213, 0, "major version of DSC"),
	COMPRESSION("version-minor", 2, 4, 4, 0, 213, 0, "minor version of DSC"),
	COMPRESSION("buffer-block-kib", 3, 0, 2, 0, 213, 0,
		    "size of a block in the rate buffer", GX_VBT_ONE_OF(blocks)),
	COMPRESSION("buffer-blocks", 4, 0, 8, 0, 213, 0,
		    "number of blocks in the rate buffer", .bias = 1),
	COMPRESSION("slices-per-line", 5, 0, 32, 0, 213, 0,
		    "numbers of slices per line that may be used: one bit for each",
		    .form = GX_VBT_BITS),
	COMPRESSION("line-buffer-bits", 9, 0, 4, 0, 213, 0,
		    "bit depth of the line buffer", .bias = 8),
	COMPRESSION("block-prediction", 10, 0, 1, 0, 213, 0,
		    "block prediction is enabled", GX_VBT_YES_OR_NO),
	COMPRESSION("max-bpp-code", 11, 0, 8, 0, 213, 0,
		    "maximum bits per pixel: 6 plus twice this code"),
	COMPRESSION("8-bpc", 12, 1, 1, 0, 213, 0, "8 bits per colour are supported",
		    GX_VBT_YES_OR_NO),
	COMPRESSION("10-bpc", 12, 2, 1, 0, 213, 0, "10 bits per colour are supported",
		    GX_VBT_YES_OR_NO),
	COMPRESSION("12-bpc", 12, 3, 1, 0, 213, 0, "12 bits per colour are supported",
		    GX_VBT_YES_OR_NO),
	COMPRESSION("slice-height", 13, 0, 16, 0, 213, 0, "number of lines in a slice"),
};

const struct gx_vbt_field_list gx_vbt_compression_fields = {
	fields, sizeof(fields) / sizeof(fields[0])
};
