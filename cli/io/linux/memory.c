/* SPDX-License-Identifier: BSD-2-Clause */
/* memory.c - fresh memory in huge pages */
#include "io/system/memory.h"

#include <stdlib.h>
#include <sys/mman.h>

/*
 * Most of the time of read() goes to page faults, and huge pages avoid them if the system
 * has some.  The memory begins where a huge page can begin, so that only the bytes after
 * the last whole one are in small pages.
 */
void *memory_to_fill(size_t size)
{
	const size_t huge = (size_t)2 << 20;
	void *memory;

	if (size < huge)
		return malloc(size);
	if (posix_memalign(&memory, huge, size))
		return NULL;
	madvise(memory, size & ~(huge - 1), MADV_HUGEPAGE);
	return memory;
}
