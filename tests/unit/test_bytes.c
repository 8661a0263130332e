/* SPDX-License-Identifier: BSD-2-Clause */
/* test_bytes.c - ranges with checked bounds, and the field reader */
#include "base/bytes.h"

#include <stdint.h>

#include "base/checked.h"
#include "unit.h"

static const uint8_t ten[10] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 };

static const struct {
	uint64_t off, len;
	bool ok;
} subs[] = {
	{ 0, 0, true },
	{ 0, 10, true },
	{ 10, 0, true },
	{ 9, 1, true },
	{ 3, 4, true },
	{ 0, 11, false },
	{ 11, 0, false },
	{ 10, 1, false },
	{ 9, 2, false },
	{ UINT64_MAX, 1, false },
	{ 1, UINT64_MAX, false },
	{ UINT64_MAX, UINT64_MAX, false },
	{ 5, UINT64_MAX - 4, false },
};

START_TEST(sub_is_inside_or_nothing)
{
	struct gx_span out;

	ck_assert_int_eq(gx_span_sub(gx_span(ten, 10), subs[_i].off, subs[_i].len, &out),
			 subs[_i].ok);
	ck_assert_uint_eq(out.len, subs[_i].ok ? subs[_i].len : 0);
	if (subs[_i].ok && out.len)
		ck_assert_uint_eq(gx_span_at(out, 0), subs[_i].off);
}
END_TEST

START_TEST(an_empty_span_may_hold_null)
{
	struct gx_span out, head, tail, nothing = { NULL, 0 };

	ck_assert(gx_span_sub(nothing, 0, 0, &out));
	ck_assert(!gx_span_sub(nothing, 0, 1, &out));
	ck_assert(gx_span_cut(nothing, 0, &head, &tail));
	ck_assert(gx_span_equal(nothing, gx_span(ten, 0)));
	ck_assert(gx_span_is_filled(nothing, 7));
	ck_assert_uint_eq(gx_span_find(nothing, gx_span(ten, 1)), 0);
}
END_TEST

START_TEST(cut_gives_both_parts_or_none)
{
	struct gx_span head, tail;

	ck_assert(gx_span_cut(gx_span(ten, 10), 4, &head, &tail));
	ck_assert_uint_eq(head.len, 4);
	ck_assert_uint_eq(tail.len, 6);
	ck_assert_uint_eq(gx_span_at(tail, 0), 4);
	ck_assert(!gx_span_cut(gx_span(ten, 10), 11, &head, &tail));
	ck_assert_uint_eq(head.len + tail.len, 0);
}
END_TEST

START_TEST(head_and_tail_are_clipped)
{
	struct gx_span s = gx_span(ten, 10);

	ck_assert_uint_eq(gx_span_head(s, UINT64_MAX).len, 10);
	ck_assert_uint_eq(gx_span_head(s, 3).len, 3);
	ck_assert_uint_eq(gx_span_head(s, 10).len, 10);
	ck_assert_uint_eq(gx_span_head(s, 11).len, 10);
	ck_assert_uint_eq(gx_span_tail(s, 10).len, 0);
	ck_assert_uint_eq(gx_span_tail(s, UINT64_MAX).len, 0);
	ck_assert_uint_eq(gx_span_offset(s, gx_span_tail(s, 7)), 7);
}
END_TEST

START_TEST(filled_looks_at_every_byte)
{
	uint8_t blank[33];

	for (size_t bad = 0; bad < sizeof(blank); bad++) {
		for (size_t i = 0; i < sizeof(blank); i++)
			blank[i] = i == bad ? 0xfe : 0xff;
		ck_assert(!gx_span_is_filled(gx_span(blank, sizeof(blank)), 0xff));
		ck_assert(gx_span_is_filled(gx_span(blank, bad), 0xff));
	}
}
END_TEST

