/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * test_poison.c - if an allocation contains several objects, AddressSanitizer must report
 * accesses past the end of each object
 */
#include "base/memory.h"
#include "base/poison.h"
#include "base/sink.h"
#include "unit.h"

/* In a build without the sanitizer, no memory is ever poisoned. */
static bool is_poisoned(const uint8_t *at)
{
#if GX_HAS_ASAN
	return __asan_address_is_poisoned(at);
#else
	(void)at;
	return false;
#endif
}

static const bool seen = GX_HAS_ASAN;
static struct gx_arena arena;

static void setup(void)
{
	gx_arena_init(&arena, &(struct gx_allocator){ 0 });
}

static void teardown(void)
{
	gx_arena_fini(&arena);
}

START_TEST(small_objects_end)
{
	for (size_t size = 1; size < 100; size++) {
		const uint8_t *p = gx_arena_alloc(&arena, size);

		ck_assert(!is_poisoned(p) && !is_poisoned(p + size - 1));
		ck_assert(is_poisoned(p + size) == seen);
	}
	ck_assert(seen || (uint8_t *)gx_arena_alloc(&arena, 16) + 16 ==
			      gx_arena_alloc(&arena, 16));
}
END_TEST

START_TEST(what_is_unpacked_ends)
{
	struct gx_sink sink = { .arena = &arena, .limit = 100000 };
	struct gx_span end;

	ck_assert_int_eq(gx_sink_write(&sink, 0, gx_span("0123456789", 10)), GOPX_OK);
	ck_assert_uint_gt(sink.cap, sink.len);
	ck_assert(!is_poisoned(sink.data + sink.len));
	end = gx_sink_end(&sink);
	ck_assert(gx_span_equal(end, gx_span("0123456789", 10)));
	ck_assert(is_poisoned(end.ptr + 10) == seen);
	ck_assert(is_poisoned(sink.data + sink.cap - 1) == seen);
	gx_sink_drop(&sink);
}
END_TEST

START_TEST(nothing_unpacked_has_no_end)
{
	struct gx_sink sink = { .arena = &arena, .limit = 10 };

	ck_assert_uint_eq(gx_sink_end(&sink).len, 0);
}
END_TEST

START_TEST(large_memory_ends)
{
	const size_t size = GX_MEMORY_LARGE + 4321;
	uint8_t *p = gx_memory_alloc(NULL, size);

	ck_assert_ptr_nonnull(p);
	ck_assert(!is_poisoned(p) && !is_poisoned(p + size - 1));
	ck_assert(is_poisoned(p + size) == seen);
	gx_memory_free(NULL, p);
	/* Freed memory must not stay poisoned, because another allocation may get it. */
	ck_assert(!is_poisoned(p + size));
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *suite = suite_create("poison");
	TCase *tc = tcase_create("poison");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, small_objects_end);
	tcase_add_test(tc, what_is_unpacked_ends);
	tcase_add_test(tc, nothing_unpacked_has_no_end);
	tcase_add_test(tc, large_memory_ends);
	suite_add_tcase(suite, tc);
	return suite;
}
