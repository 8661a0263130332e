/* SPDX-License-Identifier: BSD-2-Clause */
/* tiano.c - Tiano and EFI 1.1: LZ77 and canonical Huffman codes, block by block */
#include "codec/tiano.h"

#include <stdbool.h>

#include "codec/tiano_block.h"
#include "codec/tiano_code.h"
#include "codec/tiano_copy.h"

/* UEFI specification, "Compression Algorithm Specification", Data Format. */
enum {
	HEADER_SIZE = 8, /* packed u32, unpacked u32 */
	EFI11_POSITION_BITS = 4,
	TIANO_POSITION_BITS = 5,
	STRING_SYMBOL = 256, /* stands for a string of STRING_MIN bytes */
	STRING_MIN = 3,
};

struct unpacker {
	struct gx_tiano_bits bits;
	unsigned position_bits; /* bits of the Position Set's array size */
	uint8_t *out;
	size_t len; /* bytes written */
	size_t size;
	struct gx_tiano_block block;
};

/*@
  // The block has the same codes at A and B.
  predicate gx_tiano_same_codes{A, B}(struct gx_tiano_block *block) =
	  gx_tiano_same{A, B}(\at(&block->charlen, A)) &&
	  gx_tiano_same{A, B}(\at(&block->position, A));

  lemma gx_tiano_same_block{A, B}: \forall struct gx_tiano_block *block;
	  gx_tiano_same_codes{A, B}(block) && gx_tiano_block{A}(block) ==>
	  gx_tiano_block{B}(block);

  predicate unpacking(struct unpacker *u) =
	  \valid(u) && gx_tiano_reading(u->bits) && 4 <= u->position_bits <= 5 &&
	  u->len <= u->size <= UINT32_MAX && \valid(u->out + (0 .. u->size - 1));
*/

/* The position of a string: how many bytes are between it and the output's end. */
/*@
  requires \valid(b) && gx_tiano_reading(*b) && b->spent + entry % 64 <= 63;
  requires gx_tiano_entry(entry, GX_TIANO_SMALL_ROOT, GX_TIANO_POSITIONS);
  assigns b->ahead, b->spent;
  ensures gx_tiano_reading(*b) && b->in == \old(b->in);
*/
static inline size_t get_position(struct gx_tiano_bits *b, uint32_t entry)
{
	uint64_t code_and_tail = b->ahead >> 1 >> (63 - gx_tiano_entry_bits(entry));
	uint64_t first = (1ULL << (gx_tiano_entry_symbol(entry))) >> 1;

	gx_tiano_drop(b, gx_tiano_entry_bits(entry));
	if (first == 0)
		return 0;
	return (size_t)(first + (code_and_tail & (first - 1)));
}

/* True for the entry of a character; false for GX_TIANO_LONG. */
/*@
  assigns \nothing;
  ensures \result <==> entry / 64 < STRING_SYMBOL;
*/
static inline bool is_char(uint32_t entry)
{
	return gx_tiano_entry_symbol(entry) < STRING_SYMBOL;
}

/* The length of the entry's string in bytes. */
/*@
  requires gx_tiano_entry(entry, GX_TIANO_CHARLEN_ROOT, GX_TIANO_CHARLENS);
  requires entry / 64 >= STRING_SYMBOL;
  assigns \nothing;
  ensures STRING_MIN <= \result <= GX_TIANO_STRING_MAX;
*/
static inline size_t string_len(uint32_t entry)
{
	return gx_tiano_entry_symbol(entry) - STRING_SYMBOL + STRING_MIN;
}

enum {
	FAST_CODES = 3, /* codes of the Char&Len Set that are read between two refills */
	FAST_ROOM = FAST_CODES - 1 + GX_TIANO_STRING_MAX + GX_TIANO_SLOP,
};

/* The state of a run of the fast path. */
struct cursor {
	struct gx_tiano_bits bits;
	uint32_t left;
	uint8_t *out;
};

