/* SPDX-License-Identifier: BSD-2-Clause */
/* search.c - recognising kinds by their bytes, at any place of an area */
#include <string.h>

#include "base/checked.h"
#include "base/match.h"
#include "walk/kind.h"
#include "walk/walk.h"

struct gx_magics {
	struct gx_pattern patterns[GX_MATCH_MAX];
	const struct gx_kind *kinds[GX_MATCH_MAX];
	size_t count;
	struct gx_matcher matcher;
};

/* The magics of all kinds, put together once a walk; NULL when there is no memory. */
static const struct gx_magics *magics(struct gx_walk *w)
{
	struct gx_magics *set = w->magics ? NULL : gx_arena_alloc(w->arena, sizeof(*set));

	if (!set)
		return w->magics;
	for (size_t i = 0; gx_kinds[i] && set->count < GX_MATCH_MAX; i++) {
		const struct gx_kind *kind = gx_kinds[i];

		if (!kind->magic)
			continue;
		set->patterns[set->count] = (struct gx_pattern){ kind->magic,
								 kind->magic_len };
		set->kinds[set->count++] = kind;
	}
	gx_matcher_init(&set->matcher, set->patterns, set->count);
	return w->magics = set;
}

bool gx_walk_probe(struct gx_walk *w, const struct gx_kind *kind, struct gx_span at,
		   uint64_t *size)
{
	struct gx_extent extent = { 0 };
	bool found = kind->probe(at, &extent);

	*size = extent.size;
	gx_walk_charge(w, GX_COST_PROBE, gx_min_u64(extent.looked, at.len));
	return found && extent.size > 0;
}

/* Packages are of no use to a piece of firmware: see kind.h. */
static bool is_wanted(const struct gx_kind *kind, const struct gx_node *parent)
{
	return !kind->package || !parent->firmware;
}

static bool is_in_nvram(const struct gx_node *n)
{
	while (n && n->kind != &gx_kind_volume)
		n = n->parent;
	return n && n->subtype && strncmp(n->subtype, "nvram", 5) == 0;
}

/*
 * False when a piece that does not fit is none: code that makes volumes carries
 * their headers.  Apple's drivers for variables have one of an NVRAM volume in
 * their data (iMac4,1 and 4,2, MacBookPro2,1), and firmware copies that of an NVRAM
 * volume into it.  What a section starts with is meant to be there; and where the input
 * ends, or what could be unpacked of a damaged stream, it may have been cut off.
 */
static bool is_cut_off(const struct gx_node *parent, struct gx_area area, uint64_t off)
{
	const struct gx_space *space = area.space;

	if (is_in_nvram(parent))
		return false;
	if (gx_area_offset(area) + area.bytes.len == space->bytes.len &&
	    (!space->owner || space->owner->damaged))
		return true;
	return parent->kind != &gx_kind_pe && parent->kind != &gx_kind_te &&
	       (parent->kind != &gx_kind_section || off == 0);
}

static enum gopx_status say_truncated(struct gx_walk *w, struct gx_node *n, uint64_t size,
				      bool cut_off)
{
	return gx_walk_diag(w, n, gx_area_offset(n->area),
			    cut_off ? GOPX_DAMAGE : GOPX_NOTE, GOPX_E_TRUNCATED,
			    "truncated", "%s of 0x%llx bytes, only 0x%zx are there",
			    n->kind->type, (unsigned long long)size, n->area.bytes.len);
}

/* Add a node of this kind at 'off' when its probe says so; *end is then its end. */
static enum gopx_status probe_at(struct gx_walk *w, struct gx_node *parent,
				 const struct gx_kind *kind, struct gx_area area,
				 uint64_t off, uint64_t *end)
{
	struct gx_area at = gx_area_tail(area, off);
	struct gx_area piece;
	struct gx_node *n;
	uint64_t size;

	*end = off;
	if (!gx_walk_probe(w, kind, at.bytes, &size))
		return GOPX_OK;
	piece = gx_area_head(at, size);
	*end = off + piece.bytes.len;
	GX_TRY(gx_walk_add(w, parent, kind, piece, &n));
	if (!n || size == piece.bytes.len)
		return GOPX_OK;
	if (kind->cut_off)
		GX_TRY(kind->cut_off(w, n));
	return say_truncated(w, n, size, is_cut_off(parent, area, off));
}

