/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * tiano_code.c - make lookup tables for canonical Huffman codes from the codes' lengths
 */
#include "codec/tiano_code.h"

/*@
  requires symbol < GX_TIANO_SYMBOLS && bits <= 45;
  assigns \nothing;
  ensures \forall integer symbols, root_bits;
	  symbol < symbols && (bits <= 16 || root_bits == 8) ==>
	  gx_tiano_entry(\result, root_bits, symbols);
*/
static uint16_t make_entry(size_t symbol, unsigned bits)
{
	return (uint16_t)(symbol * 64 + bits);
}

/* Set n entries; n is a power of two. */
/*@
  requires n == 1 || n == 2 || (n >= 4 && n % 4 == 0 && n <= 2048);
  requires \valid(to + (0 .. n - 1));
  assigns to[0 .. n - 1];
  ensures \forall integer i; 0 <= i < n ==> to[i] == entry;
*/
static void fill(uint16_t *to, size_t n, uint16_t entry)
{
	if (n < 4) {
		to[0] = to[n - 1] = entry;
		return;
	}
	/*@
	  loop invariant i % 4 == 0 && i <= n;
	  loop invariant \forall integer j; 0 <= j < i ==> to[j] == entry;
	  loop assigns i, to[0 .. n - 1];
	  loop variant n - i;
	*/
	for (size_t i = 0; i < n; i += 4)
		to[i] = to[i + 1] = to[i + 2] = to[i + 3] = entry;
}

/* Half of a run of roots, for codes that are one bit longer. */
/*@
  requires gx_tiano_root(root_bits) && 1 <= length <= root_bits;
  requires gx_tiano_first(root_bits, run) == gx_tiano_numbers(1, length - 1);
  assigns \nothing;
  ensures gx_tiano_first(root_bits, \result) == gx_tiano_numbers(1, length);
  ensures \result == 1 || \result == 2 ||
	  (\result >= 4 && \result % 4 == 0 && \result <= 2048);
*/
static inline size_t half_run(size_t run, unsigned root_bits, unsigned length)
{
	(void)root_bits;
	(void)length;
	//@ assert length == 1 ==> gx_tiano_first(root_bits, run) == 65536;
	//@ assert length == 2 ==> gx_tiano_first(root_bits, run) == 32768;
	//@ assert length == 3 ==> gx_tiano_first(root_bits, run) == 16384;
	//@ assert length == 4 ==> gx_tiano_first(root_bits, run) == 8192;
	//@ assert length == 5 ==> gx_tiano_first(root_bits, run) == 4096;
	//@ assert length == 6 ==> gx_tiano_first(root_bits, run) == 2048;
	//@ assert length == 7 ==> gx_tiano_first(root_bits, run) == 1024;
	//@ assert length == 8 ==> gx_tiano_first(root_bits, run) == 512;
	//@ assert length == 9 ==> gx_tiano_first(root_bits, run) == 256;
	//@ assert length == 10 ==> gx_tiano_first(root_bits, run) == 128;
	//@ assert length == 11 ==> gx_tiano_first(root_bits, run) == 64;
	return run / 2;
}

/*
 * Take the first bit of a code as the highest bit of a number.  In a canonical code,
 * these numbers grow with the length, and for equal lengths with the symbol.  So the root
 * can be filled from its start to its end.
 */
/*@
  requires gx_tiano_root(root_bits);
*/
static void fill_root(struct gx_tiano_code *c, unsigned root_bits)
{
	size_t size = gx_tiano_root_size(root_bits);
	size_t run = size;
	size_t at = 0;

	//@ loop variant root_bits - length;
	for (unsigned length = 1; length <= root_bits; length++) {
		size_t last = c->index[length + 1];

		run = half_run(run, root_bits, length);
		/*@
		  loop assigns i, at, *(c->root + (..));
		  loop variant last - i;
		*/
		for (size_t i = c->index[length]; i < last; i++, at += run)
			fill(c->root + at, run, c->sorted[i]);
	}
	//@ loop variant size - at;
	while (at < size)
		c->root[at++] = GX_TIANO_LONG;
}

/* How many numbers of 16 bits start with one of n codes of this length. */
/*@
  requires 1 <= length <= GX_TIANO_LENGTH_MAX && n <= GX_TIANO_SYMBOLS;
  requires step == gx_tiano_numbers(1, length);
  assigns \nothing;
  ensures \result == gx_tiano_numbers(n, length) && \result <= n * 32768;
*/
static inline uint32_t numbers(uint32_t n, unsigned length, uint32_t step)
{
	(void)length;
	//@ assert length == 1 ==> n * step == n * 32768;
	//@ assert length == 2 ==> n * step == n * 16384;
	//@ assert length == 3 ==> n * step == n * 8192;
	//@ assert length == 4 ==> n * step == n * 4096;
	//@ assert length == 5 ==> n * step == n * 2048;
	//@ assert length == 6 ==> n * step == n * 1024;
	//@ assert length == 7 ==> n * step == n * 512;
	//@ assert length == 8 ==> n * step == n * 256;
	//@ assert length == 9 ==> n * step == n * 128;
	//@ assert length == 10 ==> n * step == n * 64;
	//@ assert length == 11 ==> n * step == n * 32;
	//@ assert length == 12 ==> n * step == n * 16;
	//@ assert length == 13 ==> n * step == n * 8;
	//@ assert length == 14 ==> n * step == n * 4;
	//@ assert length == 15 ==> n * step == n * 2;
	//@ assert length == 16 ==> n * step == n;
	return n * step;
}

