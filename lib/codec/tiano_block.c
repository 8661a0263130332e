/* SPDX-License-Identifier: BSD-2-Clause */
/* tiano_block.c - read the header of a block, with its codes */
#include "codec/tiano_block.h"

/* UEFI specification, "Compression Algorithm Specification", Data Format. */
enum {
	BLOCK_SIZE_BITS = 16,
	EXTRA_BITS = 5,  /* bits of the Extra Set's array size */
	EXTRA_PAUSE = 3, /* after this many lengths comes a count of zero lengths */
	CHARLEN_BITS = 9,
};

/* Position symbol p > 1 stands for the positions that have p - 1 bits after a leading
 * 1. */
static const uint8_t position_tails[GX_TIANO_POSITIONS] = {
	0,  0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14,
	15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29,
};

/*
 * The length of a code.  0 to 6 are stored as three bits.  Larger lengths are stored as
 * 111, then a 1 for each bit over 7, then a 0.  A result over GX_TIANO_LENGTH_MAX is
 * invalid.
 */
/*@
  requires \valid(b) && gx_tiano_reading(*b);
  assigns b->ahead, b->next, b->spent;
  ensures gx_tiano_reading(*b) && b->in == \old(b->in);
  ensures \result <= GX_TIANO_LENGTH_MAX + 1;
*/
static unsigned get_length(struct gx_tiano_bits *b)
{
	unsigned length = gx_tiano_get(b, 3);

	if (length == 7)
		/*@
		  loop invariant gx_tiano_reading(*b);
		  loop invariant 7 <= length <= GX_TIANO_LENGTH_MAX + 1;
		  loop assigns length, b->ahead, b->next, b->spent;
		  loop variant GX_TIANO_LENGTH_MAX + 1 - length;
		*/
		while (length <= GX_TIANO_LENGTH_MAX && gx_tiano_get(b, 1))
			length++;
	return length;
}

/*
 * The array of the Extra or of the Position Set.  The count of zero lengths may reach
 * past the array's end, because the set is larger.
 */
/*@
  requires \valid(b) && gx_tiano_reading(*b) && 4 <= size_bits <= 5;
  requires 1 <= max <= GX_TIANO_POSITIONS;
  requires tails == \null || gx_tiano_tails(tails, max);
  requires \valid(c) && \separated(b, c);
  assigns b->ahead, b->next, b->spent, *c;
  ensures gx_tiano_reading(*b) && b->in == \old(b->in);
  ensures \result == GOPX_OK ==> gx_tiano_code(c, GX_TIANO_SMALL_ROOT, max);
*/
static enum gopx_status get_small_code(struct gx_tiano_bits *b, unsigned size_bits,
				       size_t max, size_t pause, const uint8_t *tails,
				       struct gx_tiano_code *c)
{
	uint8_t lengths[GX_TIANO_POSITIONS + 3] = { 0 };
	size_t count = gx_tiano_get(b, size_bits);

	if (count == 0) {
		uint32_t only = gx_tiano_get(b, size_bits);

		if (only >= max)
			return GOPX_E_CORRUPT;
		gx_tiano_code_single(c, GX_TIANO_SMALL_ROOT, only,
				     tails ? tails[only] : 0);
		return GOPX_OK;
	}
	if (count > max)
		return GOPX_E_CORRUPT;
	/*@
	  loop invariant gx_tiano_reading(*b) && b->in == \at(b->in, Pre);
	  loop invariant i <= count + UINT32_MAX;
	  loop invariant \forall integer k; 0 <= k < GX_TIANO_POSITIONS + 3 ==>
			 lengths[k] <= GX_TIANO_LENGTH_MAX;
	  loop assigns i, b->ahead, b->next, b->spent;
	  loop assigns lengths[0 .. GX_TIANO_POSITIONS - 1];
	  loop variant count - i;
	*/
	for (size_t i = 0; i < count;) {
		unsigned length = get_length(b);

		if (length > GX_TIANO_LENGTH_MAX)
			return GOPX_E_CORRUPT;
		lengths[i++] = (uint8_t)length;
		if (i == pause)
			i += gx_tiano_get(b, 2);
	}
	return gx_tiano_code_build(c, GX_TIANO_SMALL_ROOT, lengths, count, tails)
		   ? GOPX_OK
		   : GOPX_E_CORRUPT;
}

/*@
  requires \valid(b) && gx_tiano_reading(*b);
  requires \valid_read(extra) && \separated(b, extra);
  requires gx_tiano_code(extra, GX_TIANO_SMALL_ROOT, GX_TIANO_EXTRAS);
  assigns b->ahead, b->next, b->spent;
  ensures gx_tiano_reading(*b) && b->in == \old(b->in);
  ensures \result < GX_TIANO_EXTRAS;
*/
static uint32_t get_extra(struct gx_tiano_bits *b, const struct gx_tiano_code *extra)
{
	uint32_t entry;

	gx_tiano_refill(b);
	entry = gx_tiano_find_small(extra, b->ahead);
	gx_tiano_drop(b, gx_tiano_entry_bits(entry));
	return gx_tiano_entry_symbol(entry);
}

