/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fields_compression.c - parameters of compression: block 56 of a VBT
 *
 * Offsets, widths and BDB versions from Linux, intel_vbt_defs.h, and Intel's published
 * maps.
 */
#include "format/vbt/vbt_field.h"

#include <gopx/types.h>

static const struct gx_vbt_word blocks[] = {
	{ 0, "1" }, { 1, "4" }, { 2, "16" }, { 3, "64" }, { 0, NULL },
};

/* Name; byte and bit; bits; those to the next one; BDB versions; what it is, and more. */
#define COMPRESSION(n, byte, b, w, next, from, to, ...)                               \
	{                                                                             \
		.name = (n), .bit = 8 * (byte) + (b), .width = (w), .stride = (next), \
		.since = (from), .until = (to), .group = GOPX_VBT_OF_COMPRESSION,     \
		.base = GX_VBT_IN_BLOCK, .block = GX_VBT_COMPRESSION,                 \
		.help = __VA_ARGS__                                                   \
	}

static const struct gx_vbt_field fields[] = {
	COMPRESSION("version-major", 2, 0, 4, 0, 213, 0, "version of DSC"),
	COMPRESSION("version-minor", 2, 4, 4, 0, 213, 0, "version of DSC"),
	COMPRESSION("buffer-block-kib", 3, 0, 2, 0, 213, 0,
		    "size of a block of the rate buffer", GX_VBT_ONE_OF(blocks)),
	COMPRESSION("buffer-blocks", 4, 0, 8, 0, 213, 0, "blocks of the rate buffer",
		    .bias = 1),
	COMPRESSION("slices-per-line", 5, 0, 32, 0, 213, 0,
		    "allowed numbers of slices: one bit each", .form = GX_VBT_BITS),
	COMPRESSION("line-buffer-bits", 9, 0, 4, 0, 213, 0, "bits of the line buffer",
		    .bias = 8),
	COMPRESSION("block-prediction", 10, 0, 1, 0, 213, 0, "block prediction",
		    GX_VBT_YES_OR_NO),
	COMPRESSION("max-bpp-code", 11, 0, 8, 0, 213, 0,
		    "code for bits per pixel: 6 plus twice this"),
	COMPRESSION("8-bpc", 12, 1, 1, 0, 213, 0, "8 bits per colour", GX_VBT_YES_OR_NO),
	COMPRESSION("10-bpc", 12, 2, 1, 0, 213, 0, "10 bits per colour",
		    GX_VBT_YES_OR_NO),
	COMPRESSION("12-bpc", 12, 3, 1, 0, 213, 0, "12 bits per colour",
		    GX_VBT_YES_OR_NO),
	COMPRESSION("slice-height", 13, 0, 16, 0, 213, 0, "lines of a slice"),
};

const struct gx_vbt_field_list gx_vbt_compression_fields = {
	fields, sizeof(fields) / sizeof(fields[0])
};
