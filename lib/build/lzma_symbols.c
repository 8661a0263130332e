/* SPDX-License-Identifier: BSD-2-Clause */
/* lzma_symbols.c - the form of LZMA's symbols, for reading and writing */
#include "build/lzma_symbols.h"

#define HALF        1024 /* a probability of one half, in units of 1/2048 */
#define SHIFT       5    /* how fast probabilities adapt */
#define RANGE_LEAST (UINT32_C(1) << 24)

#define SLOT_SPECIAL 4 /* from this slot on, a distance has extra bits */
/* from this slot on, most of the extra bits have no probabilities */
#define SLOT_ALIGNED 14
#define END_MARKER   UINT32_MAX

/* ---- bits ------------------------------------------------------------------ */

static void put_byte(struct gx_lzma_range *rc, unsigned int byte)
{
	if (rc->size < rc->room)
		rc->out[rc->size++] = (uint8_t)byte;
	else
		rc->full = true;
}

/* The top byte of 'low' is final once a carry can no longer reach it. */
static void shift_low(struct gx_lzma_range *rc)
{
	if (rc->low < 0xff000000 || rc->low > UINT32_MAX) {
		unsigned int carry = (unsigned int)(rc->low >> 32);

		put_byte(rc, rc->cache + carry);
		for (; rc->held; rc->held--)
			put_byte(rc, 0xff + carry);
		rc->cache = (uint8_t)(rc->low >> 24);
	} else {
		rc->held++;
	}
	rc->low = (rc->low & 0x00ffffff) << 8;
}

static void normalize(struct gx_lzma_range *rc)
{
	if (rc->range >= RANGE_LEAST)
		return;
	rc->range <<= 8;
	if (rc->writing)
		shift_low(rc);
	else
		rc->code = rc->code << 8 | gx_u8(&rc->in);
}

/* The lower part of the range stands for a 0.  Returns the bit that was read or
 * written. */
static unsigned int code_bit(struct gx_lzma_range *rc, uint16_t *p, unsigned int bit)
{
	uint32_t bound = (rc->range >> 11) * *p;

	if (!rc->writing)
		bit = rc->code >= bound;
	if (bit) {
		rc->range -= bound;
		if (rc->writing)
			rc->low += bound;
		else
			rc->code -= bound;
		*p = (uint16_t)(*p - (*p >> SHIFT));
	} else {
		rc->range = bound;
		*p = (uint16_t)(*p + ((2048U - *p) >> SHIFT));
	}
	normalize(rc);
	return bit;
}

/* 'count' bits of a number, highest first, without probabilities. */
static uint32_t code_even(struct gx_lzma_range *rc, unsigned int count, uint32_t value)
{
	uint32_t got = 0;

	while (count-- > 0) {
		unsigned int bit = value >> count & 1;

		rc->range >>= 1;
		if (!rc->writing)
			bit = rc->code >= rc->range;
		if (bit && rc->writing)
			rc->low += rc->range;
		else if (bit)
			rc->code -= rc->range;
		got = got << 1 | bit;
		normalize(rc);
	}
	return got;
}

/* 'count' bits, highest first; the probability of each depends on all bits before it. */
static uint32_t code_tree(struct gx_lzma_range *rc, uint16_t *probs, unsigned int count,
			  uint32_t value)
{
	uint32_t at = 1;

	for (unsigned int i = count; i-- > 0;)
		at = at << 1 | code_bit(rc, &probs[at], value >> i & 1);
	return at - (UINT32_C(1) << count);
}

/* The same with the lowest bit first.  Here the first entry of 'probs' is used, too. */
static uint32_t code_tree_back(struct gx_lzma_range *rc, uint16_t *probs,
			       unsigned int count, uint32_t value)
{
	uint32_t at = 1, got = 0;

	for (unsigned int i = 0; i < count; i++) {
		unsigned int bit = code_bit(rc, &probs[at - 1], value >> i & 1);

		at = at << 1 | bit;
		got |= (uint32_t)bit << i;
	}
	return got;
}

/* ---- symbols --------------------------------------------------------------- */

/* Even when a stream is read, the text already contains the byte, because the unpacked
 * bytes are known. */
