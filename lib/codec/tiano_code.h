/* SPDX-License-Identifier: BSD-2-Clause */
/* tiano_code.h - bits and canonical Huffman codes; only for tiano.c */
#ifndef GX_CODEC_TIANO_CODE_H
#define GX_CODEC_TIANO_CODE_H

#include <stdbool.h>

#include "base/bytes.h"

/*
 * The stream's bits, first bit highest.  'ahead' begins with the next bit, and
 * at least 63 - 'spent' of its bits are valid.  Past the end the bits are zeros.
 */
struct gx_tiano_bits {
	struct gx_span in;
	size_t whole; /* a refill from an offset below this one has all its bytes */
	size_t next;  /* where to refill from */
	uint64_t ahead;
	unsigned spent;
};

/*@
  predicate gx_tiano_reading(struct gx_tiano_bits b) =
	  gx_readable(b.in) && b.spent <= 63 &&
	  b.whole == (b.in.len < 8 ? 0 : b.in.len - 7);
*/

/*@
  requires gx_readable(in);
  assigns \nothing;
  ensures gx_tiano_reading(\result) && \result.in == in;
*/
static inline struct gx_tiano_bits gx_tiano_bits(struct gx_span in)
{
	return (struct gx_tiano_bits){ .in = in,
				       .whole = in.len < 8 ? 0 : in.len - 7,
				       .spent = 63 };
}

/*@
  requires \valid_read(b) && gx_tiano_reading(*b);
  assigns \nothing;
  ensures \result <==> b->next < b->whole;
*/
static inline bool gx_tiano_refill_is_whole(const struct gx_tiano_bits *b)
{
	return b->next < b->whole;
}

/* Make at least 56 bits valid: enough for the longest position, 16 + 29 bits. */
/*@
  requires \valid(b) && gx_tiano_reading(*b);
  assigns b->ahead, b->next, b->spent;
  ensures gx_tiano_reading(*b) && b->in == \old(b->in) && b->spent <= 7;
*/
static inline void gx_tiano_refill(struct gx_tiano_bits *b)
{
	uint64_t word = gx_tiano_refill_is_whole(b) ? gx_span_be64_at(b->in, b->next)
						    : gx_span_be64(b->in, b->next);

	b->ahead |= word >> (63 - b->spent);
	b->next += b->spent / 8;
	b->spent %= 8;
}

/*@
  requires \valid(b) && gx_tiano_reading(*b) && b->spent + n <= 63;
  assigns b->ahead, b->spent;
  ensures gx_tiano_reading(*b) && b->spent == \old(b->spent) + n;
*/
static inline void gx_tiano_drop(struct gx_tiano_bits *b, unsigned n)
{
	b->ahead <<= n;
	b->spent += n;
}

/* The next n bits, at most 16; refills first. */
/*@
  requires \valid(b) && gx_tiano_reading(*b) && n <= 16;
  assigns b->ahead, b->next, b->spent;
  ensures gx_tiano_reading(*b) && b->in == \old(b->in);
  ensures n == 3 ==> \result < 8;
  ensures n == 4 ==> \result < 16;
  ensures n == 9 ==> \result < 512;
*/
static inline uint32_t gx_tiano_get(struct gx_tiano_bits *b, unsigned n)
{
	uint32_t value;

	gx_tiano_refill(b);
	//@ assert n == 3 ==> 0 <= ((b->ahead >> 1) >> (63 - n)) < 8;
	//@ assert n == 4 ==> 0 <= ((b->ahead >> 1) >> (63 - n)) < 16;
	//@ assert n == 9 ==> 0 <= ((b->ahead >> 1) >> (63 - n)) < 512;
	value = (uint32_t)((b->ahead >> 1) >> (63 - n)); /* n may be 0 */
	//@ assert (n == 3 ==> value < 8) && (n == 4 ==> value < 16) && (n == 9 ==> value < 512);
	gx_tiano_drop(b, n);
	return value;
}

/* True if more bits were read than the stream has. */
/*@
  requires \valid_read(b) && gx_tiano_reading(*b);
  assigns \nothing;
*/
static inline bool gx_tiano_overrun(const struct gx_tiano_bits *b)
{
	return b->next > b->in.len && (b->next - b->in.len) * 8 > 63 - b->spent;
}

enum {
	GX_TIANO_LENGTH_MAX = 16, /* bits of the longest code */
	GX_TIANO_SYMBOLS = 510,   /* symbols of the largest set */
	GX_TIANO_ROOT_MAX = 11,
};

/*
 * A code, prepared for lookups.  An entry is symbol * 64 + bits to drop: those of the
 * code and those that always follow its symbol.
 */
struct gx_tiano_code {
	uint16_t root[1 << GX_TIANO_ROOT_MAX]; /* indexed by the next bits */
	uint16_t sorted[GX_TIANO_SYMBOLS];     /* entries in the order of their codes */
	/* the index in 'sorted' of the first code of this length */
	uint32_t index[GX_TIANO_LENGTH_MAX + 2];
	/* the first code of this length, as 16 bits */
	uint32_t start[GX_TIANO_LENGTH_MAX + 2];
};