/* Half of 65536 / 2^(length - 1). */
/*@
  requires 1 <= length <= GX_TIANO_LENGTH_MAX;
  requires step == gx_tiano_numbers(1, length - 1);
  assigns \nothing;
  ensures \result == gx_tiano_numbers(1, length);
*/
static inline uint32_t half_step(uint32_t step, unsigned length)
{
	(void)length;
	//@ assert length == 1 ==> step == 65536;
	//@ assert length == 2 ==> step == 32768;
	//@ assert length == 3 ==> step == 16384;
	//@ assert length == 4 ==> step == 8192;
	//@ assert length == 5 ==> step == 4096;
	//@ assert length == 6 ==> step == 2048;
	//@ assert length == 7 ==> step == 1024;
	//@ assert length == 8 ==> step == 512;
	//@ assert length == 9 ==> step == 256;
	//@ assert length == 10 ==> step == 128;
	//@ assert length == 11 ==> step == 64;
	//@ assert length == 12 ==> step == 32;
	//@ assert length == 13 ==> step == 16;
	//@ assert length == 14 ==> step == 8;
	//@ assert length == 15 ==> step == 4;
	//@ assert length == 16 ==> step == 2;
	return step / 2;
}

/* Sort the entries of the symbols by the lengths of their codes. */
/*@
  requires \valid(c);
  requires 1 <= count <= GX_TIANO_SYMBOLS && \valid_read(lengths + (0 .. count - 1));
  requires \forall integer i; 0 <= i < count ==> lengths[i] <= GX_TIANO_LENGTH_MAX;
  requires tails == \null || \valid_read(tails + (0 .. count - 1)) &&
	   \forall integer i; 0 <= i < count ==> tails[i] <= 29;
  requires \forall integer i; 0 <= i < count && lengths[i] > 0 ==>
	   c->index[lengths[i]] + gx_tiano_count(lengths, i, lengths[i]) < 510;
  assigns c->sorted[0 .. 509];
  ensures \forall integer root_bits; tails == \null || root_bits == 8 ==>
	  gx_tiano_entries(c, root_bits, count);
*/
static void sort_entries(struct gx_tiano_code *c, const uint8_t *lengths, size_t count,
			 const uint8_t *tails)
{
	uint32_t at[GX_TIANO_LENGTH_MAX + 1] = { 0 };

	/*@
	  loop invariant 1 <= n <= 17;
	  loop invariant \forall integer k; 1 <= k < n ==> at[k] == c->index[k];
	  loop assigns n, at[1 .. 16];
	  loop variant 17 - n;
	*/
	for (unsigned n = 1; n <= GX_TIANO_LENGTH_MAX; n++)
		at[n] = c->index[n];
	/*@
	  loop invariant i <= GX_TIANO_SYMBOLS;
	  loop invariant \forall integer j; 0 <= j < i ==> c->sorted[j] == 0;
	  loop assigns i, c->sorted[0 .. 509];
	  loop variant GX_TIANO_SYMBOLS - i;
	*/
	for (size_t i = 0; i < GX_TIANO_SYMBOLS; i++)
		c->sorted[i] = 0;
	/*@
	  loop invariant i <= count;
	  loop invariant \forall integer v; 1 <= v <= 16 ==>
			 at[v] == c->index[v] + gx_tiano_count(lengths, i, v);
	  loop invariant \forall integer root_bits; tails == \null || root_bits == 8 ==>
			 gx_tiano_entries(c, root_bits, count);
	  loop assigns i, at[1 .. 16], c->sorted[0 .. 509];
	  loop variant count - i;
	*/
	for (size_t i = 0; i < count; i++)
		if (lengths[i]) {
			unsigned bits = lengths[i] + (tails ? tails[i] : 0U);

			//@ assert at[lengths[i]] < 510;
			c->sorted[at[lengths[i]]++] = make_entry(i, bits);
		}
}

bool gx_tiano_code_build(struct gx_tiano_code *c, unsigned root_bits,
			 const uint8_t *lengths, size_t count, const uint8_t *tails)
{
	uint32_t histogram[GX_TIANO_LENGTH_MAX + 1] = { 0 };
	uint32_t step = 1U << GX_TIANO_LENGTH_MAX;
	uint32_t used = 0;
	uint32_t start = 0;

	//@ loop variant count - i;
	for (size_t i = 0; i < count; i++)
		histogram[lengths[i]]++;
	//@ loop variant GX_TIANO_LENGTH_MAX - n;
	for (unsigned n = 1; n <= GX_TIANO_LENGTH_MAX; n++) {
		step = half_step(step, n);
		c->index[n] = used;
		c->start[n] = start;
		used += histogram[n];
		start += numbers(histogram[n], n, step);
	}
	c->index[GX_TIANO_LENGTH_MAX + 1] = used;
	c->start[GX_TIANO_LENGTH_MAX + 1] = start;
	if (start != 1U << GX_TIANO_LENGTH_MAX)
		return false;
	sort_entries(c, lengths, count, tails);
	fill_root(c, root_bits);
	return true;
}

void gx_tiano_code_single(struct gx_tiano_code *c, unsigned root_bits, uint32_t symbol,
			  unsigned tail)
{
	fill(c->root, gx_tiano_root_size(root_bits), make_entry(symbol, tail));
}

/* How many codes of this length 'numbers' numbers of 16 bits start with, rounded down. */
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
