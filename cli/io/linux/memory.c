/* SPDX-License-Identifier: BSD-2-Clause */
/* memory.c - fresh memory in huge pages */
#include "io/system/memory.h"

#include <stdlib.h>
#include <sys/mman.h>

#define HUGE_PAGE ((size_t)2 << 20)

/* A smaller input is not worth a huge page, which takes up to four times its memory. */
#define WORTH_A_PAGE ((size_t)512 << 10)

/* A sanitizer must see where the input ends. */
#ifdef GOPX_SANITIZED
#define ROOM(size) (size)
#else
#define ROOM(size) ((size) < HUGE_PAGE ? HUGE_PAGE : (size))
#endif

/*
 * Most of the time of read() goes to page faults, and huge pages avoid them if the system
 * has some.  The memory begins where a huge page can begin, so that only the bytes after
 * the last whole one are in small pages.  Only the first huge page may be partly unused.
 */
void *memory_to_fill(size_t size)
{
	size_t room = ROOM(size);
	void *memory;

	if (size < WORTH_A_PAGE)
		return malloc(size);
	if (posix_memalign(&memory, HUGE_PAGE, room))
		return NULL;
	madvise(memory, room & ~(HUGE_PAGE - 1), MADV_HUGEPAGE);
	return memory;
}
