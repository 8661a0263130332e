/* SPDX-License-Identifier: BSD-2-Clause */
/* checked.h - size arithmetic that reports overflow */
#ifndef GX_BASE_CHECKED_H
#define GX_BASE_CHECKED_H

#include <stdbool.h>
#include <stdint.h>

/* Returns false, and sets *out to 0, if the exact result does not fit. */
/*@
  requires \valid(out);
  assigns *out;
  ensures \result ==> *out == a + b;
  ensures !\result ==> *out == 0 && a + b > UINT64_MAX;
*/
static inline bool gx_add_u64(uint64_t a, uint64_t b, uint64_t *out)
{
	if (!__builtin_add_overflow(a, b, out))
		return true;
	*out = 0;
	return false;
}

/*@
  requires \valid(out);
  assigns *out;
  ensures \result ==> *out == a * b;
  ensures !\result ==> *out == 0 && a * b > UINT64_MAX;
*/
static inline bool gx_mul_u64(uint64_t a, uint64_t b, uint64_t *out)
{
	if (!__builtin_mul_overflow(a, b, out))
		return true;
	*out = 0;
	return false;
}

/* The next multiple of 'align' (a power of two); false on overflow. */
/*@
  requires \valid(out);
  requires align >= 1;
  assigns *out;
  ensures !\result ==> *out == 0 && v + align - 1 > UINT64_MAX;
*/
static inline bool gx_align_u64(uint64_t v, uint64_t align, uint64_t *out)
{
	if (!gx_add_u64(v, align - 1, out))
		return false;
	*out &= ~(align - 1);
	return true;
}

/*@
  assigns \nothing;
  ensures \result <= a && \result <= b && (\result == a || \result == b);
*/
static inline uint64_t gx_min_u64(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

#endif /* GX_BASE_CHECKED_H */
