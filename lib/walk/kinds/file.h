/* SPDX-License-Identifier: BSD-2-Clause */
/* file.h - files, for the volumes that hold them */
#ifndef GX_WALK_KINDS_FILE_H
#define GX_WALK_KINDS_FILE_H

#include "format/pi/ffs_file.h"
#include "walk/kind.h"
#include "walk/walk.h"

/* Set what n has from its header: all of the file, or what is left of it. */
GX_NODISCARD enum gopx_status gx_walk_describe_file(struct gx_walk *w, struct gx_node *n,
						    const struct gx_volume *v,
						    const struct gx_file *f);

/*
 * True for a header in the middle of anything, code for one, that can be believed.  One
 * byte of sum is not enough there: the data's has to be right too or, where that would
 * be a sum over all of it, a section has to follow.
 */
bool gx_walk_believes_file(struct gx_span at, const struct gx_volume *v);

#endif /* GX_WALK_KINDS_FILE_H */