/* Write the entry's character, and find the next entry. */
/*@
  requires \valid(at) && gx_tiano_reading(at->bits) && at->left >= 1;
  requires at->bits.spent + entry % 64 <= 63;
  requires \valid(at->out) && \valid_read(charlen) && \separated(at, charlen);
  assigns at->bits.ahead, at->bits.spent, at->left, *at->out;
  assigns at->out \from at->out;
  ensures gx_tiano_reading(at->bits) && at->bits.in == \old(at->bits.in);
  ensures at->bits.spent == \old(at->bits.spent) + entry % 64;
  ensures at->out == \old(at->out) + 1 && at->left == \old(at->left) - 1;
  ensures \forall integer symbols;
	  gx_tiano_code(charlen, GX_TIANO_CHARLEN_ROOT, symbols) ==>
	  gx_tiano_found(charlen, GX_TIANO_CHARLEN_ROOT, symbols, \result,
			 at->bits.ahead / 0x1000000000000);
*/
static inline uint32_t put_char(struct cursor *at, const struct gx_tiano_code *charlen,
				uint32_t entry)
{
	*at->out++ = (uint8_t)gx_tiano_entry_symbol(entry);
	at->left--;
	gx_tiano_drop(&at->bits, gx_tiano_entry_bits(entry));
	return gx_tiano_find(charlen, GX_TIANO_CHARLEN_ROOT, at->bits.ahead);
}

/* Copy the entry's string.  False if the string is not in the output. */
/*@
  requires \valid(at) && gx_tiano_reading(at->bits) && at->left >= 1;
  requires at->bits.spent + entry % 64 <= 63;
  requires gx_tiano_entry(entry, GX_TIANO_CHARLEN_ROOT, GX_TIANO_CHARLENS);
  requires entry / 64 >= STRING_SYMBOL;
  requires \valid_read(u) && \separated(at, u) && gx_tiano_block(&u->block);
  requires u->size <= UINT32_MAX && \valid(u->out + (0 .. u->size - 1));
  requires at->out == u->out + (at->out - u->out);
  requires 0 <= at->out - u->out <= u->size - GX_TIANO_STRING_MAX - GX_TIANO_SLOP;
  assigns at->bits.ahead, at->bits.next, at->bits.spent, at->left;
  assigns at->out[0 .. GX_TIANO_STRING_MAX + GX_TIANO_SLOP - 1];
  assigns at->out \from at->out;
  ensures gx_tiano_reading(at->bits) && at->bits.in == \old(at->bits.in);
  ensures \result ==> at->left == \old(at->left) - 1;
  ensures \result ==> \exists integer n; 3 <= n <= GX_TIANO_STRING_MAX &&
	  at->out == \old(at->out) + n;
  ensures !\result ==> at->left == \old(at->left) && at->out == \old(at->out);
*/
static inline bool put_string(struct cursor *at, const struct unpacker *u, uint32_t entry)
{
	size_t len = string_len(entry);
	size_t position;

	gx_tiano_drop(&at->bits, gx_tiano_entry_bits(entry));
	gx_tiano_refill(&at->bits);
	//@ assert gx_tiano_same{Pre, Here}(&u->block.position);
	position = get_position(&at->bits,
				gx_tiano_find_small(&u->block.position, at->bits.ahead));
	if (position >= (size_t)(at->out - u->out))
		return false;
	gx_tiano_copy(at->out, position + 1, len);
	at->out += len;
	at->left--;
	return true;
}

/*
 * Decode symbols while enough bytes of the stream and of the output are left.  Stop at
 * the first code of the Char&Len Set that is longer than the root.
 */
/*@
  requires unpacking(u) && gx_tiano_block(&u->block) && u->len < u->size;
  assigns u->bits, u->block.left, u->len, u->out[0 .. u->size - 1];
  ensures unpacking(u) && u->len < u->size;
  ensures gx_tiano_same_codes{Old, Here}(&u->block);
  ensures u->block.left <= \old(u->block.left);
  ensures \old(u->block.left) - u->block.left <= u->len - \old(u->len);
*/
static enum gopx_status unpack_fast(struct unpacker *u)
{
	struct cursor at = { u->bits, u->block.left, u->out + u->len };
	const uint8_t *end = u->out + u->size;
	enum gopx_status status = GOPX_OK;

