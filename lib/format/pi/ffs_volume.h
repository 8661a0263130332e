/* SPDX-License-Identifier: BSD-2-Clause */
/* ffs_volume.h - firmware volume header (PI specification, volume 3, chapter 3) */
#ifndef GX_FORMAT_FFS_VOLUME_H
#define GX_FORMAT_FFS_VOLUME_H

#include "base/status.h"
#include "format/pi/ffs_layout.h"

#define GX_VOLUME_SIGNATURE    "_FVH"
#define GX_VOLUME_SIGNATURE_AT 0x28
#define GX_VOLUME_MAX_HEADER   0x400 /* room for 120 runs of blocks; 3 were seen */
#define GX_VOLUME_MIN_HEADER   0x48  /* fixed part and the map's terminator */

/*
 * Decode the volume header at the start of 'at'.  A wrong checksum is tolerated if the
 * file system is known and the size is possible.  GOPX_E_FORMAT: no credible volume
 * header.  In this case, if more than the fixed part was examined, out->header_size is
 * the number of bytes examined.
 */
GX_NODISCARD enum gopx_status gx_volume_decode(struct gx_span at, struct gx_volume *out);

#endif /* GX_FORMAT_FFS_VOLUME_H */
