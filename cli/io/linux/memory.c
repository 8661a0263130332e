/* SPDX-License-Identifier: BSD-2-Clause */
/* memory.c - fresh memory in huge pages */
#include "io/system/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define HUGE_PAGE ((size_t)2 << 20)

/* Older C libraries have no name for it. */
#ifndef MADV_POPULATE_WRITE
#define MADV_POPULATE_WRITE 23
#endif

/*
 * For a smaller input, a huge page would take more than four times the memory that it
 * needs.
 */
#define WORTH_A_PAGE ((size_t)512 << 10)

/*
 * AddressSanitizer detects a read after the input only if the buffer ends with the input.
 */
#ifdef GOPX_SANITIZED
#include <sanitizer/asan_interface.h>
#define ROOM(size) (size)
#else
#define ASAN_POISON_MEMORY_REGION(data, size) ((void)0)
#define ROOM(size)                            ((size) < HUGE_PAGE ? HUGE_PAGE : (size))
#endif

/*
 * read() spends most of its time on page faults.  Huge pages avoid most page faults, if
 * the system has huge pages.  The memory begins at the alignment of a huge page.  So only
 * the bytes after the last whole huge page are in small pages, and one call takes all of
 * these, in Linux 5.14 and later.  An input smaller than a huge page leaves part
 * of the first one unused.
 */
void *memory_to_fill(size_t size)
{
	size_t room = ROOM(size), huge = room & ~(HUGE_PAGE - 1);
	uint8_t *tail;
	void *memory;

	if (size < WORTH_A_PAGE)
		return malloc(size);
	if (posix_memalign(&memory, HUGE_PAGE, room))
		return NULL;
	madvise(memory, huge, MADV_HUGEPAGE);
	tail = (uint8_t *)memory + huge;
	madvise(tail, room - huge, MADV_POPULATE_WRITE);
	return memory;
}

void memory_give_back(const void *data, size_t size)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	uintptr_t from = ((uintptr_t)data + page - 1) & ~(page - 1);
	uintptr_t to = ((uintptr_t)data + size) & ~(page - 1);

	if (to > from)
		madvise((void *)from, to - from, MADV_DONTNEED);
	/* Let AddressSanitizer report any later read of these bytes. */
	ASAN_POISON_MEMORY_REGION(data, size);
}
