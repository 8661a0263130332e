/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * tiano_code.c - make lookup tables for canonical Huffman codes from the codes' lengths
 */
#include "codec/tiano_code.h"

static uint16_t make_entry(size_t symbol, unsigned bits)
{
	return (uint16_t)(symbol << 6 | bits);
}

/* Set n entries; n is a power of two. */
/*@
  requires n == 1 || n == 2 || (n >= 4 && n % 4 == 0 && n <= 2048);
  requires \valid(to + (0 .. n - 1));
  assigns to[0 .. n - 1];
*/
static void fill(uint16_t *to, size_t n, uint16_t entry)
{
	if (n < 4) {
		to[0] = to[n - 1] = entry;
		return;
	}
	/*@
	  loop invariant i % 4 == 0 && i <= n;
	  loop assigns i, to[0 .. n - 1];
	  loop variant n - i;
	*/
	for (size_t i = 0; i < n; i += 4)
		to[i] = to[i + 1] = to[i + 2] = to[i + 3] = entry;
}

/*
 * Take the first bit of a code as the highest bit of a number.  In a canonical code,
 * these numbers grow with the length, and for equal lengths with the symbol.  So the root
 * can be filled from its start to its end.
 */
static void fill_root(struct gx_tiano_code *c, unsigned root_bits)
{
	size_t size = (size_t)1 << root_bits;
	size_t at = 0;

	for (unsigned length = 1; length <= root_bits; length++) {
		size_t end = c->start[length + 1] >> (GX_TIANO_LENGTH_MAX - root_bits);
		size_t run = size >> length;

		for (size_t i = c->index[length]; at < end; i++, at += run)
			fill(c->root + at, run, c->sorted[i]);
	}
	//@ loop variant size - at;
	while (at < size)
		c->root[at++] = GX_TIANO_LONG;
}

bool gx_tiano_code_build(struct gx_tiano_code *c, unsigned root_bits,
			 const uint8_t *lengths, size_t count, const uint8_t *tails)
{
	uint16_t histogram[GX_TIANO_LENGTH_MAX + 1] = { 0 };
	uint16_t at[GX_TIANO_LENGTH_MAX + 1];
	uint16_t used = 0;

	//@ loop variant count - i;
	for (size_t i = 0; i < count; i++)
		histogram[lengths[i]]++;
	c->start[1] = 0;
	//@ loop variant GX_TIANO_LENGTH_MAX + 1 - n;
	for (unsigned n = 1; n <= GX_TIANO_LENGTH_MAX; n++) {
		c->index[n] = at[n] = used;
		used = (uint16_t)(used + histogram[n]);
		c->start[n + 1] = c->start[n] +
				  ((uint32_t)histogram[n] << (GX_TIANO_LENGTH_MAX - n));
	}
	if (c->start[GX_TIANO_LENGTH_MAX + 1] != 1U << GX_TIANO_LENGTH_MAX)
		return false;
	//@ loop variant count - i;
	for (size_t i = 0; i < count; i++)
		if (lengths[i])
			c->sorted[at[lengths[i]]++] = make_entry(
			    i, lengths[i] + (tails ? tails[i] : 0U));
	fill_root(c, root_bits);
	return true;
}

void gx_tiano_code_single(struct gx_tiano_code *c, unsigned root_bits, uint32_t symbol,
			  unsigned tail)
{
	fill(c->root, (size_t)1 << root_bits, make_entry(symbol, tail));
}

uint32_t gx_tiano_find_long(const struct gx_tiano_code *c, unsigned root_bits,
			    uint64_t ahead)
{
	uint32_t bits = (uint32_t)(ahead >> (64 - GX_TIANO_LENGTH_MAX));
	unsigned length = root_bits + 1;

	/* The code is complete, so the entry of 'start' after the longest codes is larger
	 * than any value of 'bits'. */
	while (bits >= c->start[length + 1])
		length++;
	return c->sorted[c->index[length] +
			 ((bits - c->start[length]) >> (GX_TIANO_LENGTH_MAX - length))];
}
