/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * memory.h - the memory of images whose caller brings no allocator
 *
 * Large pieces are pages of their own: huge ones where the system has them, which
 * spares most of the page faults, and given back to the system when they are freed.
 */
#ifndef GX_BASE_MEMORY_H
#define GX_BASE_MEMORY_H

#include <stddef.h>

/* From this size on a piece is pages of its own. */
#define GX_MEMORY_LARGE ((size_t)2 << 20)

/* As malloc() and free(); 'ctx' is not looked at. */
void *gx_memory_alloc(void *ctx, size_t size);
void gx_memory_free(void *ctx, void *ptr);

#endif /* GX_BASE_MEMORY_H */
