/* SPDX-License-Identifier: BSD-2-Clause */
/* view.c - convert offsets in a view to offsets in its base */
#include "walk/view.h"

#include <stdlib.h>

static int by_place(const void *a, const void *b)
{
	const struct gx_piece *left = a, *right = b;

	return (left->at > right->at) - (left->at < right->at);
}

void gx_view_set(struct gx_space *view, const struct gx_space *base,
		 struct gx_piece *pieces, size_t count)
{
	if (count)
		qsort(pieces, count, sizeof(*pieces), by_place);
	view->base = base;
	view->pieces = pieces;
	view->piece_count = count;
}

enum gopx_status gx_view_find(struct gx_space *space, struct gx_arena *arena)
{
	const struct gx_space *base = space->owner->area.space;
	struct gx_piece *piece;
	struct gx_span range;

	if (space->bytes.len == 0 ||
	    !gx_span_locate(base->bytes, space->bytes.ptr, space->bytes.len, &range))
		return GOPX_OK;
	piece = gx_arena_alloc(arena, sizeof(*piece));
	if (!piece)
		return GOPX_E_NOMEM;
	*piece = (struct gx_piece){ .size = range.len,
				    .base_at = gx_span_offset(base->bytes, range) };
	gx_view_set(space, base, piece, 1);
	return GOPX_OK;
}

bool gx_view_is_range(const struct gx_space *space)
{
	return space->base && space->piece_count == 1 && space->pieces->at == 0 &&
	       space->pieces->size == space->bytes.len;
}

/* The last piece that starts at 'at' or before; NULL: none. */
static const struct gx_piece *piece_at(const struct gx_space *view, uint64_t at)
{
	size_t low = 0, high = view->piece_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (view->pieces[middle].at <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low ? &view->pieces[low - 1] : NULL;
}

uint64_t gx_view_base_at(const struct gx_space *view, uint64_t at)
{
	const struct gx_piece *p = piece_at(view, at);

	if (!p)
		return gx_area_offset(view->owner->area);
	at -= p->at;
	return p->base_at + (at < p->size ? at : p->size);
}

bool gx_view_is_whole(const struct gx_space *view, uint64_t at, uint64_t size)
{
	const struct gx_piece *p = piece_at(view, at);

	return p && size <= p->size && at - p->at <= p->size - size;
}

struct gx_address gx_address_of(struct gx_area area)
{
	return gx_address_at(area.space, gx_area_offset(area));
}

struct gx_address gx_address_at(const struct gx_space *space, uint64_t offset)
{
	struct gx_address out = { .offset = offset, .inner_offset = offset };

	while (space->owner) {
		if (space->base) {
			out.offset = gx_view_base_at(space, out.offset);
			space = space->base;
		} else {
			out.packed = true;
			out.offset = gx_area_offset(space->owner->area);
			space = space->owner->area.space;
		}
	}
	return out;
}
