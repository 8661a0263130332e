/* SPDX-License-Identifier: BSD-2-Clause */
/* input.h - why nothing was found in an input */
#ifndef GX_FIND_INPUT_H
#define GX_FIND_INPUT_H

#include "find/finding.h"

/* If the input has no finding and no volume, add a note that says what it is.  If the
 * input is a text dump that was converted, the note is about the converted bytes. */
GX_NODISCARD enum gopx_status gx_find_input(struct gx_walk *w, struct gx_findings *all);

#endif /* GX_FIND_INPUT_H */
