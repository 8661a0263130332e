/* SPDX-License-Identifier: BSD-2-Clause */
/* find.c - run every finder on every node of the finished tree */
#include "find/find.h"

#include "find/driver/gop.h"
#include "find/driver/gop_describe.h"
#include "find/input.h"
#include "find/closed.h"
#include "find/vbt.h"
#include "walk/kind.h"
#include "walk/walk.h"

/* Count the work of the search for signs in an executable. */
static enum gopx_status afford_look(struct gx_walk *w, const struct gx_node *n,
				    bool *left)
{
	bool look = n->kind == &gx_kind_pe || n->kind == &gx_kind_te;

	return gx_walk_pay(w, w->root, GX_COST_BYTES, look ? n->area.bytes.len : 0, left);
}

static bool has_volume(const struct gx_walk *w)
{
	const struct gx_node *n = w->root;

	while (n && n->kind != &gx_kind_volume)
		n = gx_node_following(n);
	return n != NULL;
}

enum gopx_status gx_find_all(struct gx_walk *w, struct gx_pci_device device,
			     struct gx_findings *out)
{
	bool left;

	/* Even if the walk has reached its limit of work, the finders examine the tree so
	 * far. */
	gx_walk_begin_finding(w);
	out->has_volume = has_volume(w);
	for (const struct gx_node *n = w->root; n; n = gx_node_following(n)) {
		GX_TRY(afford_look(w, n, &left));
		if (!left)
			continue;
		if (n->kind == &gx_kind_pe || n->kind == &gx_kind_te)
			GX_TRY(gx_find_gop(w, n, out));
		else if (n->kind == &gx_kind_vbt)
			GX_TRY(gx_find_vbt(w, n, out));
		GX_TRY(gx_find_closed(w, n, out));
	}
	GX_TRY(gx_find_input(w, out));
	for (size_t i = 0; i < out->count; i++) {
		if (out->items[i]->kind == GOPX_FINDING_GOP)
			GX_TRY(gx_gop_describe(w, out->items[i]));
	}
	gx_rank_all(out, device);
	return GOPX_OK;
}
