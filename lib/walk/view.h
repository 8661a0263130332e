/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * view.h - address spaces whose bytes are also in another space
 */
#ifndef GX_WALK_VIEW_H
#define GX_WALK_VIEW_H

#include "base/arena.h"
#include "base/status.h"
#include "walk/node.h"

/*
 * Make the space a view of these pieces.  Sorts the pieces by place, and keeps the array.
 */
void gx_view_set(struct gx_space *view, const struct gx_space *base,
		 struct gx_piece *pieces, size_t count);

/* If the bytes of the space are in its owner's space, make it a view of that space. */
GX_NODISCARD enum gopx_status gx_view_find(struct gx_space *space,
					   struct gx_arena *arena);

/* True for a view that is one range of its base.  Its bytes have the same order as in the
 * base. */
bool gx_view_is_range(const struct gx_space *space);

/*
 * The offset in the base of the byte that is at offset 'at' of the view.  For a byte
 * between two pieces, this is the end of the piece before it.
 */
uint64_t gx_view_base_at(const struct gx_space *view, uint64_t at);

/* True if the bytes are in one piece, and so are contiguous in the base, too. */
bool gx_view_is_whole(const struct gx_space *view, uint64_t at, uint64_t size);

/* The place of a byte in the input. */
struct gx_address {
	/* offset in the input; if packed, of the outermost packed piece */
	uint64_t offset;
	uint64_t inner_offset; /* offset in the byte's own address space */
	bool packed;
};

struct gx_address gx_address_of(struct gx_area area);
struct gx_address gx_address_at(const struct gx_space *space, uint64_t offset);

#endif /* GX_WALK_VIEW_H */
