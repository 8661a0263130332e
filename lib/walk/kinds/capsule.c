/* SPDX-License-Identifier: BSD-2-Clause */
/* capsule.c - capsules: gopx searches the bytes after the header */
#include "format/pi/capsule.h"
#include "walk/kind.h"
#include "walk/walk.h"

static bool probe(struct gx_span at, struct gx_extent *out)
{
	struct gx_capsule c;

	if (gx_capsule_decode(at, &c) != GOPX_OK)
		return false;
	out->size = c.size;
	return true;
}

static enum gopx_status expand(struct gx_walk *w, struct gx_node *n)
{
	struct gx_capsule c;
	uint64_t from, reached = 0;

	GX_TRY(gx_capsule_decode(n->area.bytes, &c));
	n->subtype = c.name;
	n->body = gx_area_tail(n->area, c.header_size);
	GX_TRY(gx_walk_set_guid(w, n, &c.guid));
	/* The start of the body that the header states may be past the end. */
	GX_TRY(gx_walk_recognise(
	    w, n,
	    gx_area_tail(gx_area_head(n->area, c.header_size), GX_CAPSULE_MIN_HEADER)));
	if (n->last_child && n->last_child->kind == &gx_kind_volume)
		reached = gx_area_offset(n->last_child->area) +
			  n->last_child->area.bytes.len - gx_area_offset(n->area);
	from = reached > c.header_size ? reached : c.header_size;
	return gx_walk_recognise(w, n, gx_area_tail(n->area, from));
}

const struct gx_kind gx_kind_capsule = {
	.type = "capsule",
	.probe = probe,
	.expand = expand,
};
