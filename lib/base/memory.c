/* SPDX-License-Identifier: BSD-2-Clause */
/* memory.c - malloc() for what is small, mmap() for what is large */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS, madvise */
#include "base/memory.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "base/poison.h"

#define HUGE_PAGE GX_MEMORY_LARGE
#define PAGE      ((size_t)64 << 10) /* no machine has larger ones */

/* In front of every piece. */
struct head {
	alignas(max_align_t) size_t mapped; /* bytes; 0: it is malloc()'s */
};

static void *body_of(struct head *h, size_t mapped)
{
	if (!h)
		return NULL;
	h->mapped = mapped;
	return h + 1;
}

/* 'size' bytes that start where a huge page does, so that they can be made of such. */
static void *map_aligned(size_t size)
{
	uint8_t *all = mmap(NULL, size + HUGE_PAGE, PROT_READ | PROT_WRITE,
			    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	size_t before;

	if (all == MAP_FAILED)
		return NULL;
	before = -(uintptr_t)all & (HUGE_PAGE - 1);
	if (before)
		munmap(all, before);
	munmap(all + before + size, HUGE_PAGE - before);
	/* Advice: the pages are as good without.  None that is not full of data. */
	madvise(all + before, size & ~(HUGE_PAGE - 1), MADV_HUGEPAGE);
	return all + before;
}

void *gx_memory_alloc(void *ctx, size_t size)
{
	struct head *h;
	size_t mapped;

	(void)ctx;
	if (size > SIZE_MAX - sizeof(struct head) - PAGE - HUGE_PAGE)
		return NULL;
	size += sizeof(struct head);
	if (size < GX_MEMORY_LARGE)
		return body_of(malloc(size), 0);
	mapped = (size + PAGE - 1) & ~(PAGE - 1);
	h = map_aligned(mapped);
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
	munmap(h, h->mapped);
}
