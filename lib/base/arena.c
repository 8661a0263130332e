/* SPDX-License-Identifier: BSD-2-Clause */
/* arena.c - block allocator on top of the caller's allocator, or of gopx's own */
#include "base/arena.h"

#include <stdalign.h>
#include <string.h>

#include "base/memory.h"
#include "base/poison.h"

/* A test build puts each object into a block of its own, so that each allocation can
 * fail once. */
#ifndef BLOCK_SIZE
#define BLOCK_SIZE ((size_t)64 * 1024)
#endif

struct gx_arena_block {
	struct gx_arena_block *next;
	struct gx_arena_block *prev;
	size_t used;
	size_t size;
	size_t lead; /* bytes that were cut off before the data */
	alignas(max_align_t) uint8_t data[];
};

void gx_arena_init(struct gx_arena *a, const struct gx_allocator *allocator)
{
	*a = (struct gx_arena){ .allocator = *allocator };
	if (!a->allocator.alloc_fn)
		a->allocator = (struct gx_allocator){ gx_memory_alloc, gx_memory_free,
						      NULL };
}

static void free_block(struct gx_arena *a, struct gx_arena_block *b)
{
	gx_unpoison(b->data, b->size);
	a->allocator.free_fn(a->allocator.ctx, (uint8_t *)b - b->lead);
}

static void free_list(struct gx_arena *a, struct gx_arena_block *b)
{
	while (b) {
		struct gx_arena_block *next = b->next;

		free_block(a, b);
		b = next;
	}
}

void gx_arena_fini(struct gx_arena *a)
{
	free_list(a, a->buffers);
	free_list(a, a->blocks);
	a->buffers = a->blocks = NULL;
}

/* A block of 'size' payload bytes, put before *list; NULL: no memory. */
static struct gx_arena_block *push_block(struct gx_arena *a, struct gx_arena_block **list,
					 size_t size)
{
	struct gx_arena_block *b;

	if (size > SIZE_MAX - sizeof(*b))
		return NULL;
	b = a->allocator.alloc_fn(a->allocator.ctx, sizeof(*b) + size);
	if (!b)
		return NULL;
	*b = (struct gx_arena_block){ .next = *list, .size = size };
	if (*list)
		(*list)->prev = b;
	*list = b;
	return b;
}

/* A new, empty block for small objects. */
static struct gx_arena_block *push_shared(struct gx_arena *a, size_t least)
{
	struct gx_arena_block *b = push_block(a, &a->blocks,
					      least > BLOCK_SIZE ? least : BLOCK_SIZE);

	if (b)
		gx_poison(b->data, b->size);
	return b;
}

/* The bytes that an object of 'size' bytes takes in a block; 0 on overflow. */
/*@
  assigns \nothing;
  ensures \result == 0 || \result >= size + GX_POISON_GAP;
  ensures size <= SIZE_MAX - 16 - GX_POISON_GAP ==> \result <= size + 15 + GX_POISON_GAP;
*/
static size_t size_taken(size_t size)
{
	const size_t align = alignof(max_align_t);

	if (size > SIZE_MAX - align - GX_POISON_GAP)
		return 0;
	return (size + align - 1) / align * align + GX_POISON_GAP;
}

void *gx_arena_alloc(struct gx_arena *a, size_t size)
{
	struct gx_arena_block *b = a->blocks;
	size_t taken = size_taken(size);
	void *p;

	if (taken < size)
		return NULL;
	if (!b || taken > b->size - b->used)
		b = push_shared(a, taken);
	if (!b)
		return NULL;
	p = b->data + b->used;
	b->used += taken;
	gx_unpoison(p, size);
	return memset(p, 0, size);
}

void *gx_arena_array(struct gx_arena *a, size_t count, size_t size)
{
	size_t total;

	if (__builtin_mul_overflow(count, size, &total))
		return NULL;
	return gx_arena_alloc(a, total);
}

/* The new capacity for 'need' items.  It starts as 'cap', or as 8, and is doubled until
 * it is large enough; 0: impossible. */
/*@
  assigns \nothing;
  ensures \result == 0 || \result >= need;
*/
static size_t capacity_for(size_t cap, size_t need)
{
	size_t want = cap ? cap : 8;

	/*@
	  loop invariant want >= 1;
	  loop assigns want;
	  loop variant need - want;
	*/
	while (want < need) {
		if (want > SIZE_MAX / 2)
			return 0;
		want *= 2;
	}
	return want;
}

void *gx_arena_grow(struct gx_arena *a, void *items, size_t *cap, size_t need,
		    size_t size)
{
	size_t want = capacity_for(*cap, need);
	void *grown;

	if (need <= *cap)
		return items;
	if (!want)
		return NULL;
	grown = gx_arena_array(a, want, size);
	if (!grown)
		return NULL;
	if (*cap)
		memcpy(grown, items, *cap * size);
	*cap = want;
	return grown;
}

char *gx_arena_string(struct gx_arena *a, const char *s, size_t n)
{
	char *copy = n < SIZE_MAX ? gx_arena_alloc(a, n + 1) : NULL;

	if (copy && n)
		memcpy(copy, s, n);
	return copy;
}

uint8_t *gx_arena_buffer(struct gx_arena *a, size_t size)
{
	struct gx_arena_block *b = push_block(a, &a->buffers, size);

	return b ? b->data : NULL;
}

/* Put all blocks of *from before *list. */
static void merge_list(struct gx_arena_block **list, struct gx_arena_block **from)
{
	struct gx_arena_block *last = *from;

	if (!last)
		return;
	while (last->next)
		last = last->next;
	last->next = *list;
	if (*list)
		(*list)->prev = last;
	*list = *from;
	*from = NULL;
}

void gx_arena_merge(struct gx_arena *a, struct gx_arena *from)
{
	merge_list(&a->buffers, &from->buffers);
	merge_list(&a->blocks, &from->blocks);
}

static struct gx_arena_block *block_of(uint8_t *buffer)
{
	return (struct gx_arena_block *)(buffer - offsetof(struct gx_arena_block, data));
}

/* Let the neighbours of *b in the list point to *b. */
static void is_at(struct gx_arena *a, struct gx_arena_block *b)
{
	if (b->next)
		b->next->prev = b;
	if (b->prev)
		b->prev->next = b;
	else
		a->buffers = b;
}

uint8_t *gx_arena_cut(struct gx_arena *a, uint8_t *buffer, size_t lead)
{
	struct gx_arena_block b = *block_of(buffer);

	if (lead < sizeof(b) || lead % alignof(max_align_t) || lead > b.size)
		return NULL;
	b.size -= lead;
	b.lead += lead;
	*block_of(buffer + lead) = b;
	is_at(a, block_of(buffer + lead));
	return buffer + lead;
}

void gx_arena_release(struct gx_arena *a, uint8_t *buffer)
{
	struct gx_arena_block *b;

	if (!buffer)
		return;
	b = block_of(buffer);
	if (b->next)
		b->next->prev = b->prev;
	if (b->prev)
		b->prev->next = b->next;
	else
		a->buffers = b->next;
	free_block(a, b);
}
