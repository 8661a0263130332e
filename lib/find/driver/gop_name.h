/* SPDX-License-Identifier: BSD-2-Clause */
/* gop_name.h - the name inside Intel's GOP drivers */
#ifndef GX_FIND_GOP_NAME_H
#define GX_FIND_GOP_NAME_H

#include "base/bytes.h"

/*
 * UTF-16 "Intel(R) GOP Driver", with "GOP" in any case, and four zero bytes.  Setup
 * modules contain the same words followed by a blank.
 */
#define GX_GOP_NAME_CHARS "I\0n\0t\0e\0l\0(\0R\0)\0 \0G\0"

/* The rest of the name, after GX_GOP_NAME_CHARS. */
bool gx_gop_name_continues(struct gx_span s);

/* Offset of the name; s.len: not found. */
size_t gx_gop_name_find(struct gx_span s);

#endif /* GX_FIND_GOP_NAME_H */
