/* SPDX-License-Identifier: BSD-2-Clause */
/* tiano_block.c - writes Tiano streams bit by bit and code by code */
#include "tiano_block.h"

enum { STREAM_HEADER = 8, EXTRA_PAUSE = 3 };

static void put_le32(uint8_t *at, uint32_t v)
{
	for (int i = 0; i < 4; i++)
		at[i] = (uint8_t)(v >> (8 * i));
}

void tiano_begin(struct tiano_writer *w, uint8_t *out, size_t cap, uint32_t unpacked)
{
	*w = (struct tiano_writer){ .out = out, .cap = cap, .full = cap < STREAM_HEADER };
	if (w->full)
		return;
	put_le32(out, 0);
	put_le32(out + 4, unpacked);
	w->bits = STREAM_HEADER * 8;
}

void tiano_put(struct tiano_writer *w, unsigned n, uint32_t value)
{
	while (n--) {
		size_t at = w->bits / 8;
		unsigned shift = 7 - w->bits % 8;

		if (w->full || at >= w->cap) {
			w->full = true;
			return;
		}
		if (shift == 7)
			w->out[at] = 0;
		w->out[at] = (uint8_t)(w->out[at] | (value >> n & 1) << shift);
		w->bits++;
	}
}

size_t tiano_end(struct tiano_writer *w)
{
	tiano_put(w, (8 - w->bits % 8) % 8, 0);
	tiano_put(w, 8, 0);
	if (w->full)
		return 0;
	put_le32(w->out, (uint32_t)(w->bits / 8 - STREAM_HEADER));
	return w->bits / 8;
}

void tiano_put_single(struct tiano_writer *w, unsigned size_bits, unsigned symbol)
{
	tiano_put(w, size_bits, 0);
	tiano_put(w, size_bits, symbol);
}

void tiano_put_lengths(struct tiano_writer *w, unsigned size_bits, unsigned pause,
		       const uint8_t *lengths, unsigned count)
{
	tiano_put(w, size_bits, count);
	for (unsigned i = 0; i < count;) {
		unsigned length = lengths[i++];
		unsigned zeros = 0;

		if (length < 7)
			tiano_put(w, 3, length);
		else
			tiano_put(w, length - 3, (1U << (length - 3)) - 2);
		if (i != pause)
			continue;
		while (zeros < 3 && lengths[i + zeros] == 0)
			zeros++;
		tiano_put(w, 2, zeros);
		i += zeros;
	}
}

void tiano_put_code(struct tiano_writer *w, const uint8_t *lengths, unsigned count,
		    unsigned symbol)
{
	uint32_t code = 0;

	/*
	 * Canonical codes are in this order: shorter codes first, then by symbol. So the
	 * code follows from the lengths of all codes before it.
	 */
	for (unsigned i = 0; i < count; i++)
		if (lengths[i] && (lengths[i] < lengths[symbol] ||
				   (lengths[i] == lengths[symbol] && i < symbol)))
			code += 1U << (lengths[symbol] - lengths[i]);
	tiano_put(w, lengths[symbol], code);
}

/*
 * Lengths of a complete code for all 19 symbols of the Extra Set: 13 codes of 4 bits and
 * 6 codes of 5 bits, and 13 / 16 + 6 / 32 = 1.
 */
const uint8_t tiano_extra_lengths[TIANO_EXTRA_COUNT + 3] = {
	4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 5, 5, 5, 5, 5, 5,
};

void tiano_put_extra(struct tiano_writer *w, unsigned symbol)
{
	tiano_put_code(w, tiano_extra_lengths, TIANO_EXTRA_COUNT, symbol);
}

void tiano_put_charlen(struct tiano_writer *w, unsigned first, const uint8_t *lengths,
		       unsigned count)
{
	tiano_put_lengths(w, 5, EXTRA_PAUSE, tiano_extra_lengths, TIANO_EXTRA_COUNT);
	tiano_put(w, 9, first + count);
	for (unsigned i = 0; i < first; i++)
		tiano_put_extra(w, 0);
	for (unsigned i = 0; i < count; i++)
		tiano_put_extra(w, lengths[i] ? lengths[i] + 2U : 0);
}

void tiano_put_header(struct tiano_writer *w, unsigned symbols, unsigned charlen,
		      unsigned position)
{
	tiano_put(w, 16, symbols);
	tiano_put_single(w, 5, 0);
	tiano_put_single(w, 9, charlen);
	tiano_put_single(w, 5, position);
}
