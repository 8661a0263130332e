/* SPDX-License-Identifier: BSD-2-Clause */
/* memory.c - malloc() for small pieces, pages for large ones */
#include "base/memory.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/machine/pages.h"
#include "base/poison.h"

/* A header before every piece. */
struct head {
	alignas(max_align_t)
	    /* size of the piece's pages in bytes; 0: the piece is from malloc() */
	    size_t mapped;
};

static void *body_of(struct head *h, size_t mapped)
{
	if (!h)
		return NULL;
	h->mapped = mapped;
	return h + 1;
}

void *gx_memory_alloc(void *ctx, size_t size)
{
	struct head *h;
	size_t mapped;

	(void)ctx;
	if (size > SIZE_MAX - sizeof(struct head) - GX_PAGE - GX_MEMORY_LARGE)
		return NULL;
	size += sizeof(struct head);
	if (size < GX_MEMORY_LARGE)
		return body_of(malloc(size), 0);
	mapped = (size + GX_PAGE - 1) & ~(GX_PAGE - 1);
	h = gx_pages_take(mapped);
	if (h)
		gx_poison((uint8_t *)h + size, mapped - size);
	return body_of(h, mapped);
}

void gx_memory_free(void *ctx, void *ptr)
{
	struct head *h;

	(void)ctx;
	if (!ptr)
		return;
	h = (struct head *)ptr - 1;
	if (!h->mapped) {
		free(h);
		return;
	}
	gx_unpoison(h, h->mapped);
	gx_pages_give_back(h, h->mapped);
}
