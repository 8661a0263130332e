/* SPDX-License-Identifier: BSD-2-Clause */
/* sevenzip.h - checks of the header of a 7z archive */
#ifndef GX_FORMAT_SEVENZIP_H
#define GX_FORMAT_SEVENZIP_H

#include "base/bytes.h"

/* The stored header of the archive at the start of 'at'; empty if it is cut off. */
struct gx_span gx_7z_header(struct gx_span at);

/*
 * False if the header claims to have more packed streams or folders than it has bytes.
 * Each stream or folder takes more than one byte, so such a claim is false.  True for
 * bytes that are not a header.
 */
bool gx_7z_counts_are_possible(struct gx_span header);

/* A header that is packed with LZMA. */
struct gx_7z_packed {
	struct gx_span properties, stream;
	uint64_t unpacked;
};

/* True if 'header', of the archive at the start of 'at', refers to a packed header, which
 * is described in *out. */
bool gx_7z_packed_header(struct gx_span at, struct gx_span header,
			 struct gx_7z_packed *out);

#endif /* GX_FORMAT_SEVENZIP_H */
