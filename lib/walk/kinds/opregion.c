/* SPDX-License-Identifier: BSD-2-Clause */
/* opregion.c - dumps of the memory area that firmware passes to the graphics driver */
#include "format/vbt/opregion.h"
#include "format/vbt/vbt.h"
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

/* Add a table that a search would reject.  Do this only if nothing else was found at its
 * place. */
static enum gopx_status add_outside(struct gx_walk *w, struct gx_node *n,
				    struct gx_area table)
{
	struct gx_area rest;
	enum gopx_status status;

	if (gx_area_offset(table) < gx_area_offset(n->area) + n->area.bytes.len ||
	    (n->next &&
	     (n->next->area.space != table.space ||
	      gx_area_offset(n->next->area) < gx_area_offset(table) + table.bytes.len)))
		return GOPX_OK;
	w->insert_after = n;
	status = gx_walk_vbt_alone(w, n->parent, table, &rest);
	w->insert_after = NULL;
	return status;
}

/* If the table follows the OpRegion, the search that continues there finds it. */
static enum gopx_status check_outside(struct gx_walk *w, struct gx_node *n,
				      const struct gx_opregion *o)
{
	struct gx_area around = gx_node_content(n->parent);
	size_t at = gx_span_offset(around.bytes, n->area.bytes);
	struct gx_span table;

	if (!o->relative)
		return gx_walk_diag(w, n, gx_area_offset(n->area), GOPX_WARNING,
				    GOPX_E_UNSUPPORTED, "opregion.table-in-memory",
				    "its table is at 0x%llx in memory, not in this dump",
				    (unsigned long long)o->rvda);
	if (gx_span_sub(gx_span_tail(around.bytes, at), o->rvda, o->rvds, &table))
		return add_outside(
		    w, n, gx_area_head(gx_area_tail(around, at + o->rvda), o->rvds));
	return gx_walk_diag(w, n, gx_area_offset(n->area), GOPX_WARNING,
			    GOPX_E_UNSUPPORTED, "opregion.table-outside",
			    "its table is 0x%llx bytes after its start, not in this dump",
			    (unsigned long long)o->rvda);
}

static enum gopx_status check_mailbox(struct gx_walk *w, struct gx_node *n)
{
	struct gx_vbt vbt;

	if (gx_vbt_decode(n->body.bytes, &vbt) == GOPX_OK ||
	    !gx_vbt_refused(n->body.bytes))
		return GOPX_OK;
	return gx_walk_diag(w, n, gx_area_offset(n->body), GOPX_WARNING,
			    GOPX_E_UNSUPPORTED, "opregion.table-refused",
			    "its mailbox 4 starts like a table, but %s",
			    gx_vbt_refused(n->body.bytes));
}

static enum gopx_status expand(struct gx_walk *w, struct gx_node *n)
{
	struct gx_opregion o;
	struct gx_area rest;

	GX_TRY(gx_opregion_decode(n->area.bytes, &o));
	n->body = gx_area_tail(n->area, GX_OPREGION_MAILBOX4_AT);
	if (o.rvds)
		GX_TRY(check_outside(w, n, &o));
	GX_TRY(check_mailbox(w, n));
	GX_TRY(gx_walk_vbt_alone(w, n, n->body, &rest));
	return gx_walk_recognise(w, n, rest);
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
