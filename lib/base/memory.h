/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * memory.h - the memory of images whose caller has no allocator
 *
 * Large pieces have pages of their own.  When such a piece is freed, its pages return to
 * the system.  These are huge pages if the system has them, which avoids most page
 * faults.
 */
#ifndef GX_BASE_MEMORY_H
#define GX_BASE_MEMORY_H

#include <stddef.h>

/* Pieces of this size and larger have pages of their own. */
#define GX_MEMORY_LARGE ((size_t)2 << 20)

/* Like malloc() and free(); 'ctx' is ignored. */
void *gx_memory_alloc(void *ctx, size_t size);
void gx_memory_free(void *ctx, void *ptr);

#endif /* GX_BASE_MEMORY_H */
