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

/* Set n entries of 'root' from 'at' on; n is a power of two. */
/*@
  requires n == 1 || n == 2 || (n >= 4 && n % 4 == 0 && n <= 2048);
  requires at + n <= 2048 && \valid(root + (at .. at + n - 1));
  assigns root[at .. at + n - 1];
  ensures \forall integer i; at <= i < at + n ==> root[i] == entry;
*/
static inline void fill(uint16_t *root, size_t at, size_t n, uint16_t entry)
{
	uint16_t *to = root + at;

	if (n < 4) {
		to[0] = to[n - 1] = entry;
		return;
	}
	/*@
	  loop invariant i % 4 == 0 && i <= n;
	  loop invariant \forall integer j; at <= j < at + i ==> root[j] == entry;
	  loop assigns i, root[at .. at + n - 1];
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
  requires \valid(c) && gx_tiano_root(root_bits) && gx_tiano_complete(c);
  assigns c->root[0 .. gx_tiano_roots(root_bits) - 1];
  ensures \forall integer symbols; gx_tiano_entries(c, root_bits, symbols) ==>
	  gx_tiano_code(c, root_bits, symbols);
*/
static void fill_root(struct gx_tiano_code *c, unsigned root_bits)
{
	size_t size = gx_tiano_root_size(root_bits);
	size_t run = size;
	size_t at = 0;

	/*@
	  loop invariant 1 <= length <= root_bits + 1;
	  loop invariant gx_tiano_first(root_bits, run) ==
			 gx_tiano_numbers(1, length - 1);
	  loop invariant gx_tiano_first(root_bits, at) == c->start[length];
	  loop invariant \forall integer symbols;
			 gx_tiano_entries{Pre}(c, root_bits, symbols) ==>
			 gx_tiano_filled(c, root_bits, symbols, at);
	  loop assigns length, run, at, c->root[0 .. gx_tiano_roots(root_bits) - 1];
	  loop variant root_bits - length;
	*/
	for (unsigned length = 1; length <= root_bits; length++) {
		size_t last = c->index[length + 1];

		run = half_run(run, root_bits, length);
		/*@
		  loop invariant c->index[length] <= i <= last;
		  loop invariant gx_tiano_first(root_bits, at) == c->start[length] +
				 gx_tiano_numbers(i - c->index[length], length);
		  loop invariant \forall integer symbols;
				 gx_tiano_entries{Pre}(c, root_bits, symbols) ==>
				 gx_tiano_filled(c, root_bits, symbols, at);
		  loop assigns i, at, c->root[0 .. gx_tiano_roots(root_bits) - 1];
		  loop variant last - i;
		*/
		for (size_t i = c->index[length]; i < last; i++, at += run) {
			//@ assert at + run <= gx_tiano_roots(root_bits);
			/*@ assert \forall integer symbols;
			    gx_tiano_entries{Pre}(c, root_bits, symbols) ==>
			    gx_tiano_entry(c->sorted[i], root_bits, symbols); */
			fill(c->root, at, run, c->sorted[i]);
		}
	}
	/*@
	  loop invariant at <= size;
	  loop invariant \forall integer symbols;
			 gx_tiano_entries{Pre}(c, root_bits, symbols) ==>
			 \forall integer i; 0 <= i < at ==>
			 gx_tiano_found{Pre}(c, root_bits, symbols, c->root[i],
					     gx_tiano_first(root_bits, i));
	  loop invariant \at(c->start[root_bits + 1], Pre) <=
			 gx_tiano_first(root_bits, at);
	  loop assigns at, c->root[0 .. gx_tiano_roots(root_bits) - 1];
	  loop variant size - at;
	*/
	while (at < size)
		c->root[at++] = GX_TIANO_LONG;
	//@ assert gx_tiano_complete(c);
	/*@ assert \forall integer symbols; gx_tiano_entries(c, root_bits, symbols) ==>
	    gx_tiano_entries{Pre}(c, root_bits, symbols); */
	/*@ assert \forall integer symbols, entry, first;
	    gx_tiano_entries(c, root_bits, symbols) &&
	    gx_tiano_found{Pre}(c, root_bits, symbols, entry, first) ==>
	    gx_tiano_found(c, root_bits, symbols, entry, first); */
}

/* How many numbers of 16 bits start with one of n codes of this length. */
/*@
  requires 1 <= length <= GX_TIANO_LENGTH_MAX && n <= GX_TIANO_SYMBOLS;
  requires step == gx_tiano_numbers(1, length);
  assigns \nothing;
  ensures \result == gx_tiano_numbers(n, length) && \result <= n * 32768;
*/
static inline uint32_t numbers(uint32_t n, int length, uint32_t step)
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
static inline uint32_t half_step(uint32_t step, int length)
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
  requires gx_tiano_lengths(lengths, count);
  requires tails == \null || gx_tiano_tails(tails, count);
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

/* Count the codes of each length. */
/*@
  requires gx_tiano_lengths(lengths, count);
  requires \valid(histogram + (0 .. GX_TIANO_LENGTH_MAX));
  requires \forall integer n; 0 <= n <= 16 ==> histogram[n] == 0;
  assigns histogram[0 .. GX_TIANO_LENGTH_MAX];
  ensures gx_tiano_count_to(lengths, count, 0) == 0;
  ensures \forall integer n; 1 <= n <= 16 ==>
	  gx_tiano_counted(lengths, count, n, histogram[n]);
  ensures \forall integer n; 0 <= n <= 16 ==>
	  0 <= gx_tiano_count_to(lengths, count, n) <= count;
  ensures \forall integer i; 0 <= i < count ==>
	  gx_tiano_count(lengths, i, lengths[i]) < histogram[lengths[i]];
*/
static void count_lengths(const uint8_t *lengths, size_t count, uint32_t *histogram)
{
	/*@
	  loop invariant i <= count;
	  loop invariant \forall integer n; 0 <= n <= 16 ==>
			 histogram[n] == gx_tiano_count(lengths, i, n) &&
			 0 <= gx_tiano_count(lengths, i, n) <= i;
	  loop invariant gx_tiano_count_to(lengths, i, 0) == 0;
	  loop invariant \forall integer n; 1 <= n <= 16 ==>
			 gx_tiano_count_to(lengths, i, n) ==
				 gx_tiano_count_to(lengths, i, n - 1) +
				 gx_tiano_count(lengths, i, n);
	  loop invariant \forall integer n; 0 <= n <= 16 ==>
			 0 <= gx_tiano_count_to(lengths, i, n) <= i;
	  loop invariant \forall integer j; 0 <= j < i ==>
			 gx_tiano_count(lengths, j, lengths[j]) <
				 gx_tiano_count(lengths, i, lengths[j]);
	  loop assigns i, histogram[0 .. GX_TIANO_LENGTH_MAX];
	  loop variant count - i;
	*/
	for (size_t i = 0; i < count; i++)
		histogram[lengths[i]]++;
}

/* Find the index of the first code of each length. */
/*@
  requires \valid(c) && gx_tiano_lengths(lengths, count);
  assigns c->index[1 .. 17];
  ensures gx_tiano_indexed(c);
  ensures \forall integer i; 0 <= i < count && lengths[i] > 0 ==>
	  c->index[lengths[i]] + gx_tiano_count(lengths, i, lengths[i]) < 510;
*/
static void index_codes(struct gx_tiano_code *c, const uint8_t *lengths, size_t count)
{
	uint32_t histogram[GX_TIANO_LENGTH_MAX + 1] = { 0 };

	count_lengths(lengths, count, histogram);
	c->index[1] = 0;
	/*@
	  loop invariant 1 <= n <= 17;
	  loop invariant c->index[n] == gx_tiano_count_to(lengths, count, n - 1);
	  loop invariant \forall integer k; 1 <= k <= n ==> c->index[k] <= 510;
	  loop invariant \forall integer k, m; 1 <= k < m <= k + 1 <= n ==>
			 c->index[k] <= c->index[m];
	  loop invariant \forall integer k; 1 <= k < n ==>
			 c->index[k] + histogram[k] <= 510;
	  loop assigns n, c->index[2 .. 17];
	  loop variant GX_TIANO_LENGTH_MAX - n;
	*/
	for (int n = 1; n <= GX_TIANO_LENGTH_MAX; n++) {
		//@ assert gx_tiano_counted(lengths, count, n, histogram[n]);
		/*@ assert c->index[n] + histogram[n] ==
		    gx_tiano_count_to(lengths, count, n) <= 510; */
		c->index[n + 1] = c->index[n] + histogram[n];
	}
}

/* Set the number of the first code that is longer than n bits, from that of n bits. */
/*@
  requires \valid(c) && 1 <= n <= 16 && step == gx_tiano_numbers(1, n);
  requires gx_tiano_numbered(c, n);
  assigns c->start[n + 1];
  ensures c->start[1] == 0;
  ensures gx_tiano_indexed(c);
  ensures c->start[n + 1] <= c->index[n + 1] * 32768;
  ensures \forall integer k; 1 <= k <= n + 1 ==> c->start[k] <= c->start[n + 1];
  ensures gx_tiano_follow(c, n + 1);
*/
static void number_next(struct gx_tiano_code *c, int n, uint32_t step)
{
	uint32_t codes = c->index[n + 1] - c->index[n];

	//@ assert codes == c->index[n + 1] - c->index[n] <= 510;
	c->start[n + 1] = c->start[n] + numbers(codes, n, step);
	/*@ assert \forall integer k; 1 <= k <= n ==>
	    c->start[k] == \at(c->start[k], Pre); */
	/*@ assert \forall integer k; 1 <= k <= 17 ==>
	    c->index[k] == \at(c->index[k], Pre); */
	/*@ assert \forall integer k, m; 1 <= k < m <= k + 1 <= 17 ==>
	    \at(c->index[k], Pre) <= \at(c->index[m], Pre) ==>
	    c->index[k] <= c->index[m]; */
	//@ assert gx_tiano_indexed(c);
	//@ assert c->start[n] <= c->start[n + 1] <= c->index[n + 1] * 32768;
	/*@ assert c->start[n + 1] - c->start[n] ==
	    gx_tiano_numbers(c->index[n + 1] - c->index[n], n); */
}

/* Give the codes their numbers, of 16 bits.  Returns the number after the last code. */
/*@
  requires \valid(c) && gx_tiano_indexed(c);
  assigns c->start[1 .. 17];
  ensures \result == 65536 ==> gx_tiano_complete(c);
*/
static uint32_t number_codes(struct gx_tiano_code *c)
{
	uint32_t step = 1U << GX_TIANO_LENGTH_MAX;

	c->start[1] = 0;
	/*@
	  loop invariant 1 <= n <= 17 && step == gx_tiano_numbers(1, n - 1);
	  loop invariant gx_tiano_numbered(c, n);
	  loop assigns n, step, c->start[2 .. 17];
	  loop variant GX_TIANO_LENGTH_MAX - n;
	*/
	for (int n = 1; n <= GX_TIANO_LENGTH_MAX; n++) {
		step = half_step(step, n);
		number_next(c, n, step);
	}
	return c->start[GX_TIANO_LENGTH_MAX + 1];
}

bool gx_tiano_code_build(struct gx_tiano_code *c, unsigned root_bits,
			 const uint8_t *lengths, size_t count, const uint8_t *tails)
{
	index_codes(c, lengths, count);
	if (number_codes(c) != 1U << GX_TIANO_LENGTH_MAX)
		return false;
	sort_entries(c, lengths, count, tails);
	//@ assert gx_tiano_complete(c);
	fill_root(c, root_bits);
	//@ assert gx_tiano_entries(c, root_bits, count);
	return true;
}

void gx_tiano_code_single(struct gx_tiano_code *c, unsigned root_bits, uint32_t symbol,
			  unsigned tail)
{
	fill(c->root, 0, gx_tiano_root_size(root_bits), make_entry(symbol, tail));
}
