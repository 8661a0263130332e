/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * archive_extent.h - where archives begin and how far they reach
 *
 * These functions read just enough of each format to recognise it and to find its end;
 * lib/members reads the content.  A probe returns true if an archive starts at the start
 * of 'at'.  Then out->size is the archive's size, which may be larger than 'at'.  If the
 * headers do not state the size, out->size is the size of 'at'.
 */
#ifndef GX_FORMAT_ARCHIVE_EXTENT_H
#define GX_FORMAT_ARCHIVE_EXTENT_H

#include "base/bytes.h"
#include "format/extent.h"

bool gx_zip_probe(struct gx_span at, struct gx_extent *out);
bool gx_7z_probe(struct gx_span at, struct gx_extent *out);
bool gx_cab_probe(struct gx_span at, struct gx_extent *out);
bool gx_inverted_cab_probe(struct gx_span at,
			   struct gx_extent *out); /* each bit inverted */
bool gx_rar_probe(struct gx_span at, struct gx_extent *out);
bool gx_rar5_probe(struct gx_span at, struct gx_extent *out);

/* True for a RAR archive (version 4 or 5) that is one of several volumes. */
bool gx_rar_is_part(struct gx_span archive);

/* True for a RAR 5 archive that needs a password for its list or for a member. */
bool gx_rar5_is_encrypted(struct gx_span archive);

bool gx_iso9660_probe(struct gx_span at, struct gx_extent *out);
bool gx_tar_probe(struct gx_span at, struct gx_extent *out);
bool gx_lha_probe(struct gx_span at, struct gx_extent *out);

/* Packed streams. */
bool gx_gzip_probe(struct gx_span at, struct gx_extent *out);
bool gx_xz_probe(struct gx_span at, struct gx_extent *out);
bool gx_bzip2_probe(struct gx_span at, struct gx_extent *out);
bool gx_zstd_probe(struct gx_span at, struct gx_extent *out);
bool gx_lz4_probe(struct gx_span at, struct gx_extent *out);
bool gx_lzip_probe(struct gx_span at, struct gx_extent *out);

#endif /* GX_FORMAT_ARCHIVE_EXTENT_H */
