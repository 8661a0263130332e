/* SPDX-License-Identifier: BSD-2-Clause */
/* mangled.h - dumps whose bytes stand in another order, or went through a text editor */
#ifndef GX_FORMAT_MANGLED_H
#define GX_FORMAT_MANGLED_H

#include "base/bytes.h"

struct gx_mangled {
	const char *code; /* "input.permuted", "input.mangled" */
	const char *text; /* what it is and what to do, in one line */
};

/*
 * What happened to the dump 'at', which nothing was found in; NULL when that is not
 * known.  *looked bytes were looked at.
 */
const struct gx_mangled *gx_mangled_of(struct gx_span at, uint64_t *looked);

#endif /* GX_FORMAT_MANGLED_H */
