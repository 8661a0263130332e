/* SPDX-License-Identifier: BSD-2-Clause */
/* gop.h - is this executable Intel's GOP driver? */
#ifndef GX_FIND_GOP_H
#define GX_FIND_GOP_H

#include "find/finding.h"

/* Examine the executable n, and add it if it is a graphics driver. */
GX_NODISCARD enum gopx_status gx_find_gop(struct gx_walk *w, const struct gx_node *n,
					  struct gx_findings *all);

#endif /* GX_FIND_GOP_H */
