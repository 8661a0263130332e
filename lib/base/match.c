/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * match.c - multi-pattern search
 *
 * A block of 16 places is looked at by the first two bytes of every pattern at
 * once (GCC's vector extension: vector instructions where the machine has them,
 * plain words where not); only blocks with a candidate are looked at in detail.
 */
#include "base/match.h"

#include <string.h>

typedef uint8_t vec __attribute__((vector_size(16)));
typedef uint64_t vec64 __attribute__((vector_size(16)));

static vec load(const uint8_t *p)
{
	vec v;

	memcpy(&v, p, sizeof(v));
	return v;
}

static vec splat(uint8_t b)
{
	return (vec){ b, b, b, b, b, b, b, b, b, b, b, b, b, b, b, b };
}

/* True when one of the 16 places from p on may start a pattern; reads 17 bytes. */
static bool block_has_candidate(const uint8_t *p, const vec *first, const vec *second,
				size_t count)
{
	vec a = load(p), b = load(p + 1), any = splat(0);
	vec64 words;

	for (size_t i = 0; i < count; i++)
		any |= (vec)(a == first[i]) & (vec)(b == second[i]);
	words = (vec64)any;
	return (words[0] | words[1]) != 0;
}

/* The pattern that starts at 'at', or count. */
static size_t pattern_at(struct gx_span s, size_t at, const struct gx_pattern *patterns,
			 size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (patterns[i].len <= s.len - at &&
		    memcmp(s.ptr + at, patterns[i].bytes, patterns[i].len) == 0)
			return i;
	}
	return count;
}

size_t gx_match_next(struct gx_span s, size_t from, const struct gx_pattern *patterns,
		     size_t count, size_t *which)
{
	vec first[GX_MATCH_MAX], second[GX_MATCH_MAX];
	size_t at = from;

	*which = 0;
	for (size_t i = 0; i < count; i++) {
		first[i] = splat(((const uint8_t *)patterns[i].bytes)[0]);
		second[i] = splat(((const uint8_t *)patterns[i].bytes)[1]);
	}
	while (at < s.len) {
		size_t end = at + sizeof(vec) < s.len ? at + sizeof(vec) : s.len;

		if (end < s.len &&
		    !block_has_candidate(s.ptr + at, first, second, count)) {
			at = end;
			continue;
		}
		for (; at < end; at++) {
			*which = pattern_at(s, at, patterns, count);
			if (*which < count)
				return at;
		}
	}
	*which = 0;
	return s.len;
}
