/* SPDX-License-Identifier: BSD-2-Clause */
/* other_gop.h - graphics drivers that are not Intel's GOP */
#ifndef GX_FIND_OTHER_GOP_H
#define GX_FIND_OTHER_GOP_H

#include "find/finding.h"

struct gx_pe;

/* One that is not Intel's GOP driver; 'is_driver': it has what every such driver has. */
GX_NODISCARD enum gopx_status gx_find_other_gop(struct gx_walk *w,
						const struct gx_node *n,
						const struct gx_pe *pe, bool is_driver,
						struct gx_findings *all);

#endif /* GX_FIND_OTHER_GOP_H */
