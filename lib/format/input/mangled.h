/* SPDX-License-Identifier: BSD-2-Clause */
/* mangled.h - dumps whose bytes are in another order, or that a text editor changed */
#ifndef GX_FORMAT_MANGLED_H
#define GX_FORMAT_MANGLED_H

#include "base/bytes.h"
#include "base/matcher.h"

struct gx_mangled {
	const char *code; /* "input.permuted", "input.mangled" */
	const char *text; /* what it is and what to do, in one line */
};

/*
 * Find out what happened to the bytes of a dump in which nothing was found; NULL if this
 * is unknown.  *looked bytes were examined.  'matcher' is memory for the search.
 */
const struct gx_mangled *gx_mangled_of(struct gx_span at, struct gx_matcher *matcher,
				       uint64_t *looked);

#endif /* GX_FORMAT_MANGLED_H */
