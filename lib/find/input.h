/* SPDX-License-Identifier: BSD-2-Clause */
/* input.h - an input that nothing was found in: why that may be */
#ifndef GX_FIND_INPUT_H
#define GX_FIND_INPUT_H

#include "find/finding.h"

/* What the input is, or was made into, when nothing was found in it and no volume. */
GX_NODISCARD enum gopx_status gx_find_input(struct gx_walk *w, struct gx_findings *all);

#endif /* GX_FIND_INPUT_H */
