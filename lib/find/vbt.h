/* SPDX-License-Identifier: BSD-2-Clause */
/* vbt.h - video BIOS tables: their origin, and which bytes belong to them */
#ifndef GX_FIND_VBT_H
#define GX_FIND_VBT_H

#include "find/finding.h"

/* Examine the table n, and add it. */
GX_NODISCARD enum gopx_status gx_find_vbt(struct gx_walk *w, const struct gx_node *n,
					  struct gx_findings *all);

#endif /* GX_FIND_VBT_H */
