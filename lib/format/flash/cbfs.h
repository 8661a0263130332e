/* SPDX-License-Identifier: BSD-2-Clause */
/* cbfs.h - files of coreboot's file system, and the segments of its payloads */
#ifndef GX_FORMAT_CBFS_H
#define GX_FORMAT_CBFS_H

#include "base/bytes.h"
#include "base/status.h"

#define GX_CBFS_SIGNATURE "LARCHIVE"

enum gx_cbfs_packing {
	GX_CBFS_STORED = 0,
	GX_CBFS_LZMA = 1,
	GX_CBFS_LZ4 = 2,
};

#define GX_CBFS_PAYLOAD 0x20 /* type of a file that is a list of segments */

struct gx_cbfs_file {
	uint32_t type;
	const char *type_name; /* "raw", "payload", ...; NULL: another */
	struct gx_span attributes;
	struct gx_span name;  /* up to its terminator */
	uint64_t header_size; /* the data follows */
	uint64_t size;        /* header and data; may extend past the input */
};

/*
 * Decode the file at the start of 'at'.  GOPX_E_FORMAT: not a file, or only a mark for
 * unused space.
 */
GX_NODISCARD enum gopx_status gx_cbfs_file_decode(struct gx_span at,
						  struct gx_cbfs_file *out);

/* The packing that the attributes state: an enum gx_cbfs_packing, if it is known. */
uint32_t gx_cbfs_packing(struct gx_span attributes);

struct gx_cbfs_segment {
	uint32_t packing;
	uint64_t offset, size; /* range of the payload; may extend past its end */
};

/*
 * The next segment with data; 'table' is a reader over the payload.  False at the end.
 */
/*@
  requires \valid(table) && gx_reading(*table);
  requires \valid(out) && \separated(table, out);
  assigns table->pos, table->failed, *out;
  ensures gx_reading(*table) && table->s == \old(table->s);
*/
bool gx_cbfs_take_segment(struct gx_reader *table, struct gx_cbfs_segment *out);

#endif /* GX_FORMAT_CBFS_H */
