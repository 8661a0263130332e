/* SPDX-License-Identifier: BSD-2-Clause */
/* finding.c - the list of findings: one for each distinct body */
#include "find/finding.h"

#include <zlib.h>

#include "walk/kind.h"
#include "walk/walk.h"

void gx_finding_because(struct gx_finding *f, const char *reason)
{
	if (f->reason_count < GX_REASONS_MAX)
		f->reasons[f->reason_count++] = reason;
}

const struct gx_node *gx_node_ancestor(const struct gx_node *n,
				       const struct gx_kind *kind)
{
	do {
		n = n->parent;
	} while (n && n->kind != kind);
	return n;
}

static enum gopx_status add_place(struct gx_walk *w, struct gx_finding *f,
				  const struct gx_node *n)
{
	struct gx_place *place = gx_arena_alloc(w->arena, sizeof(*place));

	if (!place)
		return GOPX_E_NOMEM;
	place->node = n;
	if (f->last_place)
		f->last_place->next = place;
	else
		f->places = place;
	f->last_place = place;
	f->place_count++;
	return GOPX_OK;
}

/* A hostile image can have many bodies with equal digests, so these comparisons count as
 * work. */
static struct gx_finding *find_same(const struct gx_findings *all, struct gx_walk *w,
				    const struct gx_finding *f)
{
	for (size_t i = 0; i < all->count; i++) {
		struct gx_finding *other = all->items[i];

		if (other->digest != f->digest || other->kind != f->kind ||
		    other->trimmed.len != f->trimmed.len)
			continue;
		gx_walk_charge(w, GX_COST_BYTES, f->trimmed.len);
		if (gx_span_equal(other->trimmed, f->trimmed))
			return other;
	}
	return NULL;
}

/* A copy in a better place describes the body better: its facts replace the old ones. */
static void take_better(struct gx_finding *old, const struct gx_finding *f)
{
	struct gx_finding merged = *f;

	if (gx_rank_compare(&f->rank, &old->rank) <= 0)
		return;
	merged.places = old->places;
	merged.last_place = old->last_place;
	merged.place_count = old->place_count;
	*old = merged;
}

#define PATH_COMPONENT 64 /* assumed length of each component of a path */
#define PATHS_MAX      ((uint64_t)64 << 20)

/*
 * Count the work for a finding at n.  Drivers may be nested a thousand deep, and each
 * place is listed with its path.
 */
static enum gopx_status afford(struct gx_findings *all, struct gx_walk *w,
			       const struct gx_finding *f, const struct gx_node *n,
			       bool *left)
{
	gx_walk_charge(w, GX_COST_COMPARE, all->count);
	GX_TRY(gx_walk_pay(w, w->root, GX_COST_BODY, f->trimmed.len, left));
	if (!*left)
		return GOPX_OK;
	all->paths += ((uint64_t)n->depth + 1) * PATH_COMPONENT;
	*left = all->paths <= PATHS_MAX;
	return *left ? GOPX_OK
		     : gx_walk_limit(w, w->root, "limit.places", "too many copies");
}

enum gopx_status gx_findings_add(struct gx_findings *all, struct gx_walk *w,
				 const struct gx_finding *f, const struct gx_node *n)
{
	struct gx_finding candidate = *f, *same;
	struct gx_finding **items;
	bool left;

	GX_TRY(afford(all, w, f, n, &left));
	if (!left)
		return GOPX_OK;
	candidate.digest = (uint32_t)crc32_z(0, candidate.trimmed.ptr,
					     candidate.trimmed.len);
	same = find_same(all, w, &candidate);
	if (same) {
		take_better(same, &candidate);
		return add_place(w, same, n);
	}
	/* Each kind has its own limit.  With a common limit, a few hundred KiB of fake
	 * tables could hide the driver. */
	if (all->of_kind[f->kind] >= all->max)
		return gx_walk_limit(w, w->root, "limit.findings", "too many findings");
	items = gx_arena_grow(w->arena, all->items, &all->cap, all->count + 1,
			      sizeof(*items));
	same = gx_arena_alloc(w->arena, sizeof(*same));
	if (!items || !same)
		return GOPX_E_NOMEM;
	*same = candidate;
	all->items = items;
	all->items[all->count++] = same;
	all->of_kind[f->kind]++;
	return add_place(w, same, n);
}
