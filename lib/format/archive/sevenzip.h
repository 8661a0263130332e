/* SPDX-License-Identifier: BSD-2-Clause */
/* sevenzip.h - the header of a 7z archive, as far as to know whether it can be true */
#ifndef GX_FORMAT_SEVENZIP_H
#define GX_FORMAT_SEVENZIP_H

#include "base/bytes.h"

/* The header of the archive that starts 'at', as it is stored; empty when cut off. */
struct gx_span gx_7z_header(struct gx_span at);

/*
 * False where a header says that it has more packed streams or folders than it has
 * bytes: each takes more than one.  True for what is no header at all.
 */
bool gx_7z_counts_are_possible(struct gx_span header);

/* A header that is packed with LZMA. */
struct gx_7z_packed {
	struct gx_span properties, stream;
	uint64_t unpacked;
};

/* True when 'header', which is that of the archive 'at', leads to one. */
bool gx_7z_packed_header(struct gx_span at, struct gx_span header,
			 struct gx_7z_packed *out);

#endif /* GX_FORMAT_SEVENZIP_H */
