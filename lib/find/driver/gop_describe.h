/* SPDX-License-Identifier: BSD-2-Clause */
/* gop_describe.h - what the body of a graphics driver tells of itself */
#ifndef GX_FIND_GOP_DESCRIBE_H
#define GX_FIND_GOP_DESCRIBE_H

#include "find/finding.h"

/* Put what the body tells into the finding, once for each. */
GX_NODISCARD enum gopx_status gx_gop_describe(struct gx_walk *w, struct gx_finding *f);

#endif /* GX_FIND_GOP_DESCRIBE_H */
