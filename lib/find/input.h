/* SPDX-License-Identifier: BSD-2-Clause */
/* input.h - why nothing was found in an input */
#ifndef GX_FIND_INPUT_H
#define GX_FIND_INPUT_H

#include "find/finding.h"

/* Add a note on what the input is, or was converted to, if it has no finding and no
 * volume. */
GX_NODISCARD enum gopx_status gx_find_input(struct gx_walk *w, struct gx_findings *all);

#endif /* GX_FIND_INPUT_H */
