/* SPDX-License-Identifier: BSD-2-Clause */
/* note.h - pieces that cannot be opened, as findings */
#ifndef GX_FIND_NOTE_H
#define GX_FIND_NOTE_H

#include "find/finding.h"

/*
 * A piece that cannot be opened, and one with the mark of a BIOS from before UEFI where
 * the image has no firmware volume.
 */
GX_NODISCARD enum gopx_status gx_find_note(struct gx_walk *w, const struct gx_node *n,
					   struct gx_findings *all);

/* A note on n as a finding. */
GX_NODISCARD enum gopx_status gx_finding_of_note(struct gx_walk *w,
						 const struct gx_node *n,
						 const struct gx_note *note,
						 struct gx_findings *all);

#endif /* GX_FIND_NOTE_H */
