/* SPDX-License-Identifier: BSD-2-Clause */
/* pages_mmap.c - pages by mmap(), huge ones where they help */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS, madvise */
#include "base/machine/pages.h"

#include <stdint.h>
#include <sys/mman.h>

#define HUGE_PAGE ((size_t)2 << 20)

/*
 * The first bytes are in small pages.  So a false stream, which ends early, takes no huge
 * page.
 */
#define SMALL_START ((size_t)256 << 10)

/*
 * The bytes after the first SMALL_START ones begin at the address of a huge page, so that
 * the system can use huge pages for them.
 */
void *gx_pages_take(size_t size)
{
	uint8_t *all = mmap(NULL, size + HUGE_PAGE, PROT_READ | PROT_WRITE,
			    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	size_t before;

	if (all == MAP_FAILED)
		return NULL;
	before = -((uintptr_t)all + SMALL_START) & (HUGE_PAGE - 1);
	if (before)
		munmap(all, before);
	munmap(all + before + size, HUGE_PAGE - before);
	/* This is only advice: the pages also work without it.  No advice for pages that
	 * are only partly used. */
	if (size >= SMALL_START + HUGE_PAGE)
		madvise(all + before + SMALL_START,
			(size - SMALL_START) & ~(HUGE_PAGE - 1), MADV_HUGEPAGE);
	return all + before;
}

void gx_pages_give_back(void *pages, size_t size)
{
	munmap(pages, size);
}
