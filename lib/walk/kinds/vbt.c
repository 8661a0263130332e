/* SPDX-License-Identifier: BSD-2-Clause */
/* vbt.c - video BIOS tables, recognised by their structure */
#include "format/vbt/vbt.h"

#include "base/safe_text.h"
#include "format/vbt/vbt_child.h"
#include "format/vbt/vbt_lfp.h"
#include "walk/kind.h"
#include "walk/walk.h"

static bool probe(struct gx_span at, struct gx_extent *out)
{
	struct gx_vbt vbt;
	enum gopx_status status = gx_vbt_decode(at, &vbt);

	out->size = out->looked = vbt.size;
	if (status == GOPX_OK)
		return gx_vbt_is_usual(&vbt);
	return status == GOPX_E_TRUNCATED && vbt.size && !vbt.made_up;
}

bool gx_walk_is_vbt_alone(struct gx_walk *w, struct gx_span bytes)
{
	struct gx_span rest;
	struct gx_vbt vbt;

	if (gx_vbt_decode(bytes, &vbt) != GOPX_OK || gx_vbt_is_usual(&vbt))
		return false;
	gx_walk_charge(w, GX_COST_BYTES, bytes.len);
	rest = gx_span_tail(bytes, vbt.size);
	return gx_span_is_filled(rest, 0) || gx_span_is_filled(rest, 0xff);
}

enum gopx_status gx_walk_vbt_alone(struct gx_walk *w, struct gx_node *parent,
				   struct gx_area area, struct gx_area *rest)
{
	struct gx_vbt vbt;
	struct gx_node *n;

	*rest = area;
	if (gx_vbt_decode(area.bytes, &vbt) != GOPX_OK || gx_vbt_is_usual(&vbt))
		return GOPX_OK;
	gx_walk_charge(w, GX_COST_PROBE, vbt.size);
	*rest = gx_area_tail(area, vbt.size);
	return gx_walk_add(w, parent, &gx_kind_vbt, gx_area_head(area, vbt.size), &n);
}

/* Code that builds or checks tables may contain their headers. */
static bool is_in_code(const struct gx_node *n)
{
	return n->parent->kind == &gx_kind_pe || n->parent->kind == &gx_kind_te;
}

static enum gopx_status cut_off(struct gx_walk *w, struct gx_node *n)
{
	struct gx_vbt vbt;
	const char *name;

	/* If a limit cut off the unpacked data, this is already reported. */
	if (is_in_code(n) || !w->complete ||
	    gx_vbt_decode(n->area.bytes, &vbt) != GOPX_E_TRUNCATED)
		return GOPX_OK;
	name = gx_safe_text_ascii(w->arena, vbt.signature);
	if (!name)
		return GOPX_E_NOMEM;
	w->missing = true;
	return gx_walk_note(w, n, "input.cut-off",
			    "%s: a video BIOS table (VBT) of %u bytes, of which only %zu "
			    "are here: copy it again, completely",
			    name, vbt.size, n->area.bytes.len);
}

static enum gopx_status check_children(struct gx_walk *w, struct gx_node *n,
				       const struct gx_vbt *vbt)
{
	struct gx_vbt_children c = gx_vbt_children(vbt);

	if (c.entry_size == c.stated_size)
		return GOPX_OK;
	return gx_walk_diag(w, n, gx_area_offset(n->area), GOPX_WARNING, GOPX_E_CORRUPT,
			    "vbt.child-size",
			    "the header says %u bytes for each output, but they have %u",
			    c.stated_size, c.entry_size);
}

/*
 * Oddities inside a table.  For a table that is cut off, the stated size may be wrong,
 * and other tables may follow inside it.
 */
static enum gopx_status expand(struct gx_walk *w, struct gx_node *n)
{
	struct gx_vbt vbt;

	if (gx_vbt_decode(n->area.bytes, &vbt) != GOPX_OK)
		return gx_walk_recognise(w, n, gx_area_tail(n->area, GX_VBT_HEADER_SIZE));
	GX_TRY(check_children(w, n, &vbt));
	if (!gx_vbt_lfp_find(&vbt).malformed)
		return GOPX_OK;
	return gx_walk_diag(w, n, gx_area_offset(n->area), GOPX_WARNING, GOPX_E_CORRUPT,
			    "vbt.panel-pointers",
			    "its pointers to the panels (block 41) contradict block 42; "
			    "Linux reads no panel from it");
}

const struct gx_kind gx_kind_vbt = {
	.type = "vbt",
	.magic = GX_VBT_SIGNATURE,
	.magic_len = 4,
	.magic_at = 0,
	.probe = probe,
	.cut_off = cut_off,
	.expand = expand,
};