START_TEST(spans_are_compared)
{
	struct gx_span none = gx_span(NULL, 0), abc = gx_span("abcd", 3);

	ck_assert(gx_span_equal(none, none));
	ck_assert(gx_span_equal(abc, gx_span("abcx", 3)));
	ck_assert(!gx_span_equal(abc, gx_span("abcd", 4)));
	ck_assert(!gx_span_equal(gx_span("abcd", 4), abc));
	ck_assert(!gx_span_equal(abc, gx_span("abd", 3)));
	ck_assert(gx_span_starts(none, "", 0));
	ck_assert(gx_span_starts(abc, "abc", 3));
	ck_assert(!gx_span_starts(abc, "abcd", 4));
	ck_assert(!gx_span_starts(abc, "abd", 3));
	ck_assert(gx_span_is_filled(none, 0));
	ck_assert(gx_span_is_filled(gx_span("bbb", 3), 'b'));
	ck_assert(!gx_span_is_filled(gx_span("bbb", 3), 'a'));
	ck_assert(!gx_span_is_filled(gx_span("b", 1), 'a'));
}
END_TEST

START_TEST(run_ends_at_the_first_other_byte)
{
	uint8_t blank[33];

	for (size_t bad = 0; bad <= sizeof(blank); bad++) {
		for (size_t i = 0; i < sizeof(blank); i++)
			blank[i] = i == bad ? 0xfe : 0xff;
		for (size_t start = 0; start <= bad; start++) {
			struct gx_span s = gx_span(blank + start, sizeof(blank) - start);

			ck_assert_uint_eq(gx_span_run(s, 0xff), bad - start);
		}
	}
	ck_assert_uint_eq(gx_span_run((struct gx_span){ 0 }, 0), 0);
}
END_TEST

START_TEST(find_gives_the_first_or_the_end)
{
	struct gx_span s = gx_span("abcabd", 6);

	ck_assert_uint_eq(gx_span_find(s, gx_span("abd", 3)), 3);
	ck_assert_uint_eq(gx_span_find(s, gx_span("ab", 2)), 0);
	ck_assert_uint_eq(gx_span_find(s, gx_span("x", 1)), 6);
	ck_assert_uint_eq(gx_span_find(s, gx_span("", 0)), 6);
	ck_assert_uint_eq(gx_span_find(s, gx_span("abcabde", 7)), 6);
}
END_TEST

/* A simple search for comparison. It is slow, and certainly correct. */
static size_t find_slowly(struct gx_span s, struct gx_span needle)
{
	for (size_t at = 0; at + needle.len <= s.len; at++) {
		if (memcmp(s.ptr + at, needle.ptr, needle.len) == 0)
			return at;
	}
	return s.len;
}

/* Hay and needles have only three different bytes, so many places almost match. */
START_TEST(find_is_right_for_needles_of_any_length)
{
	uint8_t hay[1200], word[700];
	uint32_t state = (uint32_t)_i + 1;

	for (size_t i = 0; i < sizeof(hay); i++) {
		state = state * 1664525 + 1013904223;
		hay[i] = (uint8_t)(state >> 24) % 3;
	}
	for (size_t len = 1; len < sizeof(word); len += len < 20 ? 1 : 37) {
		for (size_t from = 0; from + len <= sizeof(hay); from += 53) {
			struct gx_span s = gx_span(hay, sizeof(hay));
			struct gx_span needle = gx_span(word, len);

			memcpy(word, hay + from, len);
			ck_assert_uint_eq(gx_span_find(s, needle),
					  find_slowly(s, needle));
			word[len / 2] ^= 4;
			ck_assert_uint_eq(gx_span_find(s, needle), s.len);
		}
	}
}
END_TEST

START_TEST(locate_finds_bytes_that_lie_inside)
{
	struct gx_span all = gx_span(ten, 10), part, found;
	uint8_t other[4];

	ck_assert(gx_span_sub(all, 3, 4, &part));
	ck_assert(gx_span_locate(all, ten + 3, 4, &found));
	ck_assert(found.ptr == part.ptr && found.len == 4);
	ck_assert(gx_span_locate(all, ten, 10, &found) && found.len == 10);
	ck_assert(!gx_span_locate(part, ten + 2, 2, &found) && found.len == 0);
	ck_assert(!gx_span_locate(part, ten + 5, 3, &found));
	ck_assert(!gx_span_locate(all, other, sizeof(other), &found));
}
END_TEST

