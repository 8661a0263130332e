/* SPDX-License-Identifier: BSD-2-Clause */
/* file.h - files, for the volumes that hold them */
#ifndef GX_WALK_KINDS_FILE_H
#define GX_WALK_KINDS_FILE_H

#include "format/pi/ffs_file.h"
#include "walk/kind.h"
#include "walk/walk.h"

/* Set the fields of n from its header: the whole file, or what is left of it. */
GX_NODISCARD enum gopx_status gx_walk_describe_file(struct gx_walk *w, struct gx_node *n,
						    const struct gx_volume *v,
						    const struct gx_file *f);

/*
 * True if a header anywhere, even in code, is credible.  There, one checksum byte is
 * not enough: the data's checksum must be right, too, or, if that needs a sum over all
 * data, a section must follow.
 */
bool gx_walk_believes_file(struct gx_span at, const struct gx_volume *v);

#endif /* GX_WALK_KINDS_FILE_H */
