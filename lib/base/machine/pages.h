/* SPDX-License-Identifier: BSD-2-Clause */
/* pages.h - memory that the system hands out by pages; every machine has one pages_*.c */
#ifndef GX_BASE_MACHINE_PAGES_H
#define GX_BASE_MACHINE_PAGES_H

#include <stddef.h>

/* 'size' bytes, a multiple of GX_PAGE; NULL when there are none. */
void *gx_pages_take(size_t size);

/* The same 'size' as was taken. */
void gx_pages_give_back(void *pages, size_t size);

#define GX_PAGE ((size_t)64 << 10) /* no machine has larger ones */

#endif /* GX_BASE_MACHINE_PAGES_H */
