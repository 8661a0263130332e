/* SPDX-License-Identifier: BSD-2-Clause */
/* gop_describe.h - the facts in the body of a graphics driver */
#ifndef GX_FIND_GOP_DESCRIBE_H
#define GX_FIND_GOP_DESCRIBE_H

#include "find/finding.h"

/* Read the facts in the body, and store them in the finding.  A second call for the same
 * finding does nothing. */
GX_NODISCARD enum gopx_status gx_gop_describe(struct gx_walk *w, struct gx_finding *f);

#endif /* GX_FIND_GOP_DESCRIBE_H */
