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
	return gx_tiano_find(charlen, GX_TIANO_CHARLEN_ROOT, at->bits.ahead);
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
	struct cursor at = { u->bits, u->block.left, u->out + u->len };
	const uint8_t *end = u->out + u->size;
	enum gopx_status status = GOPX_OK;

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

		gx_tiano_drop(&at.bits, gx_tiano_entry_bits(entry));
		gx_tiano_refill(&at.bits);

		uint32_t position = gx_tiano_find_small(&u->block.position,
							at.bits.ahead);
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
	u->block.left = at.left;
	u->len = (size_t)(at.out - u->out);
	return status;
}

/* Decode one symbol, anywhere in the stream and in the output. */
static enum gopx_status unpack_symbol(struct unpacker *u)
{
	size_t room = u->size - u->len;
	uint32_t entry;

	gx_tiano_refill(&u->bits);
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

	size_t len = gx_tiano_entry_symbol(entry) - STRING_SYMBOL + STRING_MIN;
	size_t distance = get_distance(
	    &u->bits, gx_tiano_find_small(&u->block.position, u->bits.ahead));

	if (gx_tiano_overrun(&u->bits))
		return GOPX_E_TRUNCATED;
	if (distance > u->len)
		return GOPX_E_CORRUPT;
	//@ loop variant n;
	for (size_t n = len < room ? len : room; n; n--, u->len++)
		u->out[u->len] = u->out[u->len - distance];
	u->block.left--;
	return len > room ? GOPX_E_CORRUPT : GOPX_OK;
}

static enum gopx_status unpack(struct unpacker *u)
{
	while (u->len < u->size) {
		if (u->block.left == 0) {
			enum gopx_status status = gx_tiano_get_block(
			    &u->bits, u->position_bits, &u->block);

			/* Past the end of the stream, the header is read as zeros, so its
			 * errors mean nothing. */
			if (gx_tiano_overrun(&u->bits))
				return GOPX_E_TRUNCATED;
			GX_TRY(status);
		}
		GX_TRY(unpack_fast(u));
		/* The fast path leaves room for another symbol, but the block may have
		 * ended. */
		if (u->block.left)
			GX_TRY(unpack_symbol(u));
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
	u.block.left = 0;
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
