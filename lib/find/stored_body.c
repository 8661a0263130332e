/* SPDX-License-Identifier: BSD-2-Clause */
/* stored_body.c - the stored body of a driver or table: itself, or all of its section or
 * file */
#include "find/stored_body.h"

#include "format/pi/ffs_section.h"
#include "walk/kind.h"

struct gx_span gx_enclosing_body(const struct gx_node *n)
{
	const struct gx_node *p = n->parent;
	struct gx_span body = { 0 };

	if (!p || (p->kind != &gx_kind_section && p->kind != &gx_kind_file &&
		   p->kind != &gx_kind_member && p->kind != &gx_kind_cbfs_file &&
		   p->kind != &gx_kind_image))
		return body;
	body = gx_node_content(p).bytes;
	return gx_span_offset(body, n->area.bytes) == 0 ? body : (struct gx_span){ 0 };
}

struct gx_span gx_driver_body(const struct gx_node *n)
{
	struct gx_span body = gx_enclosing_body(n);

	if (body.len && n->parent->kind == &gx_kind_section &&
	    (n->parent->detail == GX_SECTION_PE32 || n->parent->detail == GX_SECTION_TE))
		return body;
	return body.len && body.len / 2 <= n->area.bytes.len ? body : n->area.bytes;
}
