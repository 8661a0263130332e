/* SPDX-License-Identifier: BSD-2-Clause */
/* vbt.c - video BIOS tables, found by their structure */
#include "format/vbt/vbt.h"

#include "format/vbt/vbt_device.h"
#include "format/vbt/vbt_lfp.h"
#include "walk/kind.h"
#include "walk/walk.h"

static bool probe(struct gx_span at, struct gx_extent *out)
{
	struct gx_vbt vbt;
	enum gopx_status status = gx_vbt_decode(at, &vbt);

	out->size = out->looked = vbt.size;
	return status == GOPX_OK;
}

static enum gopx_status check_children(struct gx_walk *w, struct gx_node *n,
				       const struct gx_vbt *vbt)
{
	struct gx_vbt_children c = gx_vbt_children(vbt);

	if (c.entry_size == c.stated_size)
		return GOPX_OK;
	return gx_walk_diag(w, n, gx_area_offset(n->area), GOPX_WARNING, GOPX_E_CORRUPT,
			    "vbt.child-size",
			    "its outputs are said to have %u bytes each, and have %u",
			    c.stated_size, c.entry_size);
}

/* What is odd inside a table. */
static enum gopx_status expand(struct gx_walk *w, struct gx_node *n)
{
	struct gx_vbt vbt;

	GX_TRY(gx_vbt_decode(n->area.bytes, &vbt));
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
	.expand = expand,
};
