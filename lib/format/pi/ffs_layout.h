/* SPDX-License-Identifier: BSD-2-Clause */
/* ffs_layout.h - what of a volume its files are read by */
#ifndef GX_FORMAT_FFS_LAYOUT_H
#define GX_FORMAT_FFS_LAYOUT_H

#include "base/bytes.h"
#include "base/guid.h"

enum gx_filesystem {
	GX_FS_UNKNOWN = 0, /* no file system, or none that we know */
	GX_FS_FFS1,
	GX_FS_FFS2, /* and the vendors' GUIDs for the same layout */
	GX_FS_FFS3,
};

struct gx_volume {
	struct gx_guid filesystem_guid;
	enum gx_filesystem filesystem;
	const char *filesystem_name; /* "ffs2", "apple-immutable", ...; NULL: unknown */
	uint64_t size;               /* bytes, header included; may lead out of 'at' */
	uint64_t map_size;           /* what the block map adds up to */
	uint16_t header_size;
	uint16_t
	    checksum_off; /* 0 when the header's 16-bit sum is right, else by how much */
	uint8_t revision;
	uint8_t erased; /* the byte that erased flash reads as: 0xFF or 0 */
	bool has_name;  /* the extended header names the volume */
	struct gx_guid name;
	uint64_t files_at; /* first file, from the volume's start; 8-aligned */
};

#endif /* GX_FORMAT_FFS_LAYOUT_H */
