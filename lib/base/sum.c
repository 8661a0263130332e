/* SPDX-License-Identifier: BSD-2-Clause */
/* sum.c - 8 and 16 bit additive checksums */
#include "base/sum.h"

uint8_t gx_sum8(struct gx_span s)
{
	unsigned int sum = 0;

	for (size_t i = 0; i < s.len; i++)
		sum += gx_span_at(s, i);
	return (uint8_t)sum;
}

uint16_t gx_sum16(struct gx_span s)
{
	unsigned int sum = 0;

	for (size_t i = 0; i < s.len; i++)
		sum += (unsigned int)gx_span_at(s, i) << (i % 2 ? 8 : 0);
	return (uint16_t)sum;
}
