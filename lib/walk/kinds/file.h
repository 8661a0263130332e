/* SPDX-License-Identifier: BSD-2-Clause */
/* file.h - files, for the volumes that contain them */
#ifndef GX_WALK_KINDS_FILE_H
#define GX_WALK_KINDS_FILE_H

#include "format/pi/ffs_file.h"
#include "walk/kind.h"
#include "walk/walk.h"

/* Set the fields of n from its header, also if the end of the file is missing. */
GX_NODISCARD enum gopx_status gx_walk_describe_file(struct gx_walk *w, struct gx_node *n,
						    const struct gx_volume *v,
						    const struct gx_file *f);

/*
 * True if a header is credible at any place, even in code.  One checksum byte is not
 * enough there.  The checksum of the data must also be right; if that would need a sum
 * over all data, a section must follow the header instead.
 */
bool gx_walk_believes_file(struct gx_span at, const struct gx_volume *v);

#endif /* GX_WALK_KINDS_FILE_H */
