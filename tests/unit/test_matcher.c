/* SPDX-License-Identifier: BSD-2-Clause */
/* test_matcher.c - compares the search for many patterns at once with a simple loop */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/matcher.h"
#include "unit.h"
#include "walk/kind.h"

static const struct gx_pattern mixed[] = {
	{ "_FVH", 4 }, { "MZ", 2 }, { "$VBT", 4 }, { "MZ\x90", 3 }, { "\x55\xaa", 2 },
};
static const struct gx_pattern only_long[] = {
	{ "_FVHMZ", 6 },
	{ "$VBT$VBT", 8 },
	{ "_FVH_FVH_FVH_FVH_FVH", 20 },
};
static const struct gx_pattern only_short[] = { { "TV", 2 }, { "Z\0", 2 } };
/*
 * Patterns with a run of equal bytes before their end, and patterns of only one byte
 * value.
 */
static const struct gx_pattern at_runs[] = { { "\0\0\0\0M", 5 }, { "\0TV\0", 4 } };
static const struct gx_pattern all_zero[] = { { "\0\0\0", 3 }, { "\0\0\0\0", 4 } };

/* Sets of patterns. Each set is searched for in BUFFERS buffers. */
static const struct match_case {
	const struct gx_pattern *patterns;
	size_t count;
} match_cases[] = {
	{ mixed, sizeof(mixed) / sizeof(mixed[0]) },
	{ only_long, sizeof(only_long) / sizeof(only_long[0]) },
	{ only_short, sizeof(only_short) / sizeof(only_short[0]) },
	{ at_runs, sizeof(at_runs) / sizeof(at_runs[0]) },
	{ all_zero, sizeof(all_zero) / sizeof(all_zero[0]) },
	{ mixed, 1 },
};
enum { MATCH_CASES = sizeof(match_cases) / sizeof(match_cases[0]), BUFFERS = 400 };

/* A simple search. The tested search must find the same patterns at the same places. */
static size_t slow_match(const struct match_case *c, struct gx_span s, size_t from,
			 size_t *which)
{
	for (size_t at = from; at < s.len; at++) {
		for (*which = 0; *which < c->count; (*which)++) {
			if (gx_span_starts(gx_span_tail(s, at), c->patterns[*which].bytes,
					   c->patterns[*which].len))
				return at;
		}
	}
	*which = 0;
	return s.len;
}

static unsigned int next_random(unsigned int *seed)
{
	*seed = *seed * 1103515245 + 12345;
	return *seed >> 16;
}

/*
 * Fill a buffer with complete patterns and single letters of patterns, so that partial
 * matches are frequent. Two of three buffers are mostly zeros, so that the search can
 * skip blocks of them.
 */
static void fill(const struct match_case *c, uint8_t *bytes, size_t len,
		 unsigned int seed)
{
	static const char letters[] = "_FVHMZ$BT\x90\x55\xaa\0\xff";
	unsigned int sparse = (unsigned int[]){ 1, 256, 2048 }[seed % 3];

	for (size_t i = 0; i < len; i++) {
		const struct gx_pattern *p = &c->patterns[next_random(&seed) % c->count];

		bytes[i] = (uint8_t)letters[next_random(&seed) % (sizeof(letters) - 1)];
		if (next_random(&seed) % sparse)
			bytes[i] = 0;
		else if (next_random(&seed) % 16 == 0 && p->len <= i)
			memcpy(bytes + i - p->len, p->bytes, p->len);
	}
}

static void check_search(const struct match_case *c, const struct gx_matcher *matcher,
			 struct gx_span s)
{
	size_t at = 0;

	while (at < s.len) {
		size_t which, expected_which;
		size_t expected = slow_match(c, s, at, &expected_which);
		size_t hit = gx_matcher_next(matcher, s, at, &which);

		ck_assert_msg(
		    hit == expected && which == expected_which,
		    "in %zu bytes from %zu on: pattern %zu at %zu, not %zu at %zu", s.len,
		    at, which, hit, expected_which, expected);
		at = hit + 1;
	}
}

/* Test the fastest search that this machine supports, and the portable search. */
START_TEST(match_finds_what_a_plain_loop_finds)
{
	const struct match_case *c = &match_cases[_i];
	struct gx_matcher best, portable;

	gx_matcher_init(&best, c->patterns, c->count);
	gx_matcher_init_portable(&portable, c->patterns, c->count);
	for (unsigned int i = 0; i < BUFFERS; i++) {
		/* Use a heap block of this size, so that ASan reports a read past it. */
		size_t len = (size_t)i * 2;
		uint8_t *bytes = malloc(len ? len : 1);

		fill(c, bytes, len, i + 1);
		check_search(c, &best, gx_span(bytes, len));
		check_search(c, &portable, gx_span(bytes, len));
		free(bytes);
	}
}
END_TEST

