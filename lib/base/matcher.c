/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * matcher.c - multi-pattern search
 *
 * Most bytes belong to no pattern, and are skipped in blocks.  A pattern of n bytes
 * contains n - 1 pairs of consecutive bytes.  So it is enough to check the pair at every
 * step-th place: one bit for each possible pair says whether any long pattern contains
 * it.  The few short patterns are searched at 16 places at once, with GCC's vector
 * extension.  Only blocks with a candidate are examined in detail.
 *
 * This code is for machines without the instructions of matcher_wide.c.
 */
#include "base/matcher.h"

#include <string.h>

#define LOOKS    16 /* checks in a block */
#define LONG     4  /* a pattern of at least this length is a long one */
#define STEP_MAX 15
#define RUN      256 /* bytes of a run that are compared at once */

typedef uint8_t vec __attribute__((vector_size(16)));
typedef uint64_t vec64 __attribute__((vector_size(16)));

/* The result goes to memory, because no stable ABI says how a function returns a vector
 * on machines without vector registers. */
static void load(vec *v, const uint8_t *p)
{
	memcpy(v, p, sizeof(*v));
}

static size_t pair_at(const uint8_t *p)
{
	return p[0] | (size_t)p[1] << 8;
}

static void add_short(struct gx_matcher *m, const uint8_t *bytes)
{
	if (m->short_count == GX_MATCHER_SHORT_MAX)
		return;
	memset(m->short_first[m->short_count], bytes[0], sizeof(vec));
	memset(m->short_second[m->short_count++], bytes[1], sizeof(vec));
}

static void add_pairs(struct gx_matcher *m, const uint8_t *bytes)
{
	for (size_t i = 0; i < m->step; i++) {
		size_t pair = pair_at(bytes + i);

		m->pairs[pair / 64] |= (uint64_t)1 << pair % 64;
	}
}

static size_t step_for(const struct gx_pattern *patterns, size_t count)
{
	size_t step = STEP_MAX;

	for (size_t i = 0; i < count; i++) {
		if (patterns[i].len >= LONG && patterns[i].len - 1 < step)
			step = patterns[i].len - 1;
	}
	return step;
}

void gx_matcher_init_portable(struct gx_matcher *m, const struct gx_pattern *patterns,
			      size_t count)
{
	memset(m, 0, sizeof(*m));
	m->patterns = patterns;
	m->count = count < GX_MATCHER_MAX ? count : GX_MATCHER_MAX;
	m->step = step_for(patterns, m->count);
	/* The loop begins with the last pattern.  So a list of patterns with the same
	 * start is in the order of the patterns. */
	for (size_t i = m->count; i-- > 0;) {
		const uint8_t *bytes = patterns[i].bytes;

		m->after[i] = m->first[bytes[0]];
		m->first[bytes[0]] = (uint8_t)(i + 1);
		m->twin[bytes[0]] |= bytes[0] == bytes[1];
		if (patterns[i].len < LONG)
			add_short(m, bytes);
		else
			add_pairs(m, bytes);
	}
}

void gx_matcher_init(struct gx_matcher *m, const struct gx_pattern *patterns,
		     size_t count)
{
	gx_matcher_init_portable(m, patterns, count);
	m->is_wide = gx_matcher_wide_works();
	for (size_t i = 0; i < m->count; i++)
		gx_matcher_wide_add(&m->wide, patterns[i].bytes, patterns[i].len);
}

/* True when a short pattern may start at one of the 16 places; reads 17 bytes. */
static bool has_short(const struct gx_matcher *m, const uint8_t *p)
{
	vec a, b, first, second, any = { 0 };
	vec64 words;

	load(&a, p);
	load(&b, p + 1);
	for (size_t i = 0; i < m->short_count; i++) {
		load(&first, m->short_first[i]);
		load(&second, m->short_second[i]);
		any |= (vec)(a == first) & (vec)(b == second);
	}
	words = (vec64)any;
	return (words[0] | words[1]) != 0;
}

/* True if any pattern may start in the block of LOOKS * step bytes.  Reads one byte
 * more. */
static bool has_candidate(const struct gx_matcher *m, const uint8_t *p)
{
	const uint8_t *look = p + m->step - 1;
	uint64_t any = 0;

	for (size_t i = 0; i < LOOKS; i++, look += m->step) {
		size_t pair = pair_at(look);

		any |= m->pairs[pair / 64] >> pair % 64;
	}
	if (any & 1)
		return true;
	for (size_t i = 0; m->short_count && i < m->step; i++) {
		if (has_short(m, p + i * LOOKS))
			return true;
	}
	return false;
}

/* The index of the pattern that starts at 'at'; 'count' if there is none. */
static size_t pattern_at(const struct gx_matcher *m, struct gx_span s, size_t at)
{
	for (size_t i = m->first[s.ptr[at]]; i; i = m->after[i - 1]) {
		const struct gx_pattern *p = &m->patterns[i - 1];

		if (p->len <= s.len - at && memcmp(s.ptr + at, p->bytes, p->len) == 0)
			return i - 1;
	}
	return m->count;
}

/*
 * Erased flash is a large part of images.  If no pattern starts with two bytes equal to
 * the one at 'at', the whole run of this byte is skipped, except its last byte.
 */
static size_t skip_run(const struct gx_matcher *m, struct gx_span s, size_t at)
{
	const uint8_t *p = s.ptr + at;

	if (s.len - at <= RUN || p[0] != p[1] || p[0] != p[RUN] || m->twin[p[0]])
		return at;
	while (s.len - at > RUN && memcmp(s.ptr + at, s.ptr + at + 1, RUN) == 0)
		at += RUN;
	return at;
}

/* Move *at over places where no pattern can start.  Returns how many places from the new
 * *at on must be examined in detail.  If this is 0, call the function again. */
static size_t next_candidates(const struct gx_matcher *m, struct gx_span s, size_t *at)
{
	size_t block = LOOKS * m->step;

	if (m->is_wide && s.len - *at >= GX_WIDE_BLOCK + GX_WIDE_BYTES) {
		size_t skip = gx_matcher_wide_look(&m->wide, s.ptr + *at);

		*at += skip;
		return skip < GX_WIDE_BLOCK ? 1 : 0;
	}
	if (s.len - *at <= block)
		return s.len - *at;
	if (has_candidate(m, s.ptr + *at))
		return block;
	*at += block;
	return 0;
}

size_t gx_matcher_next(const struct gx_matcher *m, struct gx_span s, size_t from,
		       size_t *which)
{
	size_t at = from;

	while (at < s.len) {
		size_t count;

		at = skip_run(m, s, at);
		count = next_candidates(m, s, &at);
		for (size_t end = at + count; at < end; at++) {
			*which = pattern_at(m, s, at);
			if (*which < m->count)
				return at;
		}
	}
	*which = 0;
	return s.len;
}
