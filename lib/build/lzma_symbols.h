/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * lzma_symbols.h - the symbols of an LZMA stream, read and written
 *
 * A stream is a sequence of symbols: literal bytes, and copies of 'len' bytes from 'dist'
 * bytes before.  One description serves reading and writing, so the same symbols for the
 * same text give the same bytes.  Source of the format: the LZMA specification of the
 * LZMA SDK.
 */
#ifndef GX_BUILD_LZMA_SYMBOLS_H
#define GX_BUILD_LZMA_SYMBOLS_H

#include "base/bytes.h"

#define GX_LZMA_HEADER_SIZE 13
#define GX_LZMA_LEN_MIN     2
#define GX_LZMA_LEN_MAX     273
#define GX_LZMA_REPS        4

/* Values of gx_lzma_symbol.by, which says how the distance of a copy is encoded.  A
 * smaller value is the index of a recent distance. */
#define GX_LZMA_IN_FULL GX_LZMA_REPS
#define GX_LZMA_BY_ANY \
	(GX_LZMA_REPS + 1) /* for writing: use the first possible encoding */

/* A literal byte, whose dist is 0, or a copy.  A copy of length 1 always has the distance
 * reps[0]. */
struct gx_lzma_symbol {
	uint32_t len, dist;
	unsigned int by;
};

struct gx_lzma_lengths {
	uint16_t choice, choice2;
	uint16_t low[16][8], mid[16][8], high[256];
};

/* Probabilities that each bit is 0, adapted to the bits before it. */
struct gx_lzma_probs {
	uint16_t is_match[12][16], is_rep[12], is_rep0[12], is_rep1[12], is_rep2[12];
	uint16_t is_rep0_long[12][16];
	uint16_t dist_slot[4][64], dist_special[115], dist_align[16];
	struct gx_lzma_lengths match_len, rep_len;
	uint16_t literal[0x300 << 4];
};

union gx_lzma_model {
	struct gx_lzma_probs of;
	uint16_t all[sizeof(struct gx_lzma_probs) / sizeof(uint16_t)];
};

struct gx_lzma_range {
	bool writing;
	uint32_t range;
	/* For reading. */
	struct gx_reader in;
	uint32_t code;
	/* For writing: a byte that a carry may still change, and the FFs after it. */
	uint64_t low;
	uint8_t cache;
	uint64_t held;
	uint8_t *out;
	uint64_t room, size;
	bool full; /* there were more bytes than 'room' */
};

struct gx_lzma_coder {
	struct gx_lzma_range rc;
	union gx_lzma_model model;
	unsigned int lc, lp, pb;
	unsigned int state;
	uint32_t reps[GX_LZMA_REPS]; /* the most recent distances */
	/* the unpacked bytes, which are known before a stream is read or written */
	const uint8_t *text;
	size_t pos, len; /* place in the text */
};

/*
 * 'properties' is the first byte of a stream's header.  Returns false if EDK2 does not
 * read such a stream: lc + lp must be at most 4.
 */
bool gx_lzma_coder_init(struct gx_lzma_coder *c, uint8_t properties, struct gx_span text);

/* Read symbols of 'stream', which starts after the header. */
void gx_lzma_read_from(struct gx_lzma_coder *c, struct gx_span stream);

/* Write symbols to 'out', of 'room' bytes. */
void gx_lzma_write_to(struct gx_lzma_coder *c, uint8_t *out, uint64_t room);

/*
 * Read the next symbol; the text must already contain the bytes that it unpacks to.
 * Returns false at the end of the text, or if the stream has no valid symbol.
 */
bool gx_lzma_read(struct gx_lzma_coder *c, struct gx_lzma_symbol *out);

/* Write a symbol that describes the text at c->pos.  c->rc.full reports lack of room. */
void gx_lzma_write(struct gx_lzma_coder *c, struct gx_lzma_symbol symbol);

/* Write the bytes that are held back.  c->rc.size is then the size of the stream. */
void gx_lzma_write_end(struct gx_lzma_coder *c);

#endif /* GX_BUILD_LZMA_SYMBOLS_H */
