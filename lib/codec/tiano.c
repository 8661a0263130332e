/* SPDX-License-Identifier: BSD-2-Clause */
/* tiano.c - Tiano and EFI 1.1: LZ77 and canonical Huffman codes, block by block */
#include "codec/tiano.h"

#include <stdbool.h>

#include "codec/tiano_code.h"
#include "codec/tiano_copy.h"

/* UEFI specification, "Compression Algorithm Specification", Data Format. */
enum {
	HEADER_SIZE = 8, /* packed u32, unpacked u32 */
	BLOCK_SIZE_BITS = 16,
	EXTRA_BITS = 5, /* bits of the Extra Set's array size */
	EXTRA_COUNT = 19,
	EXTRA_PAUSE = 3, /* after this many lengths comes a count of zero lengths */
	CHARLEN_BITS = 9,
	/* 256 characters, and strings of 3 to 256 bytes */
	CHARLEN_COUNT = GX_TIANO_SYMBOLS,
	EFI11_POSITION_BITS = 4,
	TIANO_POSITION_BITS = 5,
	POSITION_COUNT = 31, /* the maximum of 5 bits */
	STRING_SYMBOL = 256, /* stands for a string of STRING_MIN bytes */
	STRING_MIN = 3,
};

enum { CHARLEN_ROOT = GX_TIANO_ROOT_MAX, SMALL_ROOT = 8 };

/* Position symbol p > 1 stands for the positions that have p - 1 bits after a leading 1.
 */
static const uint8_t position_tails[POSITION_COUNT] = {
	0,  0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14,
	15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29,
};

struct unpacker {
	struct gx_tiano_bits bits;
	unsigned position_bits; /* bits of the Position Set's array size */
	uint32_t left;          /* remaining symbols of the block */
	uint8_t *out;
	size_t len; /* bytes written */
	size_t size;
	struct gx_tiano_code charlen;
	/* first the code of the Extra Set, later the code of the Position Set */
	struct gx_tiano_code position;
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
  requires 1 <= max <= POSITION_COUNT;
  requires tails == \null || gx_tiano_tails(tails, max);
  requires \valid(c) && \separated(b, c);
  assigns b->ahead, b->next, b->spent, *c;
  ensures gx_tiano_reading(*b) && b->in == \old(b->in);
  ensures \result == GOPX_OK ==> gx_tiano_code(c, SMALL_ROOT, max);
*/
static enum gopx_status get_small_code(struct gx_tiano_bits *b, unsigned size_bits,
				       size_t max, size_t pause, const uint8_t *tails,
				       struct gx_tiano_code *c)
{
	uint8_t lengths[POSITION_COUNT + 3] = { 0 };
	size_t count = gx_tiano_get(b, size_bits);

