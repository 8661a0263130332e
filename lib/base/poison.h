/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * poison.h - let AddressSanitizer know where objects end inside larger allocations
 *
 * An arena gives out parts of its blocks, and a sink allocates more than it fills.  So a
 * read past the end of such an object would stay inside an allocation, and the sanitizer
 * would not notice it.  In builds without the sanitizer these functions do nothing, and
 * there are no gaps.
 */
#ifndef GX_BASE_POISON_H
#define GX_BASE_POISON_H

#include <stddef.h>

#ifdef __has_feature
#define GX_HAS_ASAN __has_feature(address_sanitizer)
#elif defined(__SANITIZE_ADDRESS__)
#define GX_HAS_ASAN 1
#else
#define GX_HAS_ASAN 0
#endif

#if GX_HAS_ASAN
#include <sanitizer/asan_interface.h>
#define GX_POISON_GAP ((size_t)16)
#else
#define GX_POISON_GAP ((size_t)0)
#endif

/* Nothing may access these bytes from now on. */
static inline void gx_poison(const void *p, size_t size)
{
#if GX_HAS_ASAN
	__asan_poison_memory_region(p, size);
#else
	(void)p;
	(void)size;
#endif
}

static inline void gx_unpoison(const void *p, size_t size)
{
#if GX_HAS_ASAN
	__asan_unpoison_memory_region(p, size);
#else
	(void)p;
	(void)size;
#endif
}

#endif /* GX_BASE_POISON_H */