/* The entry of 'root' for codes that are longer than the root.  This value is not a
 * valid symbol, and drops more bits than any other entry. */
#define GX_TIANO_LONG 0xffffU

/*@
  // The root has 11 bits for Char&Len, and 8 for other sets.
  predicate gx_tiano_root(integer root_bits) = root_bits == 11 || root_bits == 8;

  logic integer gx_tiano_roots(integer root_bits) = root_bits == 11 ? 2048 : 256;

  // The first number of 16 bits that starts with the bits of root i.
  logic integer gx_tiano_first(integer root_bits, integer i) =
	  root_bits == 11 ? i * 32 : i * 256;

  // How many numbers of 16 bits start with one of n codes of this length.
  logic integer gx_tiano_numbers(integer n, integer length) =
	  length == 0 ? n * 65536 : length == 1 ? n * 32768 : length == 2 ? n * 16384 :
	  length == 3 ? n * 8192 : length == 4 ? n * 4096 : length == 5 ? n * 2048 :
	  length == 6 ? n * 1024 : length == 7 ? n * 512 : length == 8 ? n * 256 :
	  length == 9 ? n * 128 : length == 10 ? n * 64 : length == 11 ? n * 32 :
	  length == 12 ? n * 16 : length == 13 ? n * 8 : length == 14 ? n * 4 :
	  length == 15 ? n * 2 : n;

  // A code has up to 16 bits; up to 29 follow that of a position.
  predicate gx_tiano_entry(integer entry, integer root_bits, integer symbols) =
	  0 <= entry < symbols * 64 && entry % 64 <= (root_bits == 11 ? 16 : 45);

  predicate gx_tiano_entries{L}(struct gx_tiano_code *c, integer root_bits,
				integer symbols) =
	  \forall integer i; 0 <= i < 510 ==>
	  gx_tiano_entry(c->sorted[i], root_bits, symbols);

  // The codes of each length come after those of the length before.
  predicate gx_tiano_indexed{L}(struct gx_tiano_code *c) =
	  (\forall integer n; 1 <= n <= 17 ==> c->index[n] <= 510) &&
	  (\forall integer n, m; 1 <= n < m <= n + 1 <= 17 ==>
	   c->index[n] <= c->index[m]);

  // The numbers of the codes of m bits follow those of n bits, where m is n + 1.  (With
  // "n + 1" in the place of m, CVC4 would go on to n + 2, n + 3 and so on.)
  predicate gx_tiano_follow{L}(struct gx_tiano_code *c, integer lengths) =
	  \forall integer n, m; 1 <= n < m <= n + 1 <= lengths ==>
	  c->start[n] <= c->start[m] &&
	  c->start[m] - c->start[n] == gx_tiano_numbers(c->index[m] - c->index[n], n);

  // The codes of less than n bits have numbers.
  predicate gx_tiano_numbered{L}(struct gx_tiano_code *c, integer n) =
	  gx_tiano_indexed(c) && gx_tiano_follow(c, n) &&
	  c->start[1] == 0 && c->start[n] <= c->index[n] * 32768 &&
	  \forall integer k; 1 <= k <= n ==> c->start[k] <= c->start[n];

  // The codes fill all 16 bits.
  predicate gx_tiano_complete{L}(struct gx_tiano_code *c) =
	  c->start[1] == 0 && c->start[17] == 65536 &&
	  (\forall integer n; 1 <= n <= 17 ==> c->start[n] <= 65536) &&
	  gx_tiano_indexed(c) && gx_tiano_follow(c, 17);

  // The first n entries of the root are those of codes.
  predicate gx_tiano_filled{L}(struct gx_tiano_code *c, integer root_bits,
			       integer symbols, integer n) =
	  \forall integer i; 0 <= i < n ==>
	  gx_tiano_entry(c->root[i], root_bits, symbols);

  // 'entry' is what 'root' has for bits whose first 16 are 'first' or more.
  predicate gx_tiano_found{L}(struct gx_tiano_code *c, integer root_bits,
			      integer symbols, integer entry, integer first) =
	  gx_tiano_entry(entry, root_bits, symbols) ||
	  (entry == 65535 && c->start[root_bits + 1] <= first &&
	   gx_tiano_complete(c) && gx_tiano_entries(c, root_bits, symbols));

  predicate gx_tiano_code{L}(struct gx_tiano_code *c, integer root_bits,
			     integer symbols) =
	  \forall integer i; 0 <= i < gx_tiano_roots(root_bits) ==>
	  gx_tiano_found(c, root_bits, symbols, c->root[i], gx_tiano_first(root_bits, i));

  // How often 'length' is in the first n of 'lengths'.
  logic integer gx_tiano_count{L}(uint8_t *lengths, integer n, integer length) =
	  n <= 0 ? 0 : gx_tiano_count(lengths, n - 1, length) +
		       (lengths[n - 1] == length ? 1 : 0);

  // How many of the first n of 'lengths' are 1 to 'length'.
  logic integer gx_tiano_count_to{L}(uint8_t *lengths, integer n, integer length) =
	  n <= 0 ? 0 : gx_tiano_count_to(lengths, n - 1, length) +
		       (1 <= lengths[n - 1] <= length ? 1 : 0);

  // Of 'count' lengths, n are 'length'.
  predicate gx_tiano_counted{L}(uint8_t *lengths, integer count, integer length,
				integer n) =
	  gx_tiano_count_to(lengths, count, length) ==
	  gx_tiano_count_to(lengths, count, length - 1) + n;

  predicate gx_tiano_lengths{L}(uint8_t *lengths, integer count) =
	  1 <= count <= 510 && \valid_read(lengths + (0 .. count - 1)) &&
	  \forall integer i; 0 <= i < count ==> lengths[i] <= 16;

  predicate gx_tiano_tails{L}(uint8_t *tails, integer count) =
	  \valid_read(tails + (0 .. count - 1)) &&
	  \forall integer i; 0 <= i < count ==> tails[i] <= 29;
*/

