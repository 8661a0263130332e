/* SPDX-License-Identifier: BSD-2-Clause */
/* tiano_encode.c - LZ77 with a hash chain, and canonical codes of at most 16 bits */
#include "tiano_encode.h"

#include <stdlib.h>
#include <string.h>

#include "tiano_block.h"

enum {
	BLOCK_SYMBOLS = 16384,
	CHARLEN_COUNT = 510,
	CHARLEN_BITS = 9,
	EXTRA_COUNT = 19,
	EXTRA_BITS = 5,
	EXTRA_PAUSE = 3,
	POSITION_COUNT = 20, /* for a window of 512 KiB; EFI 1.1 uses 14 of these */
	STRING_SYMBOL = 256,
	STRING_MIN = 3,
	STRING_MAX = 256,
	LENGTH_MAX = 16,
	HASH_BITS = 15,
	CHAIN_STEPS = 64,
};

/* ---- codes ------------------------------------------------------------ */

struct code {
	uint32_t uses[CHARLEN_COUNT];
	uint8_t lengths[CHARLEN_COUNT + 3]; /* tiano_put_lengths() needs three zeros */
	uint32_t codes[CHARLEN_COUNT];
	unsigned count; /* last used symbol + 1 */
	unsigned used;  /* number of symbols in use */
};

/*
 * Build the Huffman tree of the used symbols, and return its root. Write the parent of
 * each node to 'parents'.
 */
static unsigned grow_tree(const uint32_t *uses, unsigned count, uint16_t *parents)
{
	uint32_t weights[2 * CHARLEN_COUNT];
	bool done[2 * CHARLEN_COUNT] = { false };
	unsigned nodes = count;

	memcpy(weights, uses, count * sizeof(*uses));
	for (;; nodes++) {
		unsigned least[2] = { nodes, nodes };

		for (int k = 0; k < 2; k++) {
			for (unsigned i = 0; i < nodes; i++)
				if (!done[i] && weights[i] &&
				    (least[k] == nodes || weights[i] < weights[least[k]]))
					least[k] = i;
			if (least[k] == nodes)
				return least[0];
			done[least[k]] = true;
			parents[least[k]] = (uint16_t)nodes;
		}
		weights[nodes] = weights[least[0]] + weights[least[1]];
	}
}

/* Set the lengths of the codes from the tree. Returns false if a code is too long. */
static bool tree_lengths(struct code *c)
{
	uint16_t parents[2 * CHARLEN_COUNT];
	unsigned root = grow_tree(c->uses, c->count, parents);

	for (unsigned i = 0; i < c->count; i++) {
		unsigned length = 0;

		if (c->uses[i])
			for (unsigned n = i; n != root; n = parents[n])
				length++;
		if (length > LENGTH_MAX)
			return false;
		c->lengths[i] = (uint8_t)length;
	}
	return true;
}

/*
 * Make the lengths and the codes from 'uses', which counts how often each symbol is used.
 * If a code is too long, make the counts more equal, which gives a flatter tree.
 */
static void make_code(struct code *c)
{
	uint32_t next = 0;

	c->count = c->used = 0;
	for (unsigned i = 0; i < CHARLEN_COUNT; i++) {
		if (c->uses[i]) {
			c->count = i + 1;
			c->used++;
		}
	}
	if (c->used < 2)
		return;
	while (!tree_lengths(c))
		for (unsigned i = 0; i < c->count; i++)
			c->uses[i] -= c->uses[i] / 2;
	for (unsigned n = 1; n <= LENGTH_MAX; n++, next <<= 1)
		for (unsigned i = 0; i < c->count; i++)
			if (c->lengths[i] == n)
				c->codes[i] = next++;
}

static void put_symbol(struct tiano_writer *w, const struct code *c, unsigned symbol)
{
	tiano_put(w, c->lengths[symbol], c->codes[symbol]);
}

static void put_small_code(struct tiano_writer *w, unsigned size_bits, unsigned pause,
			   const struct code *c)
{
	if (c->used < 2)
		tiano_put_single(w, size_bits, c->used ? c->count - 1 : 0);
	else
		tiano_put_lengths(w, size_bits, pause, c->lengths, c->count);
}

/* ---- blocks ----------------------------------------------------------- */

struct encoder {
	struct tiano_writer w;
	unsigned position_bits;
	const uint8_t *in;
	size_t len;
	unsigned count; /* symbols of the block */
	uint16_t symbols[BLOCK_SYMBOLS];
	uint32_t positions[BLOCK_SYMBOLS];
	struct code charlen;
	struct code position;
	struct code extra;
	size_t head[1 << HASH_BITS]; /* for each hash: 1 + the last offset with it */
	size_t *before; /* for each offset: 1 + the previous offset with the same hash */
};

/* A symbol of the Extra Set, and the additional bits that follow its code. */
struct item {
	unsigned symbol;
	unsigned bits;
	unsigned value;
};

/*
 * Return the symbol that encodes the code lengths at 'at'. *span gets the number of
 * lengths that this symbol encodes.
 */
static struct item next_item(const struct code *c, unsigned at, unsigned *span)
{
	unsigned zeros = 0;

