/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * tiano_find.c - find the entry of a code that is too long for the root table
 */
#include "codec/tiano_code.h"

/* Each code of this length is the start of 'step' numbers of 16 bits.  Returns how many
 * codes 'numbers' such numbers belong to, rounded down. */
/*@
  requires 9 <= length <= GX_TIANO_LENGTH_MAX && step == gx_tiano_numbers(1, length);
  assigns \nothing;
  ensures \forall integer n; numbers < gx_tiano_numbers(n, length) ==> \result < n;
*/
static inline uint64_t codes_in(uint64_t numbers, unsigned length, uint64_t step)
{
	uint64_t n = numbers / step;

	(void)length;
	//@ assert length == 9 ==> n == numbers / 128;
	//@ assert length == 10 ==> n == numbers / 64;
	//@ assert length == 11 ==> n == numbers / 32;
	//@ assert length == 12 ==> n == numbers / 16;
	//@ assert length == 13 ==> n == numbers / 8;
	//@ assert length == 14 ==> n == numbers / 4;
	//@ assert length == 15 ==> n == numbers / 2;
	//@ assert length == 16 ==> n == numbers;
	return n;
}

uint32_t gx_tiano_find_long(const struct gx_tiano_code *c, unsigned root_bits,
			    uint64_t ahead)
{
	uint64_t bits = ahead / (1ULL << (64 - GX_TIANO_LENGTH_MAX));
	unsigned length = root_bits + 1;
	uint32_t step = root_bits == GX_TIANO_ROOT_MAX ? 16 : 128;

	/* The code is complete, so 'start' after its longest codes is larger than any
	 * bits. */
	/*@
	  loop invariant root_bits < length <= GX_TIANO_LENGTH_MAX;
	  loop invariant c->start[length] <= bits;
	  loop invariant step == gx_tiano_numbers(1, length);
	  loop assigns length, step;
	  loop variant GX_TIANO_LENGTH_MAX - length;
	*/
	while (bits >= c->start[length + 1]) {
		length++;
		step /= 2;
	}

	return c
	    ->sorted[c->index[length] + codes_in(bits - c->start[length], length, step)];
}
