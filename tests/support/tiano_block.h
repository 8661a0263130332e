/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * tiano_block.h - make valid and invalid Tiano and EFI 1.1 streams bit by bit
 *
 * Written from the UEFI specification, with its terms, and without using libgopx.
 */
#ifndef TIANO_BLOCK_H
#define TIANO_BLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Writes bits, the first one highest; for streams made field by field. */
struct tiano_writer {
	uint8_t *out;
	size_t cap;
	size_t bits; /* written so far */
	bool full;   /* some bits did not fit */
};

/* Start with the header; 'packed' is filled in by tiano_end(). */
void tiano_begin(struct tiano_writer *w, uint8_t *out, size_t cap, uint32_t unpacked);

/* Append the low n bits of value. */
void tiano_put(struct tiano_writer *w, unsigned n, uint32_t value);

/* Fill up the last byte and append the terminator; returns the full size, or 0 if it did
 * not fit. */
size_t tiano_end(struct tiano_writer *w);

/*
 * The array of code lengths of the Extra Set (size_bits 5, pause 3) or of the
 * Position Set (size_bits 4 or 5, pause 0), as it is: no length is checked.
 * With a pause, 'lengths' has zeros up to 3 places past 'count'.
 */
void tiano_put_lengths(struct tiano_writer *w, unsigned size_bits, unsigned pause,
		       const uint8_t *lengths, unsigned count);

/* The other form: a set of one symbol, whose code has no bits. */
void tiano_put_single(struct tiano_writer *w, unsigned size_bits, unsigned symbol);

/* The canonical code that 'symbol' has in the set of these code lengths. */
void tiano_put_code(struct tiano_writer *w, const uint8_t *lengths, unsigned count,
		    unsigned symbol);

#define TIANO_EXTRA_COUNT 19

/* Code lengths for all symbols of the Extra Set, and the code of one symbol. */
extern const uint8_t tiano_extra_lengths[TIANO_EXTRA_COUNT + 3];
void tiano_put_extra(struct tiano_writer *w, unsigned symbol);

/*
 * The Extra Set with these lengths, and with it the array of the Char&Len Set:
 * 'first' symbols without a code, then 'count' of these lengths.
 */
void tiano_put_charlen(struct tiano_writer *w, unsigned first, const uint8_t *lengths,
		       unsigned count);

/* The header of a Tiano block whose sets have one symbol each. */
void tiano_put_header(struct tiano_writer *w, unsigned symbols, unsigned charlen,
		      unsigned position);

#endif /* TIANO_BLOCK_H */