	/*@
	  loop invariant gx_tiano_reading(at.bits);
	  loop invariant gx_tiano_same_codes{Pre, Here}(&u->block);
	  loop invariant at.out == u->out + (at.out - u->out);
	  loop invariant u->block.left - at.left <= at.out - u->out - u->len;
	  loop invariant at.left <= u->block.left && at.out - u->out < u->size;
	  loop assigns at, u->out[0 .. u->size - 1];
	  loop variant at.left;
	*/
	while (at.left >= FAST_CODES && end - at.out >= FAST_ROOM &&
	       gx_tiano_refill_is_whole(&at.bits)) {
		gx_tiano_refill(&at.bits);

		uint32_t entry = gx_tiano_find(&u->block.charlen, GX_TIANO_CHARLEN_ROOT,
					       at.bits.ahead);

		if (is_char(entry)) {
			entry = put_char(&at, &u->block.charlen, entry);
			if (is_char(entry)) {
				entry = put_char(&at, &u->block.charlen, entry);
				if (is_char(entry)) {
					put_char(&at, &u->block.charlen, entry);
					continue;
				}
			}
		}
		if (entry == GX_TIANO_LONG || !gx_tiano_refill_is_whole(&at.bits))
			break;
		if (!put_string(&at, u, entry)) {
			status = GOPX_E_CORRUPT;
			break;
		}
	}
	u->bits = at.bits;
	u->block.left = at.left;
	u->len = (size_t)(at.out - u->out);
	return status;
}

/* Decode one symbol, anywhere in the stream and in the output. */
/*@
  requires unpacking(u) && gx_tiano_block(&u->block);
  requires u->block.left > 0 && u->len < u->size;
  assigns u->bits.ahead, u->bits.next, u->bits.spent, u->block.left, u->len;
  assigns u->out[0 .. u->size - 1];
  ensures unpacking(u);
  ensures gx_tiano_same{Old, Here}(&u->block.charlen);
  ensures gx_tiano_same{Old, Here}(&u->block.position);
  ensures \result == GOPX_OK ==> u->len > \old(u->len);
*/
static enum gopx_status unpack_symbol(struct unpacker *u)
{
	size_t room = u->size - u->len;
	uint32_t entry;

	gx_tiano_refill(&u->bits);
	//@ assert gx_tiano_same_codes{Pre, Here}(&u->block);
	entry = gx_tiano_find(&u->block.charlen, GX_TIANO_CHARLEN_ROOT, u->bits.ahead);
	if (entry == GX_TIANO_LONG)
		entry = gx_tiano_find_long(&u->block.charlen, GX_TIANO_CHARLEN_ROOT,
					   u->bits.ahead);
	gx_tiano_drop(&u->bits, gx_tiano_entry_bits(entry));
	if (is_char(entry)) {
		if (gx_tiano_overrun(&u->bits))
			return GOPX_E_TRUNCATED;
		u->out[u->len++] = (uint8_t)gx_tiano_entry_symbol(entry);
		u->block.left--;
		return GOPX_OK;
	}
	gx_tiano_refill(&u->bits);
	//@ assert gx_tiano_same{Pre, Here}(&u->block.position);

	size_t len = string_len(entry);
	size_t position = get_position(
	    &u->bits, gx_tiano_find_small(&u->block.position, u->bits.ahead));

	if (gx_tiano_overrun(&u->bits))
		return GOPX_E_TRUNCATED;
	if (position >= u->len)
		return GOPX_E_CORRUPT;
	/*@
	  loop invariant position < u->len <= u->size;
	  loop invariant u->len + n == \at(u->len, Pre) + (len < room ? len : room);
	  loop assigns n, u->len, u->out[0 .. u->size - 1];
	  loop variant n;
	*/
	for (size_t n = len < room ? len : room; n; n--, u->len++)
		u->out[u->len] = u->out[u->len - position - 1];
	u->block.left--;
	return len > room ? GOPX_E_CORRUPT : GOPX_OK;
}

/* Read the header of the next block. */
/*@
  requires unpacking(u);
  assigns u->bits.ahead, u->bits.next, u->bits.spent, u->block;
  ensures unpacking(u);
  ensures \result == GOPX_OK ==> u->block.left > 0;
  ensures \result == GOPX_OK ==> gx_tiano_block(&u->block);
*/
static enum gopx_status next_block(struct unpacker *u)
{
	enum gopx_status status;

	status = gx_tiano_get_block(&u->bits, u->position_bits, &u->block);
	/* Past the end of the stream, the header is read as zeros, so its errors mean
	 * nothing. */
	return gx_tiano_overrun(&u->bits) ? GOPX_E_TRUNCATED : status;
}

