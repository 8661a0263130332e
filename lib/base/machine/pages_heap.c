/* SPDX-License-Identifier: BSD-2-Clause */
/* pages_heap.c - without mmap(), large pieces come from the heap, too */
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
