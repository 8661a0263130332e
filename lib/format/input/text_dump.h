/* SPDX-License-Identifier: BSD-2-Clause */
/* text_dump.h - recognise text dumps by their first lines */
#ifndef GX_FORMAT_TEXT_DUMP_H
#define GX_FORMAT_TEXT_DUMP_H

#include "format/input/mangled.h"

/* The format of the text dump 'at', and the program that converts it to bytes; NULL if it
 * is not a dump. */
const struct gx_mangled *gx_text_dump_of(struct gx_span at);

#endif /* GX_FORMAT_TEXT_DUMP_H */