static void code_literal(struct gx_lzma_coder *c)
{
	unsigned int before = c->pos ? c->text[c->pos - 1] : 0;
	unsigned int byte = c->text[c->pos];
	size_t low = c->pos & ((1U << c->lp) - 1);
	uint16_t *probs = c->model.of.literal +
			  0x300 * ((low << c->lc) + (before >> (8 - c->lc)));
	unsigned int at = 1, copied = 0;
	/* After a copy, the literal most likely differs from the byte that would continue
	 * the copy. */
	bool alike = c->state >= 7;

	if (alike)
		copied = c->text[c->pos - c->reps[0]];
	for (unsigned int i = 8; i-- > 0;) {
		unsigned int expected = copied >> i & 1;
		unsigned int offset = alike ? (1 + expected) << 8 : 0;
		unsigned int bit = code_bit(&c->rc, &probs[offset + at], byte >> i & 1);

		alike = alike && bit == expected;
		at = at << 1 | bit;
	}
	c->state -= c->state < 4 ? c->state : c->state < 10 ? 3 : 6;
}

static uint32_t code_length(struct gx_lzma_coder *c, struct gx_lzma_lengths *p,
			    uint32_t len)
{
	size_t low = c->pos & ((1U << c->pb) - 1);
	uint32_t more = len - GX_LZMA_LEN_MIN;

	if (!code_bit(&c->rc, &p->choice, more >= 8))
		return GX_LZMA_LEN_MIN + code_tree(&c->rc, p->low[low], 3, more);
	if (!code_bit(&c->rc, &p->choice2, more >= 16))
		return GX_LZMA_LEN_MIN + 8 + code_tree(&c->rc, p->mid[low], 3, more - 8);
	return GX_LZMA_LEN_MIN + 16 + code_tree(&c->rc, p->high, 8, more - 16);
}

/* The two highest bits of a distance, and the number of the bits after them. */
static uint32_t slot_of(uint32_t dist)
{
	unsigned int top;

	if (dist < SLOT_SPECIAL)
		return dist;
	top = 31 - (unsigned int)__builtin_clz(dist);
	return (uint32_t)top << 1 | (dist >> (top - 1) & 1);
}

/* Here 'dist' counts from 0, as in the stream. */
static uint32_t code_distance(struct gx_lzma_coder *c, uint32_t len, uint32_t dist)
{
	struct gx_lzma_probs *m = &c->model.of;
	uint32_t of_length = len - GX_LZMA_LEN_MIN < 3 ? len - GX_LZMA_LEN_MIN : 3;
	uint32_t slot = code_tree(&c->rc, m->dist_slot[of_length], 6, slot_of(dist));
	unsigned int bits;
	uint32_t base;

	if (slot < SLOT_SPECIAL)
		return slot;
	bits = (slot >> 1) - 1;
	base = (2 | (slot & 1)) << bits;
	dist -= base;
	if (slot < SLOT_ALIGNED)
		return base +
		       code_tree_back(&c->rc, &m->dist_special[base - slot], bits, dist);
	base += code_even(&c->rc, bits - 4, dist >> 4) << 4;
	return base + code_tree_back(&c->rc, m->dist_align, 4, dist & 15);
}

/* How the distance of the copy is encoded.  An encoder may write a recent distance in
 * full, and two recent distances may be equal. */
static unsigned int named_by(const struct gx_lzma_coder *c, struct gx_lzma_symbol s)
{
	unsigned int by = 0;

	if (s.by == GX_LZMA_IN_FULL || (s.by < GX_LZMA_REPS && c->reps[s.by] == s.dist))
		return s.by;
	while (by < GX_LZMA_REPS && s.dist != c->reps[by])
		by++;
	return by;
}

static unsigned int code_by(struct gx_lzma_coder *c, unsigned int by)
{
	struct gx_lzma_probs *m = &c->model.of;

	if (!code_bit(&c->rc, &m->is_rep[c->state], by < GX_LZMA_REPS))
		return GX_LZMA_IN_FULL;
	if (!code_bit(&c->rc, &m->is_rep0[c->state], by != 0))
		return 0;
	if (!code_bit(&c->rc, &m->is_rep1[c->state], by != 1))
		return 1;
	return 2 + code_bit(&c->rc, &m->is_rep2[c->state], by != 2);
}

