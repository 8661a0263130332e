/* SPDX-License-Identifier: BSD-2-Clause */
/* closed.h - findings for nodes that cannot be opened */
#ifndef GX_FIND_CLOSED_H
#define GX_FIND_CLOSED_H

#include "find/finding.h"

/*
 * Add a finding for n if it is closed.  A node with the signature of a BIOS from before
 * UEFI counts as closed if the image has no firmware volume.
 */
GX_NODISCARD enum gopx_status gx_find_closed(struct gx_walk *w, const struct gx_node *n,
					     struct gx_findings *all);

/* Add a finding with the text of the note on n. */
GX_NODISCARD enum gopx_status gx_finding_for_closed(struct gx_walk *w,
						    const struct gx_node *n,
						    const struct gx_note *note,
						    struct gx_findings *all);

#endif /* GX_FIND_CLOSED_H */
