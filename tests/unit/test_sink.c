/* SPDX-License-Identifier: BSD-2-Clause */
/* test_sink.c - the growing buffer and its limit */
#include <string.h>

#include "base/sink.h"
#include "unit.h"

static struct gx_arena arena;

static void setup(void)
{
	gx_arena_init(&arena, &(struct gx_allocator){ 0 });
}

static void teardown(void)
{
	gx_arena_fini(&arena);
}

START_TEST(writes_follow_each_other)
{
	struct gx_sink sink = { .arena = &arena, .limit = 100000 };

	for (size_t i = 0; i < 1000; i++)
		ck_assert_int_eq(gx_sink_write(&sink, i * 10, gx_span("0123456789", 10)),
				 GOPX_OK);
	ck_assert_uint_eq(sink.len, 10000);
	for (size_t i = 0; i < 10000; i++)
		ck_assert_int_eq(sink.data[i], '0' + (int)(i % 10));
}
END_TEST

START_TEST(gaps_are_zero)
{
	struct gx_sink sink = { .arena = &arena, .limit = 100000 };

	ck_assert_int_eq(gx_sink_write(&sink, 0, gx_span("a", 1)), GOPX_OK);
	ck_assert_int_eq(gx_sink_write(&sink, 9000, gx_span("b", 1)), GOPX_OK);
	ck_assert_uint_eq(sink.len, 9001);
	ck_assert(gx_span_is_filled(gx_span(sink.data + 1, 8999), 0));
	ck_assert_int_eq(sink.data[9000], 'b');
}
END_TEST

START_TEST(nothing_is_written_back)
{
	struct gx_sink sink = { .arena = &arena, .limit = 100 };

	ck_assert_int_eq(gx_sink_write(&sink, 0, gx_span("abc", 3)), GOPX_OK);
	ck_assert_int_eq(gx_sink_write(&sink, 2, gx_span("X", 1)), GOPX_E_CORRUPT);
	ck_assert_uint_eq(sink.len, 3);
	ck_assert_int_eq(memcmp(sink.data, "abc", 3), 0);
}
END_TEST

START_TEST(what_is_there_is_repeated)
{
	struct gx_sink sink = { .arena = &arena, .limit = 20 };

	ck_assert_int_eq(gx_sink_repeat(&sink, 1, 1), GOPX_E_CORRUPT);
	ck_assert_int_eq(gx_sink_write(&sink, 0, gx_span("abc", 3)), GOPX_OK);
	ck_assert_int_eq(gx_sink_repeat(&sink, 4, 1), GOPX_E_CORRUPT);
	ck_assert_int_eq(gx_sink_repeat(&sink, 0, 1), GOPX_E_CORRUPT);
	ck_assert_int_eq(gx_sink_repeat(&sink, 2, 5), GOPX_OK);
	ck_assert_uint_eq(sink.len, 8);
	ck_assert_int_eq(memcmp(sink.data, "abcbcbcb", 8), 0);
	ck_assert_int_eq(gx_sink_repeat(&sink, 8, 13), GOPX_E_LIMIT);
	ck_assert_int_eq(gx_sink_repeat(&sink, 8, UINT64_MAX), GOPX_E_LIMIT);
	ck_assert_uint_eq(sink.len, 8);
}
END_TEST

START_TEST(empty_writes_need_no_room)
{
	struct gx_sink sink = { .arena = &arena, .limit = 0 };

	ck_assert_int_eq(gx_sink_write(&sink, 0, gx_span(NULL, 0)), GOPX_OK);
	ck_assert_uint_eq(sink.cap, 0);
}
END_TEST

START_TEST(room_that_was_not_needed_is_given_back)
{
	struct gx_sink sink = { .arena = &arena, .limit = 100000 };

	ck_assert_int_eq(gx_sink_reserve(&sink, 50000), GOPX_OK);
	ck_assert_int_eq(gx_sink_write(&sink, 0, gx_span("abc", 3)), GOPX_OK);
	ck_assert_int_eq(gx_sink_trim(&sink), GOPX_OK);
	ck_assert_uint_eq(sink.cap, 3);
	ck_assert_int_eq(memcmp(sink.data, "abc", 3), 0);
	ck_assert_int_eq(gx_sink_reserve(&sink, 5), GOPX_OK);
	ck_assert_int_eq(gx_sink_trim(&sink), GOPX_OK);
	ck_assert_uint_eq(sink.cap, 5);
}
END_TEST

START_TEST(room_that_is_mostly_used_stays)
{
	struct gx_sink sink = { .arena = &arena, .limit = 100000 };

	ck_assert_int_eq(gx_sink_reserve(&sink, 50000), GOPX_OK);
	ck_assert_int_eq(gx_sink_write(&sink, 29999, gx_span("x", 1)), GOPX_OK);
	ck_assert_int_eq(gx_sink_trim(&sink), GOPX_OK);
	ck_assert_uint_eq(sink.cap, 50000);
}
END_TEST

START_TEST(the_limit_holds)
{
	struct gx_sink sink = { .arena = &arena, .limit = 5000 };

	ck_assert_int_eq(gx_sink_write(&sink, 4990, gx_span("0123456789", 10)), GOPX_OK);
	ck_assert_uint_le(sink.cap, 5000);
	ck_assert_int_eq(gx_sink_write(&sink, 5000, gx_span("x", 1)), GOPX_E_LIMIT);
	ck_assert_int_eq(gx_sink_write(&sink, UINT64_MAX, gx_span("x", 1)), GOPX_E_LIMIT);
	ck_assert_uint_eq(sink.len, 5000);
}
END_TEST

START_TEST(without_a_limit_memory_is_what_is_missing)
{
	struct gx_sink sink = { .arena = &arena, .limit = UINT64_MAX };

	ck_assert_int_eq(gx_sink_reserve(&sink, SIZE_MAX), GOPX_E_NOMEM);
	ck_assert_uint_eq(sink.cap, 0);
}
END_TEST

START_TEST(more_than_half_of_the_room_is_given_back)
{
	static const uint8_t bytes[10001];

	for (size_t room = 9999; room <= 10001; room++) {
		struct gx_sink sink = { .arena = &arena, .limit = room };

		ck_assert_int_eq(gx_sink_reserve(&sink, room), GOPX_OK);
		ck_assert_int_eq(gx_sink_write(&sink, 0, gx_span(bytes, 5000)), GOPX_OK);
		ck_assert_int_eq(gx_sink_trim(&sink), GOPX_OK);
		ck_assert_uint_eq(sink.cap, room <= 10000 ? room : 5000);
		gx_sink_drop(&sink);
	}
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *s = suite_create("sink");
	TCase *t = tcase_create("sink");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, writes_follow_each_other);
	tcase_add_test(t, gaps_are_zero);
	tcase_add_test(t, nothing_is_written_back);
	tcase_add_test(t, what_is_there_is_repeated);
	tcase_add_test(t, empty_writes_need_no_room);
	tcase_add_test(t, room_that_was_not_needed_is_given_back);
	tcase_add_test(t, room_that_is_mostly_used_stays);
	tcase_add_test(t, the_limit_holds);
	tcase_add_test(t, without_a_limit_memory_is_what_is_missing);
	tcase_add_test(t, more_than_half_of_the_room_is_given_back);
	suite_add_tcase(s, t);
	return s;
}