/* How many zero lengths the Extra Set's symbols 0, 1 and 2 stand for. */
/*@
  requires \valid(b) && gx_tiano_reading(*b) && symbol <= 2;
  assigns b->ahead, b->next, b->spent;
  ensures gx_tiano_reading(*b) && b->in == \old(b->in);
  ensures 1 <= \result <= 20 + 511;
*/
static size_t get_zeros(struct gx_tiano_bits *b, uint32_t symbol)
{
	if (symbol == 0)
		return 1;
	return symbol == 1 ? gx_tiano_get(b, 4) + 3 : gx_tiano_get(b, 9) + 20;
}

/*@
  requires \valid(b) && gx_tiano_reading(*b);
  requires \valid_read(extra) && \valid(c);
  requires \separated(b, extra, c);
  requires gx_tiano_code(extra, GX_TIANO_SMALL_ROOT, GX_TIANO_EXTRAS);
  assigns b->ahead, b->next, b->spent, *c;
  ensures gx_tiano_reading(*b) && b->in == \old(b->in);
  ensures \result == GOPX_OK ==>
	  gx_tiano_code(c, GX_TIANO_CHARLEN_ROOT, GX_TIANO_CHARLENS);
*/
static enum gopx_status get_charlen_code(struct gx_tiano_bits *b,
					 const struct gx_tiano_code *extra,
					 struct gx_tiano_code *c)
{
	uint8_t lengths[GX_TIANO_CHARLENS] = { 0 };
	size_t count = gx_tiano_get(b, CHARLEN_BITS);

	if (count == 0) {
		uint32_t only = gx_tiano_get(b, CHARLEN_BITS);

		if (only >= GX_TIANO_CHARLENS)
			return GOPX_E_CORRUPT;
		gx_tiano_code_single(c, GX_TIANO_CHARLEN_ROOT, only, 0);
		return GOPX_OK;
	}
	if (count > GX_TIANO_CHARLENS)
		return GOPX_E_CORRUPT;
	/*@
	  loop invariant gx_tiano_reading(*b) && b->in == \at(b->in, Pre);
	  loop invariant gx_tiano_same{Pre, Here}(extra);
	  loop invariant i <= count;
	  loop invariant \forall integer k; 0 <= k < GX_TIANO_CHARLENS ==>
			 lengths[k] <= GX_TIANO_LENGTH_MAX;
	  loop assigns i, b->ahead, b->next, b->spent;
	  loop assigns lengths[0 .. GX_TIANO_CHARLENS - 1];
	  loop variant count - i;
	*/
	for (size_t i = 0; i < count;) {
		//@ assert gx_tiano_code(extra, GX_TIANO_SMALL_ROOT, GX_TIANO_EXTRAS);
		uint32_t symbol = get_extra(b, extra);

		if (symbol > 2)
			lengths[i++] = (uint8_t)(symbol - 2);
		else
			i += get_zeros(b, symbol);
		if (i > count)
			return GOPX_E_CORRUPT;
	}
	return gx_tiano_code_build(c, GX_TIANO_CHARLEN_ROOT, lengths, count, NULL)
		   ? GOPX_OK
		   : GOPX_E_CORRUPT;
}

enum gopx_status gx_tiano_get_block(struct gx_tiano_bits *b, unsigned position_bits,
				    struct gx_tiano_block *block)
{
	//@ assert \forall integer i; 0 <= i < 8 ==> position_tails[i] <= 29;
	//@ assert \forall integer i; 8 <= i < 16 ==> position_tails[i] <= 29;
	//@ assert \forall integer i; 16 <= i < 24 ==> position_tails[i] <= 29;
	//@ assert \forall integer i; 24 <= i < 31 ==> position_tails[i] <= 29;
	//@ assert gx_tiano_tails(&position_tails[0], GX_TIANO_POSITIONS);
	block->left = gx_tiano_get(b, BLOCK_SIZE_BITS);
	if (block->left == 0)
		return GOPX_E_CORRUPT;
	GX_TRY(get_small_code(b, EXTRA_BITS, GX_TIANO_EXTRAS, EXTRA_PAUSE, NULL,
			      &block->position));
	GX_TRY(get_charlen_code(b, &block->position, &block->charlen));
	//@ ghost Charlen: ;
	GX_TRY(get_small_code(b, position_bits, GX_TIANO_POSITIONS, 0, position_tails,
			      &block->position));
	//@ assert gx_tiano_same{Charlen, Here}(&block->charlen);
	//@ assert gx_tiano_root(GX_TIANO_CHARLEN_ROOT);
	/*@ assert gx_tiano_code(&block->charlen, GX_TIANO_CHARLEN_ROOT,
				 GX_TIANO_CHARLENS); */
	return GOPX_OK;
}
