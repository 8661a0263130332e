/* SPDX-License-Identifier: BSD-2-Clause */
/* ffs_layout.h - what gopx must know about a volume to read its files */
#ifndef GX_FORMAT_FFS_LAYOUT_H
#define GX_FORMAT_FFS_LAYOUT_H

#include "base/bytes.h"
#include "base/guid.h"

enum gx_filesystem {
	GX_FS_UNKNOWN = 0, /* no file system or an unknown one */
	GX_FS_FFS1,
	GX_FS_FFS2, /* and the vendors' GUIDs for the same layout */
	GX_FS_FFS3,
};

struct gx_volume {
	struct gx_guid filesystem_guid;
	enum gx_filesystem filesystem;
	const char *filesystem_name; /* "ffs2", "apple-immutable", ...; NULL: unknown */
	bool nvram;                  /* UEFI variables instead of files */
	/* size in bytes with the header; may extend past 'at' */
	uint64_t size;
	uint64_t map_size; /* the sum of the block map */
	uint16_t header_size;
	uint16_t checksum_off; /* 0 if the 16-bit checksum of the header is right, else
				  the difference */
	uint8_t revision;
	uint8_t erased; /* the value of erased bytes: 0xFF or 0 */
	bool has_name;  /* the extended header names the volume */
	struct gx_guid name;
	/* offset of the first file from the volume's start; 8-aligned */
	uint64_t files_at;
};

#endif /* GX_FORMAT_FFS_LAYOUT_H */