	*span = 1;
	if (c->lengths[at])
		return (struct item){ .symbol = c->lengths[at] + 2U };
	while (c->lengths[at + zeros] == 0)
		zeros++;
	if (zeros < 3 || zeros == 19)
		return (struct item){ .symbol = 0 };
	*span = zeros;
	if (zeros < 19)
		return (struct item){ 1, 4, zeros - 3 };
	return (struct item){ 2, CHARLEN_BITS, zeros - 20 };
}

static void put_charlen_code(struct encoder *e)
{
	unsigned span;

	memset(&e->extra, 0, sizeof(e->extra));
	if (e->charlen.used < 2) {
		tiano_put_single(&e->w, EXTRA_BITS, 0);
		tiano_put_single(&e->w, CHARLEN_BITS, e->charlen.count - 1);
		return;
	}
	for (unsigned i = 0; i < e->charlen.count; i += span)
		e->extra.uses[next_item(&e->charlen, i, &span).symbol]++;
	make_code(&e->extra);
	put_small_code(&e->w, EXTRA_BITS, EXTRA_PAUSE, &e->extra);
	tiano_put(&e->w, CHARLEN_BITS, e->charlen.count);
	for (unsigned i = 0; i < e->charlen.count; i += span) {
		struct item item = next_item(&e->charlen, i, &span);

		put_symbol(&e->w, &e->extra, item.symbol);
		tiano_put(&e->w, item.bits, item.value);
	}
}

/* Return the symbol of a position: its number of bits, without leading zeros. */
static unsigned position_symbol(uint32_t position)
{
	unsigned symbol = 0;

	while (position >> symbol)
		symbol++;
	return symbol;
}

static void put_block(struct encoder *e)
{
	memset(&e->charlen, 0, sizeof(e->charlen));
	memset(&e->position, 0, sizeof(e->position));
	for (unsigned i = 0; i < e->count; i++) {
		e->charlen.uses[e->symbols[i]]++;
		if (e->symbols[i] >= STRING_SYMBOL)
			e->position.uses[position_symbol(e->positions[i])]++;
	}
	make_code(&e->charlen);
	make_code(&e->position);
	tiano_put(&e->w, 16, e->count);
	put_charlen_code(e);
	put_small_code(&e->w, e->position_bits, 0, &e->position);
	for (unsigned i = 0; i < e->count; i++) {
		unsigned p = position_symbol(e->positions[i]);

		put_symbol(&e->w, &e->charlen, e->symbols[i]);
		if (e->symbols[i] < STRING_SYMBOL)
			continue;
		put_symbol(&e->w, &e->position, p);
		tiano_put(&e->w, p ? p - 1 : 0, e->positions[i]);
	}
	e->count = 0;
}

/* ---- strings ---------------------------------------------------------- */

static size_t *chain(struct encoder *e, size_t at)
{
	uint32_t three = (uint32_t)e->in[at] << 16 | (uint32_t)e->in[at + 1] << 8 |
			 e->in[at + 2];

	return &e->head[three * 2654435761U >> (32 - HASH_BITS)];
}

static void enter(struct encoder *e, size_t at)
{
	if (e->len - at < STRING_MIN)
		return;
	e->before[at] = *chain(e, at);
	*chain(e, at) = at + 1;
}

static size_t match_length(const struct encoder *e, size_t from, size_t at)
{
	size_t max = e->len - at < STRING_MAX ? e->len - at : STRING_MAX;
	size_t n = 0;

	while (n < max && e->in[from + n] == e->in[at + n])
		n++;
	return n;
}

/*
 * Find the longest string at 'at' that occurred before. Returns 0 if it is shorter than
 * STRING_MIN.
 */
static size_t find_string(struct encoder *e, size_t at, uint32_t *position)
{
	size_t window = (size_t)1 << (e->position_bits == 4 ? 13 : POSITION_COUNT - 1);
	size_t best = STRING_MIN - 1;

	if (e->len - at < STRING_MIN)
		return 0;
	size_t from = *chain(e, at);

	for (int step = 0; step < CHAIN_STEPS; step++, from = e->before[from - 1]) {
		if (from == 0 || at - (from - 1) > window)
			break;
		size_t n = match_length(e, from - 1, at);

		if (n > best) {
			best = n;
			*position = (uint32_t)(at - from);
		}
	}
	return best;
}

static void put_all(struct encoder *e)
{
	for (size_t at = 0; at < e->len;) {
		uint32_t position = 0;
		size_t n = find_string(e, at, &position);

		if (n < STRING_MIN) {
			e->symbols[e->count] = e->in[at];
			n = 1;
		} else {
			e->symbols[e->count] = (uint16_t)(STRING_SYMBOL + n - STRING_MIN);
		}
		e->positions[e->count++] = position;
		while (n--)
			enter(e, at++);
		if (e->count == BLOCK_SYMBOLS)
			put_block(e);
	}
	if (e->count)
		put_block(e);
}

size_t gx_tiano_encode(const uint8_t *in, size_t len, int position_bits, uint8_t *out,
		       size_t cap)
{
	struct encoder *e = calloc(1, sizeof(*e));
	size_t size;

	if (!e || len > UINT32_MAX ||
	    !(e->before = calloc(len + 1, sizeof(*e->before)))) {
		free(e);
		return 0;
	}
	e->in = in;
	e->len = len;
	e->position_bits = (unsigned)position_bits;
	tiano_begin(&e->w, out, cap, (uint32_t)len);
	put_all(e);
	size = tiano_end(&e->w);
	free(e->before);
	free(e);
	return size;
}
