/* SPDX-License-Identifier: BSD-2-Clause */
/* stored_body.h - a driver or table as it is stored */
#ifndef GX_FIND_STORED_BODY_H
#define GX_FIND_STORED_BODY_H

#include "walk/node.h"

/*
 * The body that n starts: of the section, file, member or input around it, if n is the
 * first thing in it; else an empty span.
 */
struct gx_span gx_enclosing_body(const struct gx_node *n);

/*
 * The driver at n as it is stored: the whole body of a PE32 or TE section.  Elsewhere
 * (RAW, freeform, a single file) only a body that is this image and little more.
 */
struct gx_span gx_driver_body(const struct gx_node *n);

#endif /* GX_FIND_STORED_BODY_H */
