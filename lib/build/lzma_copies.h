/* SPDX-License-Identifier: BSD-2-Clause */
/* lzma_copies.h - find earlier copies of the text in a window */
#ifndef GX_BUILD_LZMA_COPIES_H
#define GX_BUILD_LZMA_COPIES_H

#include "base/arena.h"
#include "base/status.h"
#include "build/lzma_symbols.h"

/* How far back to search; new bytes are mostly similar to nearby bytes. */
#define GX_COPIES_WINDOW ((size_t)1 << 18)

struct gx_copies {
	const uint8_t *text;
	size_t len;
	size_t reach;   /* largest distance of a copy */
	size_t next;    /* the first position that was not added yet */
	uint32_t *head; /* for each hash: 1 + the last position with this hash */
	/* for each position in the window: the previous position with the same hash */
	uint32_t *prev;
};

/* Prepare for a decoder with a dictionary of 'dict_size' bytes.  GOPX_E_NOMEM. */
GX_NODISCARD enum gopx_status gx_copies_init(struct gx_copies *m, struct gx_arena *arena,
					     struct gx_span text, uint32_t dict_size);

/* Skip the positions that are too far before 'start' to be used.  Call this before the
 * functions below. */
void gx_copies_skip(struct gx_copies *m, size_t start);

/* Add all positions before 'end', which never decreases. */
void gx_copies_learn(struct gx_copies *m, size_t end);

/* How many bytes at 'pos' are equal to the bytes at pos - dist.  Compares at most 'most'
 * bytes; these must not reach past the end of the text. */
uint32_t gx_copy_length(const uint8_t *text, size_t pos, uint32_t dist, uint32_t most);

/*
 * The longest copy of at least 4 bytes.  If several copies are equally long, this is the
 * nearest one.  If there is no copy, the result has the length 0.  Positions up to 'pos'
 * must have been added.
 */
struct gx_lzma_symbol gx_copies_find(const struct gx_copies *m, size_t pos,
				     uint32_t most);

#endif /* GX_BUILD_LZMA_COPIES_H */
