/* SPDX-License-Identifier: BSD-2-Clause */
/* portwell.c - the files after Portwell's unpacker */
#include "format/update/portwell.h"
#include "walk/kind.h"
#include "walk/walk.h"

static enum gopx_status expand_file(struct gx_walk *w, struct gx_node *n)
{
	return gx_walk_recognise(w, n, n->body);
}

static const struct gx_kind file_kind = { .type = "portwell-file",
					  .expand = expand_file };

static bool probe(struct gx_span at, struct gx_extent *out)
{
	if (!gx_portwell_probe(at, &out->looked))
		return false;
	out->size = at.len;
	return true;
}

static enum gopx_status expand(struct gx_walk *w, struct gx_node *n)
{
	/* The files always have this order.  They have no names in the package. */
	static const char *const roles[] = { "flasher", "layout", "script", "image",
					     "dmi" };
	struct gx_area rest = n->area;
	struct gx_node *child;

	for (size_t i = 0; rest.bytes.len > 0; i++) {
		struct gx_area part = gx_area_head(rest,
						   gx_portwell_part_size(rest.bytes));

		GX_TRY(gx_walk_add(w, n, &file_kind, part, &child));
		if (!child)
			break;
		child->body = gx_area_tail(part, GX_PORTWELL_MARK_SIZE);
		child->subtype = i < sizeof(roles) / sizeof(roles[0]) ? roles[i] : NULL;
		rest = gx_area_tail(rest, part.bytes.len);
	}
	return GOPX_OK;
}

const struct gx_kind gx_kind_portwell = {
	.type = "portwell",
	.magic = GX_PORTWELL_MARK,
	.magic_len = GX_PORTWELL_MARK_SIZE,
	.magic_at = 0,
	.package = true,
	.cost = GX_COST_BYTES,
	.probe = probe,
	.expand = expand,
};
