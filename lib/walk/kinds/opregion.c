/* SPDX-License-Identifier: BSD-2-Clause */
/* opregion.c - dumps of the memory that firmware hands to the graphics driver */
#include "format/vbt/opregion.h"
#include "walk/kind.h"
#include "walk/walk.h"

static bool probe(struct gx_span at, struct gx_extent *out)
{
	struct gx_opregion o;

	if (gx_opregion_decode(at, &o) != GOPX_OK)
		return false;
	out->size = GX_OPREGION_SIZE;
	return true;
}

/* The table outside: behind the OpRegion it is found by the search that goes on there. */
static enum gopx_status check_outside(struct gx_walk *w, struct gx_node *n,
				      const struct gx_opregion *o)
{
	struct gx_span around = gx_node_content(n->parent).bytes;
	size_t at = gx_span_offset(around, n->area.bytes);
	struct gx_span table;

	if (!o->relative)
		return gx_walk_diag(w, n, gx_area_offset(n->area), GOPX_WARNING,
				    GOPX_E_UNSUPPORTED, "opregion.table-in-memory",
				    "its table is at 0x%llx in memory, not in this dump",
				    (unsigned long long)o->rvda);
	if (gx_span_sub(gx_span_tail(around, at), o->rvda, o->rvds, &table))
		return GOPX_OK;
	return gx_walk_diag(
	    w, n, gx_area_offset(n->area), GOPX_WARNING, GOPX_E_UNSUPPORTED,
	    "opregion.table-outside",
	    "its table is 0x%llx bytes behind its start, not in this dump",
	    (unsigned long long)o->rvda);
}

static enum gopx_status expand(struct gx_walk *w, struct gx_node *n)
{
	struct gx_opregion o;

	GX_TRY(gx_opregion_decode(n->area.bytes, &o));
	n->body = gx_area_tail(n->area, GX_OPREGION_MAILBOX4_AT);
	if (o.rvds)
		GX_TRY(check_outside(w, n, &o));
	return gx_walk_recognise(w, n, n->body);
}

const struct gx_kind gx_kind_opregion = {
	.type = "opregion",
	.magic = GX_OPREGION_SIGNATURE,
	.magic_len = GX_OPREGION_SIGNATURE_SIZE,
	.magic_at = 0,
	.cost = GX_COST_BYTES,
	.probe = probe,
	.expand = expand,
};
