/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * arena.h - all memory of one image, freed at once
 *
 * Small objects come from shared blocks and live until gx_arena_fini().  Large buffers
 * (unpacked streams) are separate allocations, which may be freed earlier.  Both use
 * the caller's allocator if there is one.
 */
#ifndef GX_BASE_ARENA_H
#define GX_BASE_ARENA_H

#include <stddef.h>
#include <stdint.h>

struct gx_allocator { /* both functions or neither */
	void *(*alloc_fn)(void *ctx, size_t size);
	void (*free_fn)(void *ctx, void *ptr);
	void *ctx;
};

struct gx_arena_block;

struct gx_arena {
	struct gx_allocator allocator;
	/* blocks of small objects; the first block is being filled */
	struct gx_arena_block *blocks;
	struct gx_arena_block *buffers;
};

void gx_arena_init(struct gx_arena *a, const struct gx_allocator *allocator);
void gx_arena_fini(struct gx_arena *a);

/* Zeroed memory for any type; NULL: no memory. */
void *gx_arena_alloc(struct gx_arena *a, size_t size);

/* Zeroed memory for 'count' items of 'size' bytes; NULL: no memory, or overflow. */
void *gx_arena_array(struct gx_arena *a, size_t count, size_t size);

/*
 * An array with room for at least 'need' items: 'items' itself if need <= *cap, else a
 * copy with at least twice the room.  The arena keeps the old array until its end.  NULL:
 * no memory.
 */
void *gx_arena_grow(struct gx_arena *a, void *items, size_t *cap, size_t need,
		    size_t size);

/* A copy of the n bytes at s, and a terminator; NULL: no memory. */
char *gx_arena_string(struct gx_arena *a, const char *s, size_t n);

/* A separate buffer, not zeroed; NULL: no memory. */
/*@
  requires \valid(a);
  assigns *a;
  ensures \result == \null || \valid(\result + (0 .. size - 1));
  exits \false;
*/
uint8_t *gx_arena_buffer(struct gx_arena *a, size_t size);

/*
 * Cut the first 'lead' bytes off a buffer, without a copy.  Returns the shorter buffer,
 * which replaces the given one.  NULL if this is impossible; then nothing changes.
 */
uint8_t *gx_arena_cut(struct gx_arena *a, uint8_t *buffer, size_t lead);

/* Move everything in 'from' to 'a', which has the same allocator; then 'from' is
 * empty. */
void gx_arena_merge(struct gx_arena *a, struct gx_arena *from);

/* Free a buffer early.  NULL is a no-op. */
/*@
  requires \valid(a);
  assigns *a;
  exits \false;
*/
void gx_arena_release(struct gx_arena *a, uint8_t *buffer);

#endif /* GX_BASE_ARENA_H */
