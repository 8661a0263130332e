/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hits.h - every place that holds a pattern
 *
 * All bytes are looked at once: the input's, and whatever was unpacked from it, each
 * where it was unpacked.
 */
#ifndef GX_FIND_HITS_H
#define GX_FIND_HITS_H

#include "find/pattern.h"
#include "walk/walk.h"

struct gx_hit {
	struct gx_area area;        /* the bytes that match */
	const struct gx_node *node; /* the deepest that holds them, or they were
				       unpacked from */
	bool utf16;
	size_t order; /* of its address space, in that of the tree */
};

struct gx_hits {
	struct gx_arena *arena;
	size_t max;
	uint64_t work; /* bytes that may be looked at */
	struct gx_hit *items;
	size_t count, cap;
	size_t spaces; /* that were looked at */
	bool complete; /* no limit was reached */
};

/*
 * Find 'pattern' in the finished tree of w.  arena, max and work are set by the caller.
 * The hits come in the order of their places: a hit in unpacked data stands where the
 * packed piece does.  Fails with GOPX_E_NOMEM alone.
 */
GX_NODISCARD enum gopx_status gx_hits_find(const struct gx_walk *w,
					   const struct gx_search_pattern *pattern,
					   struct gx_hits *out);

#endif /* GX_FIND_HITS_H */
