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

/* State of writing a stream. The highest bit of a byte is written first. */
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
 * (size_bits 4 or 5, pause 0), even if they are invalid. If 'pause' is not 0, 'lengths'
 * must have 3 zeros after its 'count' values.
 */
void tiano_put_lengths(struct tiano_writer *w, unsigned size_bits, unsigned pause,
		       const uint8_t *lengths, unsigned count);

/* Append a set of only one symbol. It has a form of its own, and a code without bits. */
void tiano_put_single(struct tiano_writer *w, unsigned size_bits, unsigned symbol);

/* Append the canonical code of 'symbol' in a set with these code lengths. */
void tiano_put_code(struct tiano_writer *w, const uint8_t *lengths, unsigned count,
		    unsigned symbol);

#define TIANO_EXTRA_COUNT 19

/*
 * Lengths of a code for the Extra Set, and a function that appends the code of a
 * symbol.
 */
extern const uint8_t tiano_extra_lengths[TIANO_EXTRA_COUNT + 3];
void tiano_put_extra(struct tiano_writer *w, unsigned symbol);

/*
 * Append the Extra Set, and then the code lengths of the Char&Len Set: the first 'first'
 * symbols have no code, and 'lengths' has the code lengths of the next 'count' symbols.
 */
void tiano_put_charlen(struct tiano_writer *w, unsigned first, const uint8_t *lengths,
		       unsigned count);

/* Append the header of a Tiano block whose sets have one symbol each. */
void tiano_put_header(struct tiano_writer *w, unsigned symbols, unsigned charlen,
		      unsigned position);

#endif /* TIANO_BLOCK_H */
