/* SPDX-License-Identifier: BSD-2-Clause */
/* hits.c - every place of a pattern: bytes, nodes, and their order */
#include "find/hits.h"

#include <stdlib.h>

#define WORD_BITS 64
#define WORDS     ((size_t)GX_PATTERN_STRINGS * GX_PATTERN_MAX / WORD_BITS)

/*
 * This is the Shift-And algorithm of Baeza-Yates and Gonnet.  The strings of the pattern
 * form one row of positions, and each position has a bit.  After each byte, the bit of a
 * position is set if the string up to this position matches the last bytes.  So the time
 * for a byte does not depend on its value.
 */
struct machine {
	uint64_t start[WORDS]; /* first positions */
	/* for each byte value: the positions that it matches */
	uint64_t next[256][WORDS];
	size_t end[GX_PATTERN_STRINGS]; /* last positions */
	size_t words;
};

static void set_bit(uint64_t *words, size_t bit)
{
	words[bit / WORD_BITS] |= (uint64_t)1 << bit % WORD_BITS;
}

static bool has_bit(const uint64_t *words, size_t bit)
{
	return words[bit / WORD_BITS] >> bit % WORD_BITS & 1;
}

static void add_position(struct machine *m, size_t at, struct gx_masked want)
{
	for (size_t byte = 0; byte < 256; byte++) {
		if ((byte & want.mask) == want.value)
			set_bit(m->next[byte], at);
	}
}

static void build(struct machine *m, const struct gx_search_pattern *pattern)
{
	size_t at = 0;

	for (size_t i = 0; i < pattern->count; i++) {
		const struct gx_masked_string *s = &pattern->strings[i];

		set_bit(m->start, at);
		for (size_t k = 0; k < s->len; k++)
			add_position(m, at++, s->bytes[k]);
		m->end[i] = at - 1;
	}
	m->words = (at + WORD_BITS - 1) / WORD_BITS;
}

/* Advance 'state', the set of matching positions, by one byte. */
static void step(const struct machine *m, uint64_t state[WORDS], uint8_t byte)
{
	uint64_t carry = 0;

	for (size_t i = 0; i < m->words; i++) {
		uint64_t before = state[i];

		state[i] = (before << 1 | carry | m->start[i]) & m->next[byte][i];
		carry = before >> (WORD_BITS - 1);
	}
}

static enum gopx_status add_hit(struct gx_hits *out, struct gx_area all, size_t end,
				size_t len, bool utf16)
{
	struct gx_hit *items;
	struct gx_area area;

	if (out->count == out->max) {
		out->complete = false;
		return GOPX_OK;
	}
	items = gx_arena_grow(out->arena, out->items, &out->cap, out->count + 1,
			      sizeof(*items));
	if (!items)
		return GOPX_E_NOMEM;
	if (!gx_area_sub(all, end - len, len, &area))
		return GOPX_E_INTERNAL;
	out->items = items;
	items[out->count++] = (struct gx_hit){ area, NULL, utf16, out->spaces };
	return GOPX_OK;
}

static enum gopx_status find_in_area(const struct machine *m,
				     const struct gx_search_pattern *pattern,
				     struct gx_area all, struct gx_hits *out)
{
	uint64_t state[WORDS] = { 0 };

	for (size_t at = 0; at < all.bytes.len && out->complete; at++) {
		step(m, state, gx_span_at(all.bytes, at));
		for (size_t i = 0; i < pattern->count; i++) {
			if (has_bit(state, m->end[i]))
				GX_TRY(add_hit(out, all, at + 1, pattern->strings[i].len,
					       i == pattern->utf16));
		}
	}
	return GOPX_OK;
}

/* ---- the node that contains a hit ------------------------------------------- */

static int by_offset(const void *a, const void *b)
{
	const struct gx_hit *left = a, *right = b;
	uint64_t l = gx_area_offset(left->area), r = gx_area_offset(right->area);

	return (l > r) - (l < r);
}

/* The nodes of one address space in the order of their starts, each before its
 * descendants. */
struct nodes {
	const struct gx_space *space;
	const struct gx_node *top; /* the root, or the node that owns the space */
};