START_TEST(reader_reads_little_and_big_endian)
{
	struct gx_reader r = gx_reader(
	    gx_span("\x01\x02\x03\x04\x05\x06\x07\x08\x09", 9));

	ck_assert_uint_eq(gx_u8(&r), 1);
	ck_assert_uint_eq(gx_le16(&r), 0x0302);
	ck_assert_uint_eq(gx_le24(&r), 0x060504);
	gx_seek(&r, 1);
	ck_assert_uint_eq(gx_le32(&r), 0x05040302);
	gx_seek(&r, 0);
	ck_assert_uint_eq(gx_be16(&r), 0x0102);
	ck_assert_uint_eq(gx_be32(&r), 0x03040506);
	gx_seek(&r, 1);
	ck_assert_uint_eq(gx_le64(&r), 0x0908070605040302);
	ck_assert(!r.failed);
	ck_assert_uint_eq(gx_rest(&r).len, 0);
}
END_TEST

START_TEST(a_failed_reader_stays_failed)
{
	struct gx_reader r = gx_reader(gx_span(ten, 3));

	ck_assert_uint_eq(gx_le32(&r), 0);
	ck_assert(r.failed);
	ck_assert_uint_eq(gx_u8(&r), 0);
	gx_seek(&r, 0);
	ck_assert_uint_eq(gx_u8(&r), 0);
	ck_assert(r.failed);
	ck_assert_uint_eq(gx_take(&r, 0).len, 0);
	ck_assert_uint_eq(gx_take(&r, 1).len, 0);
	gx_skip(&r, 0);
	ck_assert(r.failed);
	ck_assert_uint_eq(gx_rest(&r).len, 3);
	/* Taking a range past the end takes nothing, and also sets 'failed'. */
	r = gx_reader(gx_span(ten, 3));
	ck_assert_uint_eq(gx_take(&r, 4).len, 0);
	ck_assert(r.failed && r.pos == 0);
}
END_TEST

START_TEST(skip_and_seek_do_not_leave)
{
	struct gx_reader r = gx_reader(gx_span(ten, 10));

	gx_skip(&r, 10);
	ck_assert(!r.failed);
	gx_skip(&r, 1);
	ck_assert(r.failed);
	r = gx_reader(gx_span(ten, 10));
	gx_skip(&r, 4);
	gx_skip(&r, UINT64_MAX - 3);
	ck_assert(r.failed);
	r = gx_reader(gx_span(ten, 10));
	gx_seek(&r, 11);
	ck_assert(r.failed);
}
END_TEST

START_TEST(checked_arithmetic_says_when_it_wraps)
{
	uint64_t v;

	ck_assert(gx_add_u64(UINT64_MAX, 0, &v) && v == UINT64_MAX);
	ck_assert(!gx_add_u64(UINT64_MAX, 1, &v) && v == 0);
	ck_assert(gx_mul_u64(UINT32_MAX, UINT32_MAX, &v));
	ck_assert(!gx_mul_u64(UINT64_MAX, 2, &v) && v == 0);
	ck_assert(gx_align_u64(0, 8, &v) && v == 0);
	ck_assert(gx_align_u64(1, 8, &v) && v == 8);
	ck_assert(gx_align_u64(UINT64_MAX - 7, 8, &v) && v == UINT64_MAX - 7);
	ck_assert(!gx_align_u64(UINT64_MAX - 6, 8, &v));
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *suite = suite_create("bytes");
	TCase *tc = tcase_create("span and reader");

	tcase_add_loop_test(tc, sub_is_inside_or_nothing, 0,
			    sizeof(subs) / sizeof(subs[0]));
	tcase_add_test(tc, an_empty_span_may_hold_null);
	tcase_add_test(tc, cut_gives_both_parts_or_none);
	tcase_add_test(tc, head_and_tail_are_clipped);
	tcase_add_test(tc, spans_are_compared);
	tcase_add_test(tc, run_ends_at_the_first_other_byte);
	tcase_add_test(tc, filled_looks_at_every_byte);
	tcase_add_test(tc, find_gives_the_first_or_the_end);
	tcase_add_loop_test(tc, find_is_right_for_needles_of_any_length, 0, 4);
	tcase_add_test(tc, locate_finds_bytes_that_lie_inside);
	tcase_add_test(tc, reader_reads_little_and_big_endian);
	tcase_add_test(tc, a_failed_reader_stays_failed);
	tcase_add_test(tc, skip_and_seek_do_not_leave);
	tcase_add_test(tc, checked_arithmetic_says_when_it_wraps);
	suite_add_tcase(suite, tc);
	return suite;
}
