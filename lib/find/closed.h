/* SPDX-License-Identifier: BSD-2-Clause */
/* closed.h - findings for nodes that cannot be opened */
#ifndef GX_FIND_CLOSED_H
#define GX_FIND_CLOSED_H

#include "find/finding.h"

/*
 * Add a finding for n where it is closed.  A node with the mark of a BIOS from before
 * UEFI counts as closed in an image without a firmware volume.
 */
GX_NODISCARD enum gopx_status gx_find_closed(struct gx_walk *w, const struct gx_node *n,
					     struct gx_findings *all);

/* Add a finding that says what the note on n says. */
GX_NODISCARD enum gopx_status gx_finding_for_closed(struct gx_walk *w,
						    const struct gx_node *n,
						    const struct gx_note *note,
						    struct gx_findings *all);

#endif /* GX_FIND_CLOSED_H */
