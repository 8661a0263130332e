/* SPDX-License-Identifier: BSD-2-Clause */
/* memory.c - fresh memory in huge pages */
#include "io/system/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

/* Huge pages, where there are any, spare most of the time of read(). */
void *memory_to_fill(size_t size)
{
	const size_t huge = (size_t)2 << 20;
	void *memory = malloc(size);
	size_t skip = huge - ((uintptr_t)memory & (huge - 1));

	if (memory && size > 2 * huge)
		madvise((char *)memory + skip, (size - skip) & ~(huge - 1),
			MADV_HUGEPAGE);
	return memory;
}
