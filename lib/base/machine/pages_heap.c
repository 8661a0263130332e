/* SPDX-License-Identifier: BSD-2-Clause */
/* pages_heap.c - where there is no mmap(), the heap has what is large, too */
#include "base/machine/pages.h"

#include <stdlib.h>

void *gx_pages_take(size_t size)
{
	return malloc(size);
}

void gx_pages_give_back(void *pages, size_t size)
{
	(void)size;
	free(pages);
}