static void remember(struct gx_lzma_coder *c, unsigned int by, uint32_t dist)
{
	for (unsigned int i = by < GX_LZMA_REPS ? by : GX_LZMA_REPS - 1; i > 0; i--)
		c->reps[i] = c->reps[i - 1];
	c->reps[0] = dist;
}

static void code_copy(struct gx_lzma_coder *c, struct gx_lzma_symbol *s)
{
	struct gx_lzma_probs *m = &c->model.of;
	size_t low = c->pos & ((1U << c->pb) - 1);
	unsigned int by = code_by(c, named_by(c, *s));
	bool literal_before = c->state < 7;

	s->by = by;
	if (by == GX_LZMA_IN_FULL) {
		s->len = code_length(c, &m->match_len, s->len);
		/* The end marker is all ones and becomes 0, which is not a valid
		 * distance. */
		s->dist = code_distance(c, s->len, s->dist - 1) + 1;
		c->state = literal_before ? 7 : 10;
	} else if (by == 0 &&
		   !code_bit(&c->rc, &m->is_rep0_long[c->state][low], s->len != 1)) {
		s->len = 1;
		s->dist = c->reps[0];
		c->state = literal_before ? 9 : 11;
	} else {
		s->dist = c->reps[by];
		s->len = code_length(c, &m->rep_len, s->len);
		c->state = literal_before ? 8 : 11;
	}
	remember(c, by, s->dist);
}

static void code_symbol(struct gx_lzma_coder *c, struct gx_lzma_symbol *s)
{
	size_t low = c->pos & ((1U << c->pb) - 1);

	if (code_bit(&c->rc, &c->model.of.is_match[c->state][low], s->dist != 0)) {
		code_copy(c, s);
		return;
	}
	code_literal(c);
	*s = (struct gx_lzma_symbol){ 1, 0, GX_LZMA_IN_FULL };
}

/* ---- streams --------------------------------------------------------------- */

bool gx_lzma_coder_init(struct gx_lzma_coder *c, uint8_t properties, struct gx_span text)
{
	c->lc = properties % 9;
	c->lp = properties / 9 % 5;
	c->pb = properties / 45;
	c->state = 0;
	for (size_t i = 0; i < GX_LZMA_REPS; i++)
		c->reps[i] = 1;
	c->text = text.ptr;
	c->len = text.len;
	c->pos = 0;
	for (size_t i = 0; i < sizeof(c->model.all) / sizeof(c->model.all[0]); i++)
		c->model.all[i] = HALF;
	return c->pb <= 4 && c->lc + c->lp <= 4;
}

void gx_lzma_read_from(struct gx_lzma_coder *c, struct gx_span stream)
{
	c->rc = (struct gx_lzma_range){ .range = UINT32_MAX, .in = gx_reader(stream) };
	/* The first byte is for a carry that never happens, so it is 0. */
	gx_skip(&c->rc.in, 1);
	c->rc.code = gx_be32(&c->rc.in);
}

void gx_lzma_write_to(struct gx_lzma_coder *c, uint8_t *out, uint64_t room)
{
	c->rc = (struct gx_lzma_range){
		.writing = true, .range = UINT32_MAX, .out = out, .room = room
	};
}

bool gx_lzma_read(struct gx_lzma_coder *c, struct gx_lzma_symbol *out)
{
	*out = (struct gx_lzma_symbol){ 0 };
	/* Before the first byte there is nothing to copy. */
	if (c->pos >= c->len)
		return false;
	code_symbol(c, out);
	if (c->rc.in.failed || out->len > c->len - c->pos || out->dist > c->pos ||
	    (out->dist == 0 && out->len != 1))
		return false;
	c->pos += out->len;
	return true;
}

void gx_lzma_write(struct gx_lzma_coder *c, struct gx_lzma_symbol symbol)
{
	uint32_t len = symbol.len;

	code_symbol(c, &symbol);
	c->pos += len;
}

void gx_lzma_write_end(struct gx_lzma_coder *c)
{
	for (int i = 0; i < 5; i++)
		shift_low(&c->rc);
}
