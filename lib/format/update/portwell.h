/* SPDX-License-Identifier: BSD-2-Clause */
/* portwell.h - files after Portwell's unpacker, with a signature before each */
#ifndef GX_FORMAT_PORTWELL_H
#define GX_FORMAT_PORTWELL_H

#include "base/bytes.h"

#define GX_PORTWELL_MARK      "<UU>"
#define GX_PORTWELL_MARK_SIZE 4

/* True if 'at' starts with a file of the unpacker, and enough files follow.  *looked_at
 * bytes were examined. */
bool gx_portwell_probe(struct gx_span at, uint64_t *looked_at);

/* Number of bytes from the signature at the start of 'at' to the next signature, or to
 * the end of 'at'. */
uint64_t gx_portwell_part_size(struct gx_span at);

#endif /* GX_FORMAT_PORTWELL_H */
