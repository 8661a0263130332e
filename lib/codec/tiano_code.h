/* SPDX-License-Identifier: BSD-2-Clause */
/* tiano_code.h - bits and canonical Huffman codes; only for tiano.c */
#ifndef GX_CODEC_TIANO_CODE_H
#define GX_CODEC_TIANO_CODE_H

#include <stdbool.h>

#include "base/bytes.h"

/*
 * The stream's bits.  The first bit is the highest one.  'ahead' begins with the next
 * bit, and at least 'count' of its bits are valid.  Past the end the bits are zeros.
 */
struct gx_tiano_bits {
	struct gx_span in;
	size_t whole; /* a refill from an offset below this one has all its bytes */
	size_t next;  /* where to refill from */
	uint64_t ahead;
	unsigned count;
};

/*@
  predicate gx_tiano_reading(struct gx_tiano_bits b) =
	  gx_readable(b.in) && b.count <= 63 &&
	  b.whole == (b.in.len < 8 ? 0 : b.in.len - 7);
*/

/*@
  requires gx_readable(in);
  assigns \nothing;
  ensures gx_tiano_reading(\result) && \result.in == in;
*/
static inline struct gx_tiano_bits gx_tiano_bits(struct gx_span in)
{
	return (struct gx_tiano_bits){ .in = in, .whole = in.len < 8 ? 0 : in.len - 7 };
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

/* Make 'count' at least 56: room for the longest position, 16 + 29 bits. */
/*@
  requires \valid(b) && gx_tiano_reading(*b);
  assigns b->ahead, b->next, b->count;
  ensures gx_tiano_reading(*b) && b->in == \old(b->in) && b->count >= 56;
*/
static inline void gx_tiano_refill(struct gx_tiano_bits *b)
{
	uint64_t word = gx_tiano_refill_is_whole(b) ? gx_span_be64_at(b->in, b->next)
						    : gx_span_be64(b->in, b->next);

	b->ahead |= word >> b->count;
	b->next += (63 - b->count) >> 3;
	b->count |= 56;
}

/*@
  requires \valid(b) && gx_tiano_reading(*b) && n <= b->count;
  assigns b->ahead, b->count;
  ensures gx_tiano_reading(*b) && b->count == \old(b->count) - n;
*/
static inline void gx_tiano_drop(struct gx_tiano_bits *b, unsigned n)
{
	b->ahead <<= n;
	b->count -= n;
}

/* The next n bits, at most 16; refills first. */
/*@
  requires \valid(b) && gx_tiano_reading(*b) && n <= 16;
  assigns b->ahead, b->next, b->count;
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
	return b->next > b->in.len && (b->next - b->in.len) * 8 > b->count;
}

enum {
	GX_TIANO_LENGTH_MAX = 16, /* bits of the longest code */
	GX_TIANO_SYMBOLS = 510,   /* symbols of the largest set */
	GX_TIANO_ROOT_MAX = 11,
};

/*
 * A code, prepared for lookups.  An entry is symbol << 6 | count, where 'count' is the
 * number of bits to drop.  These are the bits of the code, and the bits that always
 * follow its symbol.
 */
struct gx_tiano_code {
	uint16_t root[1 << GX_TIANO_ROOT_MAX]; /* indexed by the next bits */
	uint16_t sorted[GX_TIANO_SYMBOLS];     /* entries in the order of their codes */
	uint16_t index[GX_TIANO_LENGTH_MAX +
		       1]; /* the index in 'sorted' of the first code of this length */
	uint32_t start[GX_TIANO_LENGTH_MAX +
		       2]; /* the first code of this length, as 16 bits */
};

/* The entry of 'root' for codes that are longer than the root.  This value is no valid
 * symbol, and drops more bits than any other entry. */
#define GX_TIANO_LONG 0xffffU

static inline unsigned gx_tiano_entry_bits(uint32_t entry)
{
	return entry & 63;
}

static inline uint32_t gx_tiano_entry_symbol(uint32_t entry)
{
	return entry >> 6;
}

/*
 * Make the code for the symbols 0 to count - 1 from the lengths of their codes.  A length
 * is at most 16 bits; 0: no code.  tails[i] bits follow symbol i; NULL: none.  False if
 * the lengths need more codes than exist, or leave some codes unused.
 */
bool gx_tiano_code_build(struct gx_tiano_code *c, unsigned root_bits,
			 const uint8_t *lengths, size_t count, const uint8_t *tails);

/* Make a code that has only one symbol.  The symbol takes no bits in the stream. */
void gx_tiano_code_single(struct gx_tiano_code *c, unsigned root_bits, uint32_t symbol,
			  unsigned tail);

/*
 * The entry of the code at the start of 'ahead'.  This code must be longer than the root.
 */
uint32_t gx_tiano_find_long(const struct gx_tiano_code *c, unsigned root_bits,
			    uint64_t ahead);

/* The entry of the code at the start of 'ahead', or GX_TIANO_LONG. */
static inline uint32_t gx_tiano_find(const struct gx_tiano_code *c, unsigned root_bits,
				     uint64_t ahead)
{
	return c->root[ahead >> (64 - root_bits)];
}

#endif /* GX_CODEC_TIANO_CODE_H */
