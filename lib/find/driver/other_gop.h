/* SPDX-License-Identifier: BSD-2-Clause */
/* other_gop.h - graphics drivers other than Intel's GOP driver */
#ifndef GX_FIND_OTHER_GOP_H
#define GX_FIND_OTHER_GOP_H

#include "find/finding.h"

struct gx_pe;

/* Examine the executable n, and add it if it is another graphics driver.  'is_driver'
 * means that n has the signs that every graphics driver has. */
GX_NODISCARD enum gopx_status gx_find_other_gop(struct gx_walk *w,
						const struct gx_node *n,
						const struct gx_pe *pe, bool is_driver,
						struct gx_findings *all);

#endif /* GX_FIND_OTHER_GOP_H */
