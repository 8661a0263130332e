/* SPDX-License-Identifier: BSD-2-Clause */
/* tiano_block.h - the header of a block, with its codes; only for tiano.c */
#ifndef GX_CODEC_TIANO_BLOCK_H
#define GX_CODEC_TIANO_BLOCK_H

#include "base/status.h"
#include "codec/tiano_code.h"

enum {
	GX_TIANO_CHARLEN_ROOT = GX_TIANO_ROOT_MAX,
	GX_TIANO_SMALL_ROOT = 8,
	/* 256 characters, and strings of 3 to 256 bytes */
	GX_TIANO_CHARLENS = GX_TIANO_SYMBOLS,
	GX_TIANO_EXTRAS = 19,
	GX_TIANO_POSITIONS = 31, /* the maximum of 5 bits */
};

struct gx_tiano_block {
	uint32_t left; /* remaining symbols */
	struct gx_tiano_code charlen;
	/* first the code of the Extra Set, later the code of the Position Set */
	struct gx_tiano_code position;
};

/*@
  predicate gx_tiano_block{L}(struct gx_tiano_block *block) =
	  gx_tiano_code(&block->charlen, GX_TIANO_CHARLEN_ROOT, GX_TIANO_CHARLENS) &&
	  gx_tiano_code(&block->position, GX_TIANO_SMALL_ROOT, GX_TIANO_POSITIONS);
*/

/*@
  // The code is the same at A and B.
  predicate gx_tiano_same{A, B}(struct gx_tiano_code *c) =
	  (\forall integer i; 0 <= i < 2048 ==>
	   \at(c->root[i], A) == \at(c->root[i], B)) &&
	  (\forall integer i; 0 <= i < 510 ==>
	   \at(c->sorted[i], A) == \at(c->sorted[i], B)) &&
	  \forall integer n; 0 <= n <= 17 ==>
	  \at(c->start[n], A) == \at(c->start[n], B) &&
	  \at(c->index[n], A) == \at(c->index[n], B);

  // If so, then what holds for the code at A holds at B.
  lemma gx_tiano_same_order{A, B}: \forall struct gx_tiano_code *c, integer n, m;
	  gx_tiano_same{A, B}(c) ==> 1 <= n < m <= n + 1 <= 17 ==>
	  \at(c->index[n] <= c->index[m], A) ==> \at(c->index[n] <= c->index[m], B);
  lemma gx_tiano_same_indexed{A, B}: \forall struct gx_tiano_code *c;
	  gx_tiano_same{A, B}(c) && gx_tiano_indexed{A}(c) ==> gx_tiano_indexed{B}(c);
  lemma gx_tiano_same_follow{A, B}: \forall struct gx_tiano_code *c;
	  gx_tiano_same{A, B}(c) && gx_tiano_follow{A}(c, 17) ==>
	  gx_tiano_follow{B}(c, 17);
  lemma gx_tiano_same_complete{A, B}: \forall struct gx_tiano_code *c;
	  gx_tiano_same{A, B}(c) && gx_tiano_complete{A}(c) ==> gx_tiano_complete{B}(c);
  lemma gx_tiano_same_entries{A, B}:
	  \forall struct gx_tiano_code *c, integer root_bits, symbols;
	  gx_tiano_same{A, B}(c) && gx_tiano_entries{A}(c, root_bits, symbols) ==>
	  gx_tiano_entries{B}(c, root_bits, symbols);
  lemma gx_tiano_same_found{A, B}:
	  \forall struct gx_tiano_code *c, integer root_bits, symbols, entry, first;
	  gx_tiano_same{A, B}(c) && gx_tiano_root(root_bits) &&
	  gx_tiano_found{A}(c, root_bits, symbols, entry, first) ==>
	  gx_tiano_found{B}(c, root_bits, symbols, entry, first);
  lemma gx_tiano_same_code{A, B}:
	  \forall struct gx_tiano_code *c, integer root_bits, symbols;
	  gx_tiano_same{A, B}(c) && gx_tiano_root(root_bits) &&
	  gx_tiano_code{A}(c, root_bits, symbols) ==>
	  gx_tiano_code{B}(c, root_bits, symbols);
*/

/* Read the header of a block.  The array size of the Position Set has 'position_bits'. */
/*@
  requires \valid(b) && gx_tiano_reading(*b) && 4 <= position_bits <= 5;
  requires \valid(block) && \separated(b, block);
  assigns b->ahead, b->next, b->spent, *block;
  ensures gx_tiano_reading(*b) && b->in == \old(b->in);
  ensures \result == GOPX_OK ==> block->left > 0;
  ensures \result == GOPX_OK ==> gx_tiano_block(block);
*/
GX_NODISCARD enum gopx_status gx_tiano_get_block(struct gx_tiano_bits *b,
						 unsigned position_bits,
						 struct gx_tiano_block *block);

/* The entry of the next code of the Extra or the Position Set.  Consumes no bits. */
/*@
  requires \valid_read(c);
  requires gx_tiano_code(c, GX_TIANO_SMALL_ROOT, GX_TIANO_EXTRAS) ||
	   gx_tiano_code(c, GX_TIANO_SMALL_ROOT, GX_TIANO_POSITIONS);
  assigns \nothing;
  ensures \forall integer symbols; gx_tiano_code(c, GX_TIANO_SMALL_ROOT, symbols) ==>
	  gx_tiano_entry(\result, GX_TIANO_SMALL_ROOT, symbols);
*/
static inline uint32_t gx_tiano_find_small(const struct gx_tiano_code *c, uint64_t ahead)
{
	uint32_t entry = gx_tiano_find(c, GX_TIANO_SMALL_ROOT, ahead);

	if (__builtin_expect(entry == GX_TIANO_LONG, 0))
		return gx_tiano_find_long(c, GX_TIANO_SMALL_ROOT, ahead);
	return entry;
}

#endif /* GX_CODEC_TIANO_BLOCK_H */