/* All kinds whose magic is the one that was met at 'at', up to the first that fits. */
static enum gopx_status probe_magic(struct gx_walk *w, struct gx_node *parent,
				    const struct gx_magics *set, size_t which,
				    struct gx_area area, uint64_t covered, uint64_t at,
				    uint64_t *end)
{
	const struct gx_kind *met = set->kinds[which];

	*end = 0;
	for (size_t i = which; i < set->count && *end <= at; i++) {
		const struct gx_kind *kind = set->kinds[i];

		if (kind->magic_len != met->magic_len || !is_wanted(kind, parent) ||
		    memcmp(kind->magic, met->magic, met->magic_len) != 0 ||
		    at < covered + kind->magic_at)
			continue;
		GX_TRY(probe_at(w, parent, kind, area, at - kind->magic_at, end));
	}
	return GOPX_OK;
}

/* A kind with magic is asked where that stands only. */
static bool may_start(const struct gx_kind *kind, struct gx_span at)
{
	return !kind->magic || gx_span_starts(gx_span_tail(at, kind->magic_at),
					      kind->magic, kind->magic_len);
}

/*
 * Kinds without magic are looked for at the start of an area only, and there in the
 * order of the table: one with magic that fits comes before those behind it, and is
 * left to the search.
 */
static enum gopx_status probe_start(struct gx_walk *w, struct gx_node *parent,
				    struct gx_area area, uint64_t *end)
{
	uint64_t size;

	*end = 0;
	for (size_t i = 0; gx_kinds[i] && *end == 0; i++) {
		const struct gx_kind *kind = gx_kinds[i];

		if (!is_wanted(kind, parent) || !may_start(kind, area.bytes) ||
		    !gx_walk_probe(w, kind, area.bytes, &size))
			continue;
		if (kind->magic)
			break;
		/*
		 * Cut off is believed of the input alone: flash utilities carry
		 * headers of capsules without their bodies.
		 */
		if (parent == w->root || size <= area.bytes.len)
			GX_TRY(probe_at(w, parent, kind, area, 0, end));
	}
	return GOPX_OK;
}

enum gopx_status gx_walk_search(struct gx_walk *w, struct gx_node *parent,
				struct gx_area area)
{
	const struct gx_magics *set = magics(w);
	uint64_t covered; /* end of the last piece that was found */
	size_t at;
	bool left;

	if (!set)
		return GOPX_E_NOMEM;
	GX_TRY(gx_walk_may_go_on(w, parent, &left));
	if (!left)
		return GOPX_OK;
	GX_TRY(probe_start(w, parent, area, &covered));
	at = (size_t)covered;
	while (at < area.bytes.len && !w->full) {
		uint64_t end;
		size_t which, from = at;

		at = gx_matcher_next(&set->matcher, area.bytes, at, &which);
		/* The pieces that are found are work of their own. */
		GX_TRY(gx_walk_pay(w, parent, GX_COST_BYTES, at - from, &left));
		if (!left || at == area.bytes.len)
			break;
		GX_TRY(probe_magic(w, parent, set, which, area, covered, at, &end));
		if (end > at)
			at = (size_t)(covered = end);
		else
			at++;
	}
	return GOPX_OK;
}

enum gopx_status gx_walk_search_behind(struct gx_walk *w, struct gx_node *n,
				       struct gx_area area)
{
	enum gopx_status status;

	w->behind = n;
	status = gx_walk_search(w, n->parent, area);
	w->behind = NULL;
	return status;
}