	if (count == 0) {
		uint32_t only = gx_tiano_get(b, size_bits);

		if (only >= max)
			return GOPX_E_CORRUPT;
		gx_tiano_code_single(c, SMALL_ROOT, only, tails ? tails[only] : 0);
		return GOPX_OK;
	}
	if (count > max)
		return GOPX_E_CORRUPT;
	/*@
	  loop invariant gx_tiano_reading(*b) && b->in == \at(b->in, Pre);
	  loop invariant i <= count + UINT32_MAX;
	  loop invariant \forall integer k; 0 <= k < POSITION_COUNT + 3 ==>
			 lengths[k] <= GX_TIANO_LENGTH_MAX;
	  loop assigns i, b->ahead, b->next, b->spent, lengths[0 .. POSITION_COUNT - 1];
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
	return gx_tiano_code_build(c, SMALL_ROOT, lengths, count, tails) ? GOPX_OK
									 : GOPX_E_CORRUPT;
}

/* Find the entry of the next code of the Extra or the Position Set.  Consumes no bits. */
/*@
  requires \valid_read(c);
  requires gx_tiano_code(c, SMALL_ROOT, EXTRA_COUNT) ||
	   gx_tiano_code(c, SMALL_ROOT, POSITION_COUNT);
  assigns \nothing;
  ensures \forall integer symbols; gx_tiano_code(c, SMALL_ROOT, symbols) ==>
	  gx_tiano_entry(\result, SMALL_ROOT, symbols);
*/
static inline uint32_t find_small(const struct gx_tiano_code *c, uint64_t ahead)
{
	uint32_t entry = gx_tiano_find(c, SMALL_ROOT, ahead);

	if (__builtin_expect(entry == GX_TIANO_LONG, 0))
		return gx_tiano_find_long(c, SMALL_ROOT, ahead);
	return entry;
}

/*@
  requires \valid(b) && gx_tiano_reading(*b);
  requires \valid_read(extra) && \separated(b, extra);
  requires gx_tiano_code(extra, SMALL_ROOT, EXTRA_COUNT);
  assigns b->ahead, b->next, b->spent;
  ensures gx_tiano_reading(*b) && b->in == \old(b->in);
  ensures \result < EXTRA_COUNT;
*/
static uint32_t get_extra(struct gx_tiano_bits *b, const struct gx_tiano_code *extra)
{
	uint32_t entry;

	gx_tiano_refill(b);
	entry = find_small(extra, b->ahead);
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

static enum gopx_status get_charlen_code(struct gx_tiano_bits *b,
					 const struct gx_tiano_code *extra,
					 struct gx_tiano_code *c)
{
	uint8_t lengths[CHARLEN_COUNT] = { 0 };
	size_t count = gx_tiano_get(b, CHARLEN_BITS);

	if (count == 0) {
		uint32_t only = gx_tiano_get(b, CHARLEN_BITS);

		if (only >= CHARLEN_COUNT)
			return GOPX_E_CORRUPT;
		gx_tiano_code_single(c, CHARLEN_ROOT, only, 0);
		return GOPX_OK;
	}
	if (count > CHARLEN_COUNT)
		return GOPX_E_CORRUPT;
	/*@
	  loop invariant count <= UINT32_MAX;
	  loop variant count - i;
	*/
	for (size_t i = 0; i < count;) {
		uint32_t symbol = get_extra(b, extra);

		if (symbol > 2)
			lengths[i++] = (uint8_t)(symbol - 2);
		else
			i += get_zeros(b, symbol);
		if (i > count)
			return GOPX_E_CORRUPT;
	}
	return gx_tiano_code_build(c, CHARLEN_ROOT, lengths, count, NULL)
		   ? GOPX_OK
		   : GOPX_E_CORRUPT;
}

static enum gopx_status get_block_header(struct unpacker *u)
{
	struct gx_tiano_bits *b = &u->bits;

	u->left = gx_tiano_get(b, BLOCK_SIZE_BITS);
	if (u->left == 0)
		return GOPX_E_CORRUPT;
	GX_TRY(
	    get_small_code(b, EXTRA_BITS, EXTRA_COUNT, EXTRA_PAUSE, NULL, &u->position));
	GX_TRY(get_charlen_code(b, &u->position, &u->charlen));
	return get_small_code(b, u->position_bits, POSITION_COUNT, 0, position_tails,
			      &u->position);
}

/* The distance of a string in bytes, from the entry of its position. */
static inline size_t get_distance(struct gx_tiano_bits *b, uint32_t entry)
{
	uint64_t code_and_tail = b->ahead >> 1 >> (63 - gx_tiano_entry_bits(entry));
	uint64_t first = (1ULL << (gx_tiano_entry_symbol(entry))) >> 1;

	gx_tiano_drop(b, gx_tiano_entry_bits(entry));
	if (first == 0)
		return 1;
	return (size_t)(first + (code_and_tail & (first - 1)) + 1);
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
static inline uint32_t put_char(struct cursor *at, const struct gx_tiano_code *charlen,
				uint32_t entry)
{
	*at->out++ = (uint8_t)gx_tiano_entry_symbol(entry);
	at->left--;
	gx_tiano_drop(&at->bits, gx_tiano_entry_bits(entry));
	return gx_tiano_find(charlen, CHARLEN_ROOT, at->bits.ahead);
}

/* True for the entry of a character; false for GX_TIANO_LONG. */
static inline bool is_char(uint32_t entry)
{
	return gx_tiano_entry_symbol(entry) < STRING_SYMBOL;
}

/*
 * Decode symbols while enough bytes of the stream and of the output are left.  Stop at
 * the first code of the Char&Len Set that is longer than the root.
 */
static enum gopx_status unpack_fast(struct unpacker *u)
{
	struct cursor at = { u->bits, u->left, u->out + u->len };
	const uint8_t *end = u->out + u->size;
	enum gopx_status status = GOPX_OK;

	while (at.left >= FAST_CODES && end - at.out >= FAST_ROOM &&
	       gx_tiano_refill_is_whole(&at.bits)) {
		gx_tiano_refill(&at.bits);

		uint32_t entry = gx_tiano_find(&u->charlen, CHARLEN_ROOT, at.bits.ahead);

		if (is_char(entry)) {
			entry = put_char(&at, &u->charlen, entry);
			if (is_char(entry)) {
				entry = put_char(&at, &u->charlen, entry);
				if (is_char(entry)) {
					put_char(&at, &u->charlen, entry);
					continue;
				}
			}
		}
		if (entry == GX_TIANO_LONG || !gx_tiano_refill_is_whole(&at.bits))
			break;

		gx_tiano_drop(&at.bits, gx_tiano_entry_bits(entry));
		gx_tiano_refill(&at.bits);

		uint32_t position = find_small(&u->position, at.bits.ahead);
		size_t len = gx_tiano_entry_symbol(entry) - STRING_SYMBOL + STRING_MIN;
		size_t distance = get_distance(&at.bits, position);

		if (distance > (size_t)(at.out - u->out)) {
			status = GOPX_E_CORRUPT;
			break;
		}
		gx_tiano_copy(at.out, distance, len);
		at.out += len;
		at.left--;
	}
	u->bits = at.bits;
	u->left = at.left;
	u->len = (size_t)(at.out - u->out);
	return status;
}

/* Decode one symbol, anywhere in the stream and in the output. */
static enum gopx_status unpack_symbol(struct unpacker *u)
{
	size_t room = u->size - u->len;
	uint32_t entry;

	gx_tiano_refill(&u->bits);
	entry = gx_tiano_find(&u->charlen, CHARLEN_ROOT, u->bits.ahead);
	if (entry == GX_TIANO_LONG)
		entry = gx_tiano_find_long(&u->charlen, CHARLEN_ROOT, u->bits.ahead);
	gx_tiano_drop(&u->bits, gx_tiano_entry_bits(entry));
	if (is_char(entry)) {
		if (gx_tiano_overrun(&u->bits))
			return GOPX_E_TRUNCATED;
		u->out[u->len++] = (uint8_t)gx_tiano_entry_symbol(entry);
		u->left--;
		return GOPX_OK;
	}
	gx_tiano_refill(&u->bits);

	size_t len = gx_tiano_entry_symbol(entry) - STRING_SYMBOL + STRING_MIN;
	size_t distance = get_distance(&u->bits, find_small(&u->position, u->bits.ahead));

	if (gx_tiano_overrun(&u->bits))
		return GOPX_E_TRUNCATED;
	if (distance > u->len)
		return GOPX_E_CORRUPT;
	//@ loop variant n;
	for (size_t n = len < room ? len : room; n; n--, u->len++)
		u->out[u->len] = u->out[u->len - distance];
	u->left--;
	return len > room ? GOPX_E_CORRUPT : GOPX_OK;
}

static enum gopx_status unpack(struct unpacker *u)
{
	while (u->len < u->size) {
		if (u->left == 0) {
			enum gopx_status status = get_block_header(u);

			/* Past the end of the stream, the header is read as zeros, so its
			 * errors mean nothing. */
			if (gx_tiano_overrun(&u->bits))
				return GOPX_E_TRUNCATED;
			GX_TRY(status);
		}
		GX_TRY(unpack_fast(u));
		/* The fast path leaves room for another symbol, but the block may have
		 * ended. */
		if (u->left)
			GX_TRY(unpack_symbol(u));
	}
	return u->left ? GOPX_E_CORRUPT : GOPX_OK;
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

static enum gopx_status decode(struct gx_span in, struct gx_sink *sink,
			       unsigned position_bits)
{
	struct unpacker u;
	uint32_t packed, unpacked;
	enum gopx_status status;

	GX_TRY(read_header(in, &packed, &unpacked));
	GX_TRY(gx_sink_reserve(sink, unpacked));
	u.bits = gx_tiano_bits(gx_span_head(gx_span_tail(in, HEADER_SIZE), packed));
	u.position_bits = position_bits;
	u.left = 0;
	u.out = sink->data;
	u.len = 0;
	u.size = unpacked;
	status = unpack(&u);
	sink->len = u.len;
	sink->used = HEADER_SIZE + (uint64_t)packed;
	return status;
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
