/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * tiano_block.h - make valid and invalid Tiano and EFI 1.1 streams bit by bit
 *
 * The code follows the UEFI specification and its terms, and does not use libgopx.
 */
#ifndef TIANO_BLOCK_H
#define TIANO_BLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Writes streams field by field. The first bit is the highest bit of a byte. */
struct tiano_writer {
	uint8_t *out;
	size_t cap;
	size_t bits; /* written so far */
	bool full;   /* some bits did not fit */
};

/* Start with the header. tiano_end() sets its packed size. */
void tiano_begin(struct tiano_writer *w, uint8_t *out, size_t cap, uint32_t unpacked);

/* Append the low n bits of value. */
void tiano_put(struct tiano_writer *w, unsigned n, uint32_t value);

/*
 * Fill the last byte and append the terminator. Returns the full size, or 0 if the stream
 * did not fit.
 */
size_t tiano_end(struct tiano_writer *w);

/*
 * Append the code lengths of the Extra Set (size_bits 5, pause 3) or of the Position Set
 * (size_bits 4 or 5, pause 0) without a check. With a pause, 'lengths' has 3 more zeros
 * after 'count'.
 */
void tiano_put_lengths(struct tiano_writer *w, unsigned size_bits, unsigned pause,
		       const uint8_t *lengths, unsigned count);

/* Append the other form: a set of one symbol, whose code has no bits. */
void tiano_put_single(struct tiano_writer *w, unsigned size_bits, unsigned symbol);

/* Append the canonical code of 'symbol' in a set with these code lengths. */
void tiano_put_code(struct tiano_writer *w, const uint8_t *lengths, unsigned count,
		    unsigned symbol);

#define TIANO_EXTRA_COUNT 19

/* Code lengths for all symbols of the Extra Set, and the code of one symbol. */
extern const uint8_t tiano_extra_lengths[TIANO_EXTRA_COUNT + 3];
void tiano_put_extra(struct tiano_writer *w, unsigned symbol);

/*
 * Append the Extra Set, and with its codes the lengths of the Char&Len Set: 'first'
 * symbols have no code, and 'lengths' has the next 'count' of them.
 */
void tiano_put_charlen(struct tiano_writer *w, unsigned first, const uint8_t *lengths,
		       unsigned count);

/* Append the header of a Tiano block whose sets have one symbol each. */
void tiano_put_header(struct tiano_writer *w, unsigned symbols, unsigned charlen,
		      unsigned position);

#endif /* TIANO_BLOCK_H */
