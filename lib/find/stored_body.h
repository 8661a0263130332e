/* SPDX-License-Identifier: BSD-2-Clause */
/* stored_body.h - the stored body of a driver or table */
#ifndef GX_FIND_STORED_BODY_H
#define GX_FIND_STORED_BODY_H

#include "walk/node.h"

/*
 * The body of the section, file, member or input that contains n, if n is at its start;
 * else an empty span.
 */
struct gx_span gx_enclosing_body(const struct gx_node *n);

/*
 * The driver at n as it is stored.  In a PE32 or TE section, this is the whole body.  In
 * another section or file, this is the whole body only if the body is little larger than
 * the driver.  Otherwise it is only the driver.
 */
struct gx_span gx_driver_body(const struct gx_node *n);

#endif /* GX_FIND_STORED_BODY_H */