/*@
  requires unpacking(u) && u->block.left == 0;
  assigns u->bits, u->block, u->len, u->out[0 .. u->size - 1];
  ensures u->len <= u->size;
*/
static enum gopx_status unpack(struct unpacker *u)
{
	/*@
	  loop invariant unpacking(u);
	  loop invariant u->block.left > 0 ==> gx_tiano_block(&u->block);
	  loop assigns u->bits, u->block, u->len, u->out[0 .. u->size - 1];
	  loop variant u->size - u->len;
	*/
	while (u->len < u->size) {
		if (u->block.left == 0)
			GX_TRY(next_block(u));
		//@ assert u->block.left > 0 && gx_tiano_block(&u->block);
		//@ assert u->len == \at(u->len, LoopCurrent);
		//@ assert u->size == \at(u->size, Pre) && u->out == \at(u->out, Pre);
		GX_TRY(unpack_fast(u));
		//@ assert gx_tiano_block(&u->block);
		//@ assert u->block.left == 0 ==> u->len > \at(u->len, LoopCurrent);
		//@ assert u->len >= \at(u->len, LoopCurrent);
		//@ assert u->size == \at(u->size, Pre) && u->out == \at(u->out, Pre);
		/* The fast path leaves room for another symbol, but the block may have
		 * ended. */
		if (u->block.left)
			GX_TRY(unpack_symbol(u));
		//@ assert gx_tiano_block(&u->block);
		//@ assert u->len > \at(u->len, LoopCurrent);
	}
	return u->block.left ? GOPX_E_CORRUPT : GOPX_OK;
}

/* The two sizes of the header; GOPX_E_FORMAT if they are impossible. */
/*@
  requires gx_readable(in) && \valid(packed) && \valid(unpacked);
  requires \separated(packed, unpacked);
  assigns *packed, *unpacked;
  ensures \result == GOPX_OK ==> *packed > 0 && *unpacked > 0;
*/
static enum gopx_status read_header(struct gx_span in, uint32_t *packed,
				    uint32_t *unpacked)
{
	struct gx_reader r = gx_reader(in);

	*packed = gx_le32(&r);
	*unpacked = gx_le32(&r);
	return r.failed || *packed == 0 || *unpacked == 0 ? GOPX_E_FORMAT : GOPX_OK;
}

/* Unpack to the first 'size' bytes of the sink, which has room for them. */
/*@
  requires gx_sink_has_room(sink) && size <= sink->cap && size <= UINT32_MAX;
  requires gx_readable(packed) && 4 <= position_bits <= 5;
  assigns sink->len, sink->data[0 .. size - 1];
  ensures gx_sink_has_room(sink);
*/
static enum gopx_status fill(struct gx_sink *sink, size_t size, struct gx_span packed,
			     unsigned position_bits)
{
	struct unpacker u;
	enum gopx_status status;

	u.bits = gx_tiano_bits(packed);
	u.position_bits = position_bits;
	u.block.left = 0;
	u.out = sink->data;
	u.len = 0;
	u.size = size;
	status = unpack(&u);
	sink->len = u.len;
	return status;
}

/*@
  requires gx_readable(in) && gx_sink_has_room(sink) && 4 <= position_bits <= 5;
  assigns sink->data, sink->cap, sink->len, sink->used, *sink->arena;
  assigns \at(sink->data, Post)[0 .. \at(sink->cap, Post) - 1];
  ensures gx_sink_has_room(sink);
*/
static enum gopx_status decode(struct gx_span in, struct gx_sink *sink,
			       unsigned position_bits)
{
	uint32_t packed, unpacked;

	GX_TRY(read_header(in, &packed, &unpacked));
	GX_TRY(gx_sink_reserve(sink, unpacked));
	sink->used = HEADER_SIZE + (uint64_t)packed;
	return fill(sink, unpacked, gx_span_head(gx_span_tail(in, HEADER_SIZE), packed),
		    position_bits);
}

enum gopx_status gx_tiano_size(struct gx_span in, uint64_t *out)
{
	uint32_t packed, unpacked;
	enum gopx_status status = read_header(in, &packed, &unpacked);

	*out = status == GOPX_OK ? unpacked : 0;
	return status;
}

enum gopx_status gx_tiano_decode(struct gx_span in, struct gx_sink *sink)
{
	return decode(in, sink, TIANO_POSITION_BITS);
}

enum gopx_status gx_efi11_decode(struct gx_span in, struct gx_sink *sink)
{
	return decode(in, sink, EFI11_POSITION_BITS);
}
