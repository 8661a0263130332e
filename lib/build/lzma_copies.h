/* SPDX-License-Identifier: BSD-2-Clause */
/* lzma_copies.h - where the text has been the same before, lately */
#ifndef GX_BUILD_LZMA_COPIES_H
#define GX_BUILD_LZMA_COPIES_H

#include "base/arena.h"
#include "base/status.h"
#include "build/lzma_symbols.h"

/* How far back it looks: new bytes are mostly like the bytes near them. */
#define GX_COPIES_WINDOW ((size_t)1 << 18)

struct gx_copies {
	const uint8_t *text;
	size_t len;
	size_t reach;   /* no copy is of what lies further back */
	size_t next;    /* the first position that is not known yet */
	uint32_t *head; /* by hash: the last position that has it, plus 1 */
	uint32_t *prev; /* by position in the window: the one before with the same hash */
};

/* For a decoder that remembers 'dict_size' bytes.  GOPX_E_NOMEM. */
GX_NODISCARD enum gopx_status gx_copies_init(struct gx_copies *m, struct gx_arena *arena,
					     struct gx_span text, uint32_t dict_size);

/* What is too far before 'start' need not be known.  Before the first of the others. */
void gx_copies_skip(struct gx_copies *m, size_t start);

/* Know all positions before 'end', which never goes back. */
void gx_copies_learn(struct gx_copies *m, size_t end);

/* How many bytes at 'pos' are those 'dist' before it; at most 'most', which lies in the
 * text. */
uint32_t gx_copy_length(const uint8_t *text, size_t pos, uint32_t dist, uint32_t most);

/*
 * The longest copy of at least 4 bytes, and of those the nearest; of length 0 when there
 * is none.  Positions up to 'pos' are known.
 */
struct gx_lzma_symbol gx_copies_find(const struct gx_copies *m, size_t pos,
				     uint32_t most);

#endif /* GX_BUILD_LZMA_COPIES_H */
