/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * tiano_encode.h - make Tiano and EFI 1.1 streams, and pieces of them
 *
 * Written from the UEFI specification and knowing nothing of libgopx, so that a
 * mistake in its decoder cannot hide in its test input.
 */
#ifndef TIANO_ENCODE_H
#define TIANO_ENCODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Pack 'len' bytes: header, blocks of up to 16384 symbols, terminator.
 * position_bits is 5 for Tiano (strings from up to 512 KiB back) and 4 for EFI 1.1
 * (8 KiB).  Returns the bytes written, or 0 when they do not fit into 'cap'.
 */
size_t gx_tiano_encode(const uint8_t *in, size_t len, int position_bits, uint8_t *out,
		       size_t cap);

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

/* Fill up the last byte, append the terminator; the whole size, or 0 when full. */
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

#endif /* TIANO_ENCODE_H */
