/* SPDX-License-Identifier: BSD-2-Clause */
/* sum.c - 8 and 16 bit additive checksums */
#include "base/sum.h"

uint8_t gx_sum8(struct gx_span s)
{
	unsigned int sum = 0;

	/*@
	  loop invariant 0 <= i <= s.len;
	  loop assigns i, sum;
	  loop variant s.len - i;
	*/
	for (size_t i = 0; i < s.len; i++)
		sum += gx_span_at(s, i);
	return (uint8_t)sum;
}

uint16_t gx_sum16(struct gx_span s)
{
	unsigned int even = 0, odd = 0;

	/* Two sums, and no branch in the loop, so that compilers can vectorise it. */
	/*@
	  loop invariant 0 <= i <= s.len;
	  loop assigns i, even, odd;
	  loop variant s.len - i;
	*/
	for (size_t i = 0; i + 1 < s.len; i += 2) {
		even += gx_span_at(s, i);
		odd += gx_span_at(s, i + 1);
	}
	if (s.len % 2)
		even += gx_span_at(s, s.len - 1);
	return (uint16_t)(even + (odd << 8));
}
