/* SPDX-License-Identifier: BSD-2-Clause */
/* text_dump.h - dumps that are text: which form it is, by the first lines */
#ifndef GX_FORMAT_TEXT_DUMP_H
#define GX_FORMAT_TEXT_DUMP_H

#include "format/input/mangled.h"

/* What 'at' is a dump as, and what turns it back into bytes; NULL when it is none. */
const struct gx_mangled *gx_text_dump_of(struct gx_span at);

#endif /* GX_FORMAT_TEXT_DUMP_H */
