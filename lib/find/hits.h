/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hits.h - every place of a pattern
 *
 * The search reads the bytes of the input and all unpacked bytes, each once.
 */
#ifndef GX_FIND_HITS_H
#define GX_FIND_HITS_H

#include "find/pattern.h"
#include "walk/walk.h"

struct gx_hit {
	struct gx_area area; /* the matching bytes */
	/*
	 * the innermost node that contains these bytes, or from which they were unpacked
	 */
	const struct gx_node *node;
	bool utf16;
	size_t order; /* index of its address space, in the order of the tree */
};

struct gx_hits {
	struct gx_arena *arena;
	size_t max;
	uint64_t work; /* limit of bytes to search */
	struct gx_hit *items;
	size_t count, cap;
	size_t spaces; /* bytes searched so far */
	bool complete; /* no limit was reached */
};

/*
 * Find 'pattern' in the finished tree of w.  The caller sets arena, max and work. The
 * hits are ordered by place: a hit in unpacked data has the place of the packed piece.
 * Fails only with GOPX_E_NOMEM.
 */
GX_NODISCARD enum gopx_status gx_hits_find(const struct gx_walk *w,
					   const struct gx_search_pattern *pattern,
					   struct gx_hits *out);

#endif /* GX_FIND_HITS_H */
