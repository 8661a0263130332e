/* SPDX-License-Identifier: BSD-2-Clause */
/* find.h - run every finder on every node of the finished tree */
#ifndef GX_FIND_FIND_H
#define GX_FIND_FIND_H

#include "find/finding.h"
#include "find/rank.h"

/*
 * Find everything in the finished tree of w, and choose the best of each kind; if a
 * device is given, for that device.
 */
GX_NODISCARD enum gopx_status gx_find_all(struct gx_walk *w, struct gx_pci_device device,
					  struct gx_findings *out);

#endif /* GX_FIND_FIND_H */
