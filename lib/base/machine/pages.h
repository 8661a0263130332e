/* SPDX-License-Identifier: BSD-2-Clause */
/* pages.h - memory that the system provides in pages; every machine has one pages_*.c */
#ifndef GX_BASE_MACHINE_PAGES_H
#define GX_BASE_MACHINE_PAGES_H

#include <stddef.h>

/* 'size' bytes, a multiple of GX_PAGE; NULL if there is no memory. */
void *gx_pages_take(size_t size);

/* Return pages.  'size' must be the same as in the call of gx_pages_take(). */
void gx_pages_give_back(void *pages, size_t size);

#define GX_PAGE ((size_t)64 << 10) /* the largest page size of any machine */

#endif /* GX_BASE_MACHINE_PAGES_H */
