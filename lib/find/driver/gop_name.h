/* SPDX-License-Identifier: BSD-2-Clause */
/* gop_name.h - the name that Intel's GOP drivers have in them */
#ifndef GX_FIND_GOP_NAME_H
#define GX_FIND_GOP_NAME_H

#include "base/bytes.h"

/*
 * UTF-16 "Intel(R) GOP Driver", any case of "GOP", and four zero bytes.  Setup
 * modules hold the same words with a blank after them.
 */
#define GX_GOP_NAME_CHARS "I\0n\0t\0e\0l\0(\0R\0)\0 \0G\0"

/* The rest of the name, after GX_GOP_NAME_CHARS. */
bool gx_gop_name_continues(struct gx_span s);

/* Where the name is; s.len: nowhere. */
size_t gx_gop_name_find(struct gx_span s);

#endif /* GX_FIND_GOP_NAME_H */
