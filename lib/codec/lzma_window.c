/* SPDX-License-Identifier: BSD-2-Clause */
/* lzma_window.c - use liblzma's dictionary as the output */
#include "codec/lzma_window.h"

#include <string.h>

#include "base/checked.h"

#define PIECE_SIZE ((size_t)64 << 10)

void *gx_lzma_window_alloc(void *window, size_t count, size_t size)
{
	struct gx_lzma_window *w = window;
	const struct gx_allocator *a = &w->sink->arena->allocator;
	size_t total;

	if (__builtin_mul_overflow(count, size, &total))
		return NULL;
	if (total < w->least || w->memory)
		return a->alloc_fn(a->ctx, total);
	w->memory = gx_arena_buffer(w->sink->arena, total);
	if (w->memory)
		memset(w->memory, 0, GX_LZMA_WINDOW_LEAD);
	return w->memory;
}

void gx_lzma_window_free(void *window, void *ptr)
{
	struct gx_lzma_window *w = window;
	const struct gx_allocator *a = &w->sink->arena->allocator;

	/* The sink's arena owns the dictionary, so it is not freed here. */
	if (ptr && ptr != w->memory)
		a->free_fn(a->ctx, ptr);
}

void gx_lzma_window_begin(struct gx_lzma_window *w, size_t most)
{
	if (w->memory)
		w->piece = gx_arena_buffer(w->sink->arena, PIECE_SIZE);
	if (!w->piece)
		return;
	w->sink->data = w->memory;
	w->sink->cap = most;
}

/* True if the sink uses the dictionary as its buffer, even if nothing was written yet. */
static bool is_output(const struct gx_lzma_window *w)
{
	return w->memory && w->sink->data == w->memory + w->lead;
}

uint8_t *gx_lzma_window_piece(struct gx_lzma_window *w, uint8_t *out, size_t *room)
{
	if (!is_output(w))
		return out;
	*room = (size_t)gx_min_u64(*room, PIECE_SIZE);
	return w->piece;
}

/* Search the dictionary for the first piece of the output, to know where the output
 * begins. */
static void find(struct gx_lzma_window *w, size_t made)
{
	for (size_t i = 0; i < GX_LZMA_WINDOW_LEAD && !w->found; i++) {
		w->found = !memcmp(w->memory + i, w->piece, made);
		w->lead = w->found ? i : 0;
	}
	w->sink->data = w->memory + w->lead;
}

/* Copy the whole output, with the last piece, to a separate buffer. */
static enum gopx_status leave(struct gx_lzma_window *w, size_t made)
{
	struct gx_sink *sink = w->sink;
	uint8_t *own = gx_arena_buffer(sink->arena, sink->cap);

	if (!own)
		return GOPX_E_NOMEM;
	memcpy(own, sink->data, sink->len);
	memcpy(own + sink->len, w->piece, made);
	sink->data = own;
	return GOPX_OK;
}

enum gopx_status gx_lzma_window_took(struct gx_lzma_window *w, size_t made)
{
	if (!is_output(w) || made == 0)
		return GOPX_OK;
	if (!w->found)
		find(w, made);
	if (w->found && !memcmp(w->sink->data + w->sink->len, w->piece, made))
		return GOPX_OK;
	return leave(w, made);
}

void gx_lzma_window_end(struct gx_lzma_window *w)
{
	struct gx_sink *sink = w->sink;
	uint8_t *cut;

	gx_arena_release(sink->arena, w->piece);
	if (!is_output(w)) {
		gx_arena_release(sink->arena, w->memory);
		return;
	}
	if (w->lead == 0)
		return;
	cut = gx_arena_cut(sink->arena, w->memory, w->lead);
	if (cut)
		return;
	sink->data = memmove(w->memory, sink->data, sink->len);
}
