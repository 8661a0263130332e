/* SPDX-License-Identifier: BSD-2-Clause */
/* tiano_copy.h - the copying of strings; only for tiano.c */
#ifndef GX_CODEC_TIANO_COPY_H
#define GX_CODEC_TIANO_COPY_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum {
	GX_TIANO_STRING_MAX = 256,
	GX_TIANO_SLOP = 16, /* bytes that gx_tiano_copy() may write after the string */
};

/* Copy 'len' bytes from 'distance' bytes back; may write up to GX_TIANO_SLOP more. */
/*@
  requires 1 <= distance && 3 <= len <= GX_TIANO_STRING_MAX;
  requires \valid(to + (-distance .. len + GX_TIANO_SLOP - 1));
  assigns to[0 .. len + GX_TIANO_SLOP - 1];
*/
static inline void gx_tiano_copy(uint8_t *to, size_t distance, size_t len)
{
	const uint8_t *from = to - distance;
	size_t i = 0;

	if (distance >= 16) {
		/*@
		  loop invariant i <= len + 15 && i % 16 == 0;
		  loop assigns i, to[0 .. len + GX_TIANO_SLOP - 1];
		  loop variant len - i;
		*/
		for (; i < len; i += 16)
			memcpy(to + i, from + i, 16);
		return;
	}

	/* A string that overlaps itself repeats with any multiple of its distance. */
	size_t period = distance;

	/*@
	  loop invariant distance <= period <= 7 + distance;
	  loop assigns period;
	  loop variant 8 - period;
	*/
	while (period < 8)
		period += distance;
	/*@
	  loop invariant 0 <= i <= period - distance;
	  loop assigns i, to[0 .. len + GX_TIANO_SLOP - 1];
	  loop variant period - distance - i;
	*/
	for (; i < period - distance; i++)
		to[i] = from[i];
	/*@
	  loop invariant period - distance <= i <= (len > 7 ? len : 7) + 7;
	  loop assigns i, to[0 .. len + GX_TIANO_SLOP - 1];
	  loop variant len - i;
	*/
	for (; i < len; i += 8)
		memcpy(to + i, to + i - period, 8);
}

#endif /* GX_CODEC_TIANO_COPY_H */
