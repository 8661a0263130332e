/* SPDX-License-Identifier: BSD-2-Clause */
/* fat.h - FAT file systems (floppies, USB sticks, El Torito): are files in fragments? */
#ifndef GX_FORMAT_FAT_H
#define GX_FORMAT_FAT_H

#include "base/bytes.h"

/*
 * A FAT12 or FAT16 file system starts here, *size bytes, and some file in it is not in
 * one piece.  *looked bytes of its table were looked at.
 */
bool gx_fat_is_fragmented(struct gx_span at, uint64_t *size, uint64_t *looked);

#endif /* GX_FORMAT_FAT_H */
