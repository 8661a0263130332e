/* SPDX-License-Identifier: BSD-2-Clause */
/* foreign.h - recognise, by their first bytes, inputs that are not firmware */
#ifndef GX_FORMAT_FOREIGN_H
#define GX_FORMAT_FOREIGN_H

#include "base/bytes.h"

struct gx_foreign {
	const char *name;   /* "web page (HTML)" */
	const char *advice; /* what to do instead; NULL: no advice */
};

/* The format of the file that starts at the start of 'at'; NULL if it is unknown. */
const struct gx_foreign *gx_foreign_of(struct gx_span at);

#endif /* GX_FORMAT_FOREIGN_H */