static const struct gx_node *node_behind(const struct nodes *in, const struct gx_node *n)
{
	while (n != in->top && !n->next)
		n = n->parent;
	return n != in->top ? n->next : NULL;
}

static const struct gx_node *next_node(const struct nodes *in, const struct gx_node *n)
{
	do {
		/* Nodes below a node of another space are never in this space. */
		bool down = n == in->top || n->area.space == in->space;

		n = down && n->child ? n->child : node_behind(in, n);
	} while (n && (n->area.space != in->space || n->area.bytes.len == 0));
	return n;
}

/* True if n contains 'bytes', which are in its space. */
static bool holds(const struct gx_node *n, struct gx_span bytes)
{
	size_t at = gx_span_offset(n->area.space->bytes, bytes);
	size_t start = (size_t)gx_area_offset(n->area);

	return at >= start && n->area.bytes.len >= bytes.len &&
	       at - start <= n->area.bytes.len - bytes.len;
}

/*
 * Of any two nodes, one contains the other or they do not overlap.  So a hit is inside
 * the last node that starts before the hit, or inside an ancestor of this node.
 */
static void locate(const struct nodes *nodes, struct gx_hit *hits, size_t count)
{
	const struct gx_node *started = nodes->top;
	const struct gx_node *next = next_node(nodes, started);

	for (size_t i = 0; i < count; i++) {
		uint64_t offset = gx_area_offset(hits[i].area);
		const struct gx_node *n;

		while (next && gx_area_offset(next->area) <= offset) {
			started = next;
			next = next_node(nodes, started);
		}
		for (n = started; n != nodes->top && !holds(n, hits[i].area.bytes);)
			n = n->parent;
		hits[i].node = n;
	}
}

/* Find the hits in one address space.  'top' is the root or the node that owns the space.
 */
static enum gopx_status find_in_space(const struct machine *m,
				      const struct gx_search_pattern *pattern,
				      struct gx_area all, const struct gx_node *top,
				      struct gx_hits *out)
{
	const struct nodes nodes = { all.space, top };
	size_t first = out->count;

	if (all.bytes.len > out->work)
		out->complete = false;
	if (!out->complete)
		return GOPX_OK;
	out->work -= all.bytes.len;
	out->spaces++;
	GX_TRY(find_in_area(m, pattern, all, out));
	if (out->count == first)
		return GOPX_OK;
	/* A short string may be found before a longer one that starts earlier, so
	 * sort. */
	qsort(out->items + first, out->count - first, sizeof(*out->items), by_offset);
	locate(&nodes, out->items + first, out->count - first);
	return GOPX_OK;
}

/* ---- the order of places ------------------------------------------------------ */

/* The number of packed pieces around the bytes of a space, one inside the other.  A view
 * adds none. */
static size_t level_of(const struct gx_space *space)
{
	size_t level = 0;

	for (; space->owner; space = space->owner->area.space)
		level += !space->base;
	return level;
}

struct place {
	const struct gx_space *space;
	uint64_t offset;
};

/* A place as an offset in an outer address space.  For a place in packed data, this is
 * the offset of the packed piece. */
struct view {
	const struct gx_space *space;
	uint64_t offset;
	const struct gx_node *packed; /* NULL: the place itself */
};

/* Replace a place in a view with the same place in the view's base. */
static void leave_views(struct view *v)
{
	for (; v->space->base; v->space = v->space->base) {
		v->packed = v->space->owner;
		v->offset = gx_view_base_at(v->space, v->offset);
	}
}

static void step_out(struct view *v)
{
	v->packed = v->space->owner;
	v->offset = gx_area_offset(v->packed->area);
	v->space = v->packed->area.space;
	leave_views(v);
}

