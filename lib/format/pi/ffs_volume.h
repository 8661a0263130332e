/* SPDX-License-Identifier: BSD-2-Clause */
/* ffs_volume.h - firmware volume header (PI specification, volume 3, chapter 3) */
#ifndef GX_FORMAT_FFS_VOLUME_H
#define GX_FORMAT_FFS_VOLUME_H

#include "base/bytes.h"
#include "base/guid.h"
#include "base/status.h"

#define GX_VOLUME_SIGNATURE    "_FVH"
#define GX_VOLUME_SIGNATURE_AT 0x28
#define GX_VOLUME_MAX_HEADER   0x400 /* 120 runs of blocks; more than 3 were never seen */
#define GX_VOLUME_MIN_HEADER   0x48  /* fixed part and the map's terminator */

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

/*
 * Decode the volume header at the start of 'at'.  GOPX_E_FORMAT: no volume
 * header, or one that nothing speaks for: a wrong checksum is tolerated where
 * the file system is known and the size is possible.  out->header_size is then how
 * much was looked at, where that was more than the fixed part.
 */
GX_NODISCARD enum gopx_status gx_volume_decode(struct gx_span at, struct gx_volume *out);

#endif /* GX_FORMAT_FFS_VOLUME_H */