/*@
  assigns \nothing;
  ensures \result == entry % 64;
*/
static inline unsigned gx_tiano_entry_bits(uint32_t entry)
{
	return entry % 64;
}

/*@
  assigns \nothing;
  ensures \result == entry / 64;
*/
static inline uint32_t gx_tiano_entry_symbol(uint32_t entry)
{
	return entry / 64;
}

/*
 * Make the code for the symbols 0 to count - 1 from the lengths of their codes.  A length
 * is at most 16 bits; 0: no code.  tails[i] bits follow symbol i; NULL: none.  False if
 * the lengths need more codes than exist, or leave some codes unused.
 */
/*@
  requires \valid(c) && gx_tiano_root(root_bits) && gx_tiano_lengths(lengths, count);
  requires tails == \null || (root_bits == 8 && gx_tiano_tails(tails, count));
  assigns *c;
  ensures \result ==> \forall integer symbols; count <= symbols ==>
	  gx_tiano_code(c, root_bits, symbols);
*/
bool gx_tiano_code_build(struct gx_tiano_code *c, unsigned root_bits,
			 const uint8_t *lengths, size_t count, const uint8_t *tails);

/* Make the code of a single symbol, which has no bits of its own. */
/*@
  requires \valid(c) && gx_tiano_root(root_bits);
  requires symbol < GX_TIANO_SYMBOLS && tail <= (root_bits == 8 ? 29 : 0);
  assigns c->root[0 .. gx_tiano_roots(root_bits) - 1];
  ensures \forall integer symbols; symbol < symbols ==>
	  gx_tiano_code(c, root_bits, symbols);
*/
void gx_tiano_code_single(struct gx_tiano_code *c, unsigned root_bits, uint32_t symbol,
			  unsigned tail);

/* The entry of the code at the start of 'ahead', if it is longer than the root. */
/*@
  requires \valid_read(c) && gx_tiano_root(root_bits) && gx_tiano_complete(c);
  requires c->start[root_bits + 1] <= ahead / 0x1000000000000;
  assigns \nothing;
  ensures \forall integer symbols; gx_tiano_entries(c, root_bits, symbols) ==>
	  gx_tiano_entry(\result, root_bits, symbols);
*/
uint32_t gx_tiano_find_long(const struct gx_tiano_code *c, unsigned root_bits,
			    uint64_t ahead);

/* The number of entries of the root. */
/*@
  requires gx_tiano_root(root_bits);
  assigns \nothing;
  ensures \result == gx_tiano_roots(root_bits);
*/
static inline size_t gx_tiano_root_size(unsigned root_bits)
{
	return root_bits == GX_TIANO_ROOT_MAX ? 1 << 11 : 1 << 8;
}

/* The entry of the code at the start of 'ahead', or GX_TIANO_LONG. */
/*@
  requires \valid_read(c) && gx_tiano_root(root_bits);
  assigns \nothing;
  ensures \forall integer symbols; gx_tiano_code(c, root_bits, symbols) ==>
	  gx_tiano_found(c, root_bits, symbols, \result, ahead / 0x1000000000000);
*/
static inline uint32_t gx_tiano_find(const struct gx_tiano_code *c, unsigned root_bits,
				     uint64_t ahead)
{
	size_t i = root_bits == GX_TIANO_ROOT_MAX ? ahead / (1ULL << 53)
						  : ahead / (1ULL << 56);

	//@ assert i < gx_tiano_roots(root_bits);
	//@ assert gx_tiano_first(root_bits, i) <= ahead / 0x1000000000000;
	return c->root[i];
}

#endif /* GX_CODEC_TIANO_CODE_H */