static int by_place(const void *a, const void *b)
{
	const struct gx_hit *left = a, *right = b;
	struct view l = { left->area.space, gx_area_offset(left->area), NULL };
	struct view r = { right->area.space, gx_area_offset(right->area), NULL };
	size_t up = level_of(l.space), down = level_of(r.space);

	leave_views(&l);
	leave_views(&r);
	for (; up > down; up--)
		step_out(&l);
	for (; down > up; down--)
		step_out(&r);
	while (l.space != r.space) {
		step_out(&l);
		step_out(&r);
	}
	if (l.offset != r.offset)
		return l.offset < r.offset ? -1 : 1;
	if (!l.packed || !r.packed)
		return (l.packed != NULL) - (r.packed != NULL);
	/* Two members of the same archive: keep the order of the archive. */
	if (l.packed == r.packed)
		return left->order != right->order ? (left->order < right->order ? -1 : 1)
						   : by_offset(a, b);
	/* If two packed pieces start at the same place, one is inside the other. */
	return l.packed->depth < r.packed->depth ? -1 : 1;
}

/* True for a space with bytes of its own, such as a member of an archive; the bytes of a
 * view are searched in its base. */
static bool is_own_space(const struct gx_node *n)
{
	const struct gx_space *space = n->area.space;

	return n->parent && space != gx_node_content(n->parent).space &&
	       space != n->parent->area.space && !gx_view_is_range(space);
}

/* If a hit is in a view, find its place in the base of the view, and so on outwards.
 * Stop at the outermost base in which the bytes of the hit are contiguous. */
static struct place place_of(const struct gx_hit *hit)
{
	struct place p = { hit->area.space, gx_area_offset(hit->area) };

	while (p.space->base &&
	       gx_view_is_whole(p.space, p.offset, hit->area.bytes.len)) {
		p.offset = gx_view_base_at(p.space, p.offset);
		p.space = p.space->base;
	}
	return p;
}

static bool is_same(const struct gx_hit *a, const struct gx_hit *b)
{
	struct place at = place_of(a), other = place_of(b);

	return at.space == other.space && at.offset == other.offset &&
	       a->area.bytes.len == b->area.bytes.len && a->utf16 == b->utf16;
}

/*
 * A place has at most four hits.  There are two strings, and each may occur in a space
 * and in a view of this space.
 */
#define SAME_PLACE_MAX 4

/*
 * A hit in a view is also found in its base.  These two hits are neighbours in the list.
 * The hit in the view is kept, because its node is deeper.
 */
static void drop_doubles(struct gx_hits *out)
{
	size_t kept = 0;

	for (size_t i = 0; i < out->count; i++) {
		bool same = false;
		size_t k = kept;

		while (!same && k > 0 && kept - k < SAME_PLACE_MAX)
			same = is_same(&out->items[--k], &out->items[i]);
		out->items[same ? k : kept++] = out->items[i];
	}
	out->count = kept;
}

#define PATH_COMPONENT 64 /* assumed length of each component of a path */
#define PATHS_MAX      ((uint64_t)256 << 20)

/* Every hit is reported with its path, and a small image may have many hits a thousand
 * nodes deep.  So drop the hits whose paths would take too much memory. */
static void keep_affordable(struct gx_hits *out)
{
	uint64_t paths = 0;

	for (size_t i = 0; i < out->count; i++) {
		paths += ((uint64_t)out->items[i].node->depth + 1) * PATH_COMPONENT;
		if (paths <= PATHS_MAX)
			continue;
		out->count = i;
		out->complete = false;
	}
}

enum gopx_status gx_hits_find(const struct gx_walk *w,
			      const struct gx_search_pattern *pattern,
			      struct gx_hits *out)
{
	struct machine *m = gx_arena_alloc(out->arena, sizeof(*m));

	if (!m)
		return GOPX_E_NOMEM;
	build(m, pattern);
	out->complete = true;
	GX_TRY(find_in_space(m, pattern, w->root->area, w->root, out));
	for (const struct gx_node *n = w->root; n; n = gx_node_following(n)) {
		if (is_own_space(n))
			GX_TRY(find_in_space(m, pattern, n->area, n->parent, out));
		if (n->content.space && !gx_view_is_range(n->content.space))
			GX_TRY(find_in_space(m, pattern, n->content, n, out));
	}
	if (out->count)
		qsort(out->items, out->count, sizeof(*out->items), by_place);
	drop_doubles(out);
	keep_affordable(out);
	return GOPX_OK;
}