/* The buffer consists of copies of one pattern, so there are candidates everywhere. */
START_TEST(match_finds_patterns_one_after_the_other)
{
	const struct match_case *c = &match_cases[_i];
	struct gx_matcher portable;
	uint8_t bytes[1000];

	gx_matcher_init_portable(&portable, c->patterns, c->count);
	for (size_t n = 0; n < c->count; n++) {
		for (size_t i = 0; i < sizeof(bytes); i++)
			bytes[i] = ((const uint8_t *)c->patterns[n]
					.bytes)[i % c->patterns[n].len];
		check_search(c, &portable, gx_span(bytes, sizeof(bytes)));
	}
}
END_TEST

START_TEST(match_takes_as_many_patterns_as_it_says)
{
	struct gx_pattern many[GX_MATCHER_MAX];
	char bytes[GX_MATCHER_MAX * 5];
	struct gx_matcher matcher;
	size_t which;

	for (size_t i = 0; i < GX_MATCHER_MAX; i++) {
		snprintf(bytes + i * 5, 5, "%04zu", i * 31);
		many[i] = (struct gx_pattern){ bytes + i * 5, 4 };
	}
	gx_matcher_init(&matcher, many, GX_MATCHER_MAX);
	for (size_t i = 0; i < GX_MATCHER_MAX; i++) {
		ck_assert_uint_eq(gx_matcher_next(&matcher, gx_span(bytes, sizeof(bytes)),
						  i * 5, &which),
				  i * 5);
		ck_assert_uint_eq(which, i);
	}
}
END_TEST

/*
 * The portable search supports a limited number of short patterns. It ignores the short
 * patterns over this limit, but no other pattern.
 */
START_TEST(match_leaves_out_short_patterns_that_have_no_room)
{
	enum { MANY = GX_MATCHER_SHORT_MAX + 4 };
	struct gx_pattern many[MANY];
	char bytes[MANY * 3 + 1];
	struct gx_matcher matcher;
	size_t which;

	for (size_t i = 0; i < MANY; i++) {
		snprintf(bytes + i * 3, 4, "%c%c.", (int)('A' + i), (int)('a' + i));
		many[i] = (struct gx_pattern){ bytes + i * 3, 2 };
	}
	gx_matcher_init_portable(&matcher, many, MANY);
	for (size_t i = 4; i < MANY; i++) {
		char hay[300] = { 0 };

		memcpy(hay + 20, bytes + i * 3, 2);
		ck_assert_uint_eq(
		    gx_matcher_next(&matcher, gx_span(hay, sizeof(hay)), 0, &which), 20);
		ck_assert_uint_eq(which, i);
	}
}
END_TEST

START_TEST(match_of_nothing_is_the_end)
{
	struct gx_matcher matcher;
	size_t which = 9;

	gx_matcher_init(&matcher, mixed, 5);
	ck_assert_uint_eq(gx_matcher_next(&matcher, gx_span(NULL, 0), 0, &which), 0);
	ck_assert_uint_eq(which, 0);
	ck_assert_uint_eq(gx_matcher_next(&matcher, gx_span("MZ", 2), 2, &which), 2);
	gx_matcher_init(&matcher, mixed, 0);
	ck_assert_uint_eq(gx_matcher_next(&matcher, gx_span("MZ", 2), 0, &which), 2);
}
END_TEST

/* The limits on the number of patterns are high enough for the magics of all kinds. */
START_TEST(match_has_room_for_the_magics_of_all_kinds)
{
	size_t count = 0, count_short = 0;

	for (size_t i = 0; gx_kinds[i]; i++) {
		count += gx_kinds[i]->magic != NULL;
		count_short += gx_kinds[i]->magic && gx_kinds[i]->magic_len < 4;
	}
	ck_assert_uint_le(count, GX_MATCHER_MAX);
	ck_assert_uint_le(count_short, GX_MATCHER_SHORT_MAX);
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *suite = suite_create("match");
	TCase *tc = tcase_create("match");

	tcase_add_loop_test(tc, match_finds_what_a_plain_loop_finds, 0, MATCH_CASES);
	tcase_add_loop_test(tc, match_finds_patterns_one_after_the_other, 0, MATCH_CASES);
	tcase_add_test(tc, match_takes_as_many_patterns_as_it_says);
	tcase_add_test(tc, match_leaves_out_short_patterns_that_have_no_room);
	tcase_add_test(tc, match_of_nothing_is_the_end);
	tcase_add_test(tc, match_has_room_for_the_magics_of_all_kinds);
	suite_add_tcase(suite, tc);
	return suite;
}
