/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * plain_tiano.c - an ordinary decoder of Tiano and EFI 1.1, for comparison
 *
 * It works like other decoders. After each code, it refills a 32-bit buffer byte by byte.
 * A table looks up the first 12 bits of characters and 8 bits of positions; a tree
 * handles longer codes. Strings are copied byte by byte. Use it only for streams that are
 * known to be good: it checks indexes, but no lengths.
 */
#include "plain_tiano.h"

#include <string.h>

enum { CHARS = 510, SMALL = 31, EXTRAS = 19, CHAR_BITS = 12, SMALL_BITS = 8 };

/*
 * A value below 'count' in a slot is a symbol; any other value is the number of a node of
 * the tree.
 */
struct code {
	unsigned count, bits;
	uint8_t lengths[CHARS];
	uint16_t table[1 << CHAR_BITS];
	uint16_t left[2 * CHARS], right[2 * CHARS];
};

struct plain {
	const uint8_t *in;
	size_t len, next;
	uint32_t ahead; /* the next 32 bits */
	uint32_t byte;  /* its low 'spare' bits are not in 'ahead' yet */
	unsigned spare;
	struct code chars, small;
};

static void fill(struct plain *p, unsigned n)
{
	p->ahead = n < 32 ? p->ahead << n : 0;
	while (n > p->spare) {
		n -= p->spare;
		p->ahead |= n < 32 ? p->byte << n : 0;
		p->byte = p->next < p->len ? p->in[p->next] : 0;
		p->next++;
		p->spare = 8;
	}
	p->spare -= n;
	p->ahead |= p->byte >> p->spare;
	p->byte &= (1U << p->spare) - 1;
}

static uint32_t get(struct plain *p, unsigned n)
{
	uint32_t value = n ? p->ahead >> (32 - n) : 0;

	fill(p, n);
	return value;
}

/*
 * Store a symbol under its code: a short code fills all slots that begin with it, and a
 * long one gets a leaf in the tree.
 */
static void put_code(struct code *c, unsigned *nodes, uint32_t code, unsigned length,
		     uint16_t symbol)
{
	uint16_t *slot = &c->table[code >> (16 - c->bits)];

	if (length <= c->bits) {
		for (size_t i = 0; i < 1U << (c->bits - length); i++)
			slot[i] = symbol;
		return;
	}
	for (unsigned bit = c->bits; bit < length; bit++) {
		if (*slot == 0) {
			c->left[*nodes] = c->right[*nodes] = 0;
			*slot = (uint16_t)(*nodes)++;
		}
		slot = code >> (15 - bit) & 1 ? &c->right[*slot] : &c->left[*slot];
	}
	*slot = symbol;
}

static bool make_code(struct code *c)
{
	unsigned nodes = c->count;
	uint32_t code = 0;

	memset(c->table, 0, sizeof(c->table));
	for (unsigned length = 1; length <= 16; length++) {
		for (unsigned s = 0; s < c->count; s++) {
			if (c->lengths[s] != length)
				continue;
			if (code >= 1U << 16 || nodes + 16 > 2 * CHARS)
				return false;
			put_code(c, &nodes, code, length, (uint16_t)s);
			code += 1U << (16 - length);
		}
	}
	return code == 1U << 16;
}

static void make_single(struct code *c, uint32_t symbol)
{
	memset(c->lengths, 0, sizeof(c->lengths));
	for (size_t i = 0; i < 1U << c->bits; i++)
		c->table[i] = (uint16_t)symbol;
}

static uint32_t get_symbol(struct plain *p, const struct code *c)
{
	uint32_t symbol = c->table[p->ahead >> (32 - c->bits)];

	for (unsigned bit = 31 - c->bits; symbol >= c->count; bit--)
		symbol = p->ahead >> bit & 1 ? c->right[symbol] : c->left[symbol];
	fill(p, c->lengths[symbol]);
	return symbol;
}

static bool get_small_code(struct plain *p, unsigned size_bits, unsigned max,
			   unsigned pause)
{
	struct code *c = &p->small;
	unsigned count = get(p, size_bits);

	c->count = max;
	c->bits = SMALL_BITS;
	if (count == 0) {
		uint32_t only = get(p, size_bits);

		make_single(c, only);
		return only < max;
	}
	memset(c->lengths, 0, sizeof(c->lengths));
	for (unsigned i = 0; i < count && count <= max;) {
		unsigned length = get(p, 3);

		if (length == 7)
			while (length < 17 && get(p, 1))
				length++;
		c->lengths[i++] = (uint8_t)length;
		if (i == pause)
			i += get(p, 2);
	}
	return count <= max && make_code(c);
}

static bool get_chars_code(struct plain *p)
{
	struct code *c = &p->chars;
	unsigned count = get(p, 9);

	c->count = CHARS;
	c->bits = CHAR_BITS;
	if (count == 0) {
		uint32_t only = get(p, 9);

		make_single(c, only);
		return only < CHARS;
	}
	memset(c->lengths, 0, sizeof(c->lengths));
	for (unsigned i = 0; i < count && count <= CHARS;) {
		uint32_t symbol = get_symbol(p, &p->small);

		if (symbol > 2)
			c->lengths[i++] = (uint8_t)(symbol - 2);
		else
			i += symbol == 0   ? 1
			     : symbol == 1 ? get(p, 4) + 3
					   : get(p, 9) + 20;
	}
	return count <= CHARS && make_code(c);
}

static size_t get_distance(struct plain *p)
{
	uint32_t symbol = get_symbol(p, &p->small);

	return symbol > 1 ? ((size_t)1 << (symbol - 1)) + get(p, symbol - 1) + 1
			  : symbol + 1;
}

bool plain_decode(const uint8_t *in, size_t len, unsigned position_bits, uint8_t *out,
		  size_t size)
{
	static struct plain p;
	uint32_t left = 0;

	p = (struct plain){ .in = in, .len = len };
	fill(&p, 32);
	for (size_t at = 0; at < size; left--) {
		if (left == 0) {
			left = get(&p, 16);
			if (left == 0 || !get_small_code(&p, 5, EXTRAS, 3) ||
			    !get_chars_code(&p) ||
			    !get_small_code(&p, position_bits, SMALL, 0))
				return false;
		}

		uint32_t symbol = get_symbol(&p, &p.chars);

		if (symbol < 256) {
			out[at++] = (uint8_t)symbol;
			continue;
		}

		size_t distance = get_distance(&p);

		if (distance > at)
			return false;
		for (symbol -= 253; symbol && at < size; symbol--, at++)
			out[at] = out[at - distance];
	}
	return true;
}
