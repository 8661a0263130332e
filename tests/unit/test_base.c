/* SPDX-License-Identifier: BSD-2-Clause */
/* test_base.c - the arena, diagnostics, GUIDs, checksums and text */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/guid.h"
#include "base/poison.h"
#include "base/sum.h"
#include "base/safe_text.h"
#include "unit.h"

/* ---- arena ---------------------------------------------------------------- */

struct counter {
	size_t live, calls, fail_at;
};

static void *counting_alloc(void *ctx, size_t size)
{
	struct counter *c = ctx;

	/*
	 * For sizes over PTRDIFF_MAX, malloc() returns NULL. The sanitizer's malloc()
	 * would end the program instead.
	 */
	if (++c->calls == c->fail_at || size > PTRDIFF_MAX)
		return NULL;
	c->live++;
	return malloc(size);
}

static void counting_free(void *ctx, void *ptr)
{
	struct counter *c = ctx;

	c->live--;
	free(ptr);
}

static struct gx_arena counted_arena(struct counter *c)
{
	struct gx_arena a;

	gx_arena_init(&a, &(struct gx_allocator){ counting_alloc, counting_free, c });
	return a;
}

START_TEST(arena_memory_is_zero_aligned_and_all_freed)
{
	struct counter c = { 0 };
	struct gx_arena a = counted_arena(&c);

	for (size_t size = 0; size < 3000; size++) {
		uint8_t *p = gx_arena_alloc(&a, size);

		ck_assert_ptr_nonnull(p);
		ck_assert_uint_eq((uintptr_t)p % sizeof(void *), 0);
		ck_assert(gx_span_is_filled(gx_span(p, size), 0));
		memset(p, 0xa5, size);
	}
	ck_assert_ptr_nonnull(gx_arena_alloc(&a, 1 << 20));
	gx_arena_fini(&a);
	ck_assert_uint_eq(c.live, 0);
}
END_TEST

START_TEST(arena_blocks_are_filled)
{
	struct counter c = { 0 };
	struct gx_arena a = counted_arena(&c);

	for (size_t i = 0; i < 64; i++)
		ck_assert_ptr_nonnull(gx_arena_alloc(&a, 1024 - GX_POISON_GAP));
	ck_assert_uint_eq(c.calls, 1);
	gx_arena_fini(&a);
}
END_TEST

START_TEST(arena_buffers_go_back_in_any_order)
{
	struct counter c = { 0 };
	struct gx_arena a = counted_arena(&c);
	uint8_t *first = gx_arena_buffer(&a, 100);
	uint8_t *second = gx_arena_buffer(&a, 0);
	uint8_t *third = gx_arena_buffer(&a, 5);

	ck_assert_uint_eq(c.live, 3);
	gx_arena_release(&a, second);
	gx_arena_release(&a, third);
	gx_arena_release(&a, NULL);
	ck_assert_uint_eq(c.live, 1);
	memset(first, 1, 100);
	/* Release three buffers: the middle one of the list first, then the others. */
	second = gx_arena_buffer(&a, 1);
	third = gx_arena_buffer(&a, 2);
	gx_arena_release(&a, second);
	ck_assert_uint_eq(c.live, 2);
	gx_arena_release(&a, first);
	ck_assert_uint_eq(c.live, 1);
	gx_arena_release(&a, third);
	ck_assert_uint_eq(c.live, 0);
	ck_assert_ptr_nonnull(gx_arena_buffer(&a, 3));
	gx_arena_fini(&a);
	ck_assert_uint_eq(c.live, 0);
}
END_TEST

START_TEST(arena_buffers_lose_their_start)
{
	struct counter c = { 0 };
	struct gx_arena a = counted_arena(&c);
	uint8_t *first = gx_arena_buffer(&a, 1000);
	uint8_t *second = gx_arena_buffer(&a, 1000);
	uint8_t *third = gx_arena_buffer(&a, 1000);
	const size_t others = sizeof(size_t) < 8 ? 2 : 3;

	memset(second, 1, 500);
	memset(second + 500, 2, 500);
	ck_assert_ptr_null(gx_arena_cut(&a, second, 16));
	ck_assert_ptr_null(gx_arena_cut(&a, second, 501));
	ck_assert_ptr_null(gx_arena_cut(&a, second, 1008));
	ck_assert_ptr_eq(gx_arena_cut(&a, second, 496), second + 496);
	ck_assert_ptr_eq(gx_arena_cut(&a, second + 496, 496), second + 992);
	ck_assert_int_eq(second[992], 2);
	/* All of it. */
	ck_assert_ptr_null(gx_arena_cut(&a, gx_arena_buffer(&a, 63), 64));
	ck_assert_ptr_nonnull(gx_arena_cut(&a, gx_arena_buffer(&a, 64), 64));
	/* The removed part must have room for a header of five words. */
	ck_assert(sizeof(size_t) < 8 || gx_arena_cut(&a, gx_arena_buffer(&a, 64), 48));
	/* Remove a middle buffer from the list, and then the last one. */
	gx_arena_release(&a, first);
	ck_assert_ptr_eq(gx_arena_cut(&a, third, 64), third + 64);
	gx_arena_release(&a, second + 992);
	ck_assert_uint_eq(c.live, 1 + others);
	ck_assert_ptr_nonnull(gx_arena_buffer(&a, 3));
	gx_arena_fini(&a);
	ck_assert_uint_eq(c.live, 0);
}
END_TEST

/* Each object ends inside its block, and does not overlap the object before it. */
START_TEST(arena_objects_lie_apart)
{
	struct counter c = { 0 };
	struct gx_arena a = counted_arena(&c);
	uint8_t *before = gx_arena_alloc(&a, 16);

	for (size_t i = 0; i < 100000; i++) {
		size_t size = i * 7919 % 4096;
		uint8_t *p = gx_arena_alloc(&a, size);

		ck_assert_ptr_nonnull(p);
		/*
		 * If the object reached past the end of malloc()'s memory, the sanitizer
		 * would report this write.
		 */
		memset(p, 1, size);
		ck_assert(p < before || p >= before + 16 || size == 0);
		before[15] = 0;
	}
	gx_arena_fini(&a);
	ck_assert_uint_eq(c.live, 0);
}
END_TEST

START_TEST(arena_says_no_instead_of_wrapping)
{
	struct counter c = { .fail_at = 1 };
	struct gx_arena a = counted_arena(&c);

	ck_assert_ptr_null(gx_arena_alloc(&a, 1));
	/*
	 * The arena has a block with room now. The last sizes would overflow to small
	 * ones.
	 */
	ck_assert_ptr_nonnull(gx_arena_alloc(&a, 1));
	for (size_t i = 0; i < 100; i++)
		ck_assert_ptr_null(gx_arena_alloc(&a, SIZE_MAX - i));
	ck_assert_ptr_null(gx_arena_array(&a, SIZE_MAX / 2, 3));
	/* The product (2^63 + 1) * 2 overflows to a size that would fit. */
	ck_assert_ptr_null(gx_arena_array(&a, SIZE_MAX / 2 + 2, 2));
	ck_assert_ptr_null(gx_arena_buffer(&a, SIZE_MAX - 8));
	ck_assert_ptr_null(gx_arena_string(&a, "", SIZE_MAX));
	gx_arena_fini(&a);
	ck_assert_uint_eq(c.live, 0);
}
END_TEST

START_TEST(grown_arrays_keep_their_items)
{
	struct counter c = { 0 };
	struct gx_arena a = counted_arena(&c);
	uint32_t *items = NULL;
	size_t cap = 0;

	for (uint32_t i = 0; i < 1000; i++) {
		items = gx_arena_grow(&a, items, &cap, i + 1, sizeof(*items));
		ck_assert_ptr_nonnull(items);
		ck_assert(cap == 8 || cap < 2 * (i + 1));
		items[i] = i;
	}
	for (uint32_t i = 0; i < 1000; i++)
		ck_assert_uint_eq(items[i], i);
	ck_assert_ptr_eq(gx_arena_grow(&a, items, &cap, cap, sizeof(*items)), items);
	ck_assert_ptr_null(gx_arena_grow(&a, items, &cap, SIZE_MAX, sizeof(*items)));
	gx_arena_fini(&a);
}
END_TEST

START_TEST(arrays_grow_to_what_is_needed)
{
	struct counter c = { .fail_at = 1 };
	struct gx_arena a = counted_arena(&c);
	size_t cap = 0;

	ck_assert_ptr_null(gx_arena_grow(&a, NULL, &cap, 64, 4));
	ck_assert_uint_eq(cap, 0);
	ck_assert_ptr_nonnull(gx_arena_grow(&a, NULL, &cap, 64, 4));
	ck_assert_uint_eq(cap, 64);
	ck_assert_str_eq(gx_arena_string(&a, NULL, 0), "");
	gx_arena_fini(&a);
}
END_TEST

/*
 * After a merge, the buffers and objects of 'from' belong to 'to'. Try it with 0 to 2
 * buffers in each arena.
 */
START_TEST(arenas_are_merged)
{
	for (size_t i = 0; i < 9; i++) {
		struct counter c = { 0 };
		struct gx_arena to = counted_arena(&c), from = counted_arena(&c);
		uint8_t *buffers[4] = { NULL };

		for (size_t k = 0; k < i % 3; k++) {
			buffers[k] = gx_arena_buffer(&to, 10);
			ck_assert_ptr_nonnull(gx_arena_alloc(&to, 40000));
		}
		for (size_t k = 0; k < i / 3; k++) {
			buffers[2 + k] = gx_arena_buffer(&from, 10);
			ck_assert_ptr_nonnull(gx_arena_alloc(&from, 40000));
		}
		gx_arena_merge(&to, &from);
		gx_arena_fini(&from);
		ck_assert_uint_eq(c.live, 2 * (i % 3 + i / 3));
		for (size_t k = 0; k < 4; k++)
			gx_arena_release(&to, buffers[(k + i) % 4]);
		ck_assert_uint_eq(c.live, i % 3 + i / 3);
		ck_assert_ptr_nonnull(gx_arena_buffer(&to, 10));
		gx_arena_fini(&to);
		ck_assert_uint_eq(c.live, 0);
	}
}
END_TEST

/* ---- diagnostics ---------------------------------------------------------- */

#define add_diag(d, a, ...) add_diag_of(d, a, GOPX_NOTE, GOPX_OK, __VA_ARGS__)

__attribute__((format(printf, 5, 6))) static enum gopx_status
add_diag_of(struct gx_diags *d, struct gx_arena *a, enum gopx_severity severity,
	    enum gopx_status of, const char *format, ...)
{
	struct gx_diag diag = { .severity = severity, .status = of, .code = "test" };
	enum gopx_status status;
	va_list args;

	va_start(args, format);
	status = gx_diags_add(d, a, &diag, format, args);
	va_end(args);
	return status;
}

START_TEST(diagnostics_are_bounded_and_counted)
{
	struct counter c = { 0 };
	struct gx_arena a = counted_arena(&c);
	struct gx_diags d = { .max = 3 };

	for (int i = 0; i < 10; i++)
		ck_assert_int_eq(add_diag(&d, &a, "number %d", i), GOPX_OK);
	ck_assert_uint_eq(d.count, 3);
	ck_assert_uint_eq(d.dropped, 7);
	ck_assert_str_eq(d.items[2].message, "number 2");
	/*
	 * A diagnostic about a reached limit is added even if the maximum number of
	 * diagnostics is reached, and does not replace another one.
	 */
	for (int i = 0; i < 2; i++)
		ck_assert_int_eq(add_diag_of(&d, &a, GOPX_WARNING, GOPX_E_LIMIT, "limit"),
				 GOPX_OK);
	ck_assert_uint_eq(d.count, 5);
	ck_assert_uint_eq(d.dropped, 7);
	ck_assert_str_eq(d.items[2].message, "number 2");
	gx_arena_fini(&a);
}
END_TEST

START_TEST(diagnostics_may_have_no_memory)
{
	for (size_t n = 1; n < 6; n++) {
		struct counter c = { .fail_at = n };
		struct gx_arena a = counted_arena(&c);
		struct gx_diags d = { .max = 10000 };
		enum gopx_status status = GOPX_OK;

		while (status == GOPX_OK && d.count < 10000)
			status = add_diag(&d, &a, "number %zu of many", d.count);
		ck_assert_int_eq(status, GOPX_E_NOMEM);
		ck_assert_uint_eq(c.calls, n);
		for (size_t i = 0; i < d.count; i++)
			ck_assert_ptr_nonnull(d.items[i].message);
		gx_arena_fini(&a);
		ck_assert_uint_eq(c.live, 0);
	}
}
END_TEST

START_TEST(a_reached_limit_never_gives_way)
{
	struct counter c = { 0 };
	struct gx_arena a = counted_arena(&c);
	struct gx_diags d = { .max = 1 };

	ck_assert_int_eq(add_diag_of(&d, &a, GOPX_NOTE, GOPX_E_LIMIT, "limit"), GOPX_OK);
	for (int i = 0; i < 3; i++)
		ck_assert_int_eq(add_diag_of(&d, &a, GOPX_DAMAGE, GOPX_OK, "%d", i),
				 GOPX_OK);
	ck_assert_uint_eq(d.count, 2);
	ck_assert_str_eq(d.items[0].message, "limit");
	ck_assert_str_eq(d.items[1].message, "0");
	gx_arena_fini(&a);
}
END_TEST

START_TEST(diagnostics_that_matter_less_give_way)
{
	static const struct {
		enum gopx_severity severity;
		const char *left[4]; /* after it was added */
	} steps[] = {
		{ GOPX_NOTE, { "0" } },
		{ GOPX_WARNING, { "0", "1" } },
		{ GOPX_NOTE, { "0", "1", "2" } },
		{ GOPX_DAMAGE, { "0", "1", "3" } },
		{ GOPX_NOTE, { "0", "1", "3" } },
		{ GOPX_WARNING, { "1", "3", "5" } },
		{ GOPX_WARNING, { "1", "3", "5" } },
		{ GOPX_DAMAGE, { "1", "3", "7" } },
		{ GOPX_DAMAGE, { "3", "7", "8" } },
		{ GOPX_DAMAGE, { "3", "7", "8" } },
	};
	struct counter c = { 0 };
	struct gx_arena a = counted_arena(&c);
	struct gx_diags d = { .max = 3 };

	for (int i = 0; i < 10; i++) {
		ck_assert_int_eq(add_diag_of(&d, &a, steps[i].severity, GOPX_OK, "%d", i),
				 GOPX_OK);
		for (size_t k = 0; k < d.count; k++)
			ck_assert_str_eq(d.items[k].message, steps[i].left[k]);
		ck_assert_ptr_null(steps[i].left[d.count]);
	}
	ck_assert_uint_eq(d.count + d.dropped, 10);
	gx_arena_fini(&a);
}
END_TEST

/* ---- GUIDs and sums ------------------------------------------------------- */

START_TEST(guid_text_is_mixed_endian)
{
	static const struct gx_guid ffs2 = GX_GUID(8C8CE578, 8A3D, 4F1C, 99, 35, 89, 61,
						   85, C3, 2D, D3);
	static const uint8_t stored[16] = { 0x78, 0xe5, 0x8c, 0x8c, 0x3d, 0x8a,
					    0x1c, 0x4f, 0x99, 0x35, 0x89, 0x61,
					    0x85, 0xc3, 0x2d, 0xd3 };
	struct gx_reader r = gx_reader(gx_span(stored, 16));
	struct gx_guid read = gx_read_guid(&r);
	char text[GX_GUID_TEXT_SIZE];

	ck_assert(gx_guid_equal(&read, &ffs2));
	gx_guid_format(&read, text);
	ck_assert_str_eq(text, "8C8CE578-8A3D-4F1C-9935-896185C32DD3");
	ck_assert(gx_guid_parse("8c8ce578-8A3D-4f1c-9935-896185c32dd3", &read));
	ck_assert(gx_guid_equal(&read, &ffs2));
	ck_assert(!gx_guid_parse("8c8ce578-8A3D-4f1c-9935-896185c32dd", &read));
	ck_assert(gx_span_is_filled(gx_span(read.b, sizeof(read.b)), 0));
	read = gx_read_guid(&r);
	ck_assert(r.failed);
	ck_assert(gx_span_is_filled(gx_span(read.b, 16), 0));
}
END_TEST

START_TEST(sums_wrap_and_take_an_odd_byte)
{
	ck_assert_uint_eq(gx_sum8(gx_span("\xff\x02", 2)), 1);
	ck_assert_uint_eq(gx_sum16(gx_span("\xff\xff\x02\x00", 4)), 1);
	ck_assert_uint_eq(gx_sum16(gx_span("\x01\x01\x05", 3)), 0x106);
	ck_assert_uint_eq(gx_sum8(gx_span(NULL, 0)), 0);
}
END_TEST

/* ---- text ----------------------------------------------------------------- */

#define BAD "\xef\xbf\xbd" /* U+FFFD */

static const struct {
	const char *utf16;
	size_t size;
	const char *text;
} utf16_texts[] = {
	{ "G\0o\0p\0\0\0x\0", 10, "Gop" },
	{ "G\0o\0p", 5, "Go" }, /* half a character at the end */
	{ "a\0\n\0\r\0b\0", 8, "a b" },
	{ "a\0\x1b\0[\0", 6, "a" BAD "[" }, /* escape */
	{ "\x2e\x20"
	  "x\0",
	  4, BAD "x" }, /* right-to-left override */
	{ "\x00\xd8"
	  "x\0",
	  4, BAD "x" }, /* half a surrogate pair */
	{ "\x3d\xd8\x00\xde", 4, "\xf0\x9f\x98\x80" },
	{ "\xe9\0\xac\x20", 4, "\xc3\xa9\xe2\x82\xac" },
	{ "\x40\xdb\x01\xdc", 4, BAD },                 /* a tag character, U+E0001 */
	{ "\x64\x31\x4f\x03\x00\x06", 6, BAD BAD BAD }, /* a filler, a joiner, a sign */
	{ "\x80\xdb\x00\xdc", 4, BAD },                 /* U+F0000, of private use */
	{ "", 0, "" },
};

START_TEST(utf16_becomes_clean_utf8)
{
	struct counter c = { 0 };
	struct gx_arena a = counted_arena(&c);

	ck_assert_str_eq(
	    gx_safe_text_utf16(&a, gx_span(utf16_texts[_i].utf16, utf16_texts[_i].size)),
	    utf16_texts[_i].text);
	gx_arena_fini(&a);
}
END_TEST

static const struct {
	const char *utf8;
	const char *text;
} utf8_texts[] = {
	{ "BIOS/X10.ROM", "BIOS/X10.ROM" },
	{ "\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80",
	  "\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80" },
	{ "a\x1b[2Jb", "a" BAD "[2Jb" },
	{ "moc.\xe2\x80\xaexe", "moc." BAD "xe" }, /* right-to-left override */
	{ "\xc0\xafx", BAD BAD "x" },              /* overlong */
	{ "\xe0\x80\xaf", BAD BAD BAD },
	{ "\xf0\x80\x80\xaf", BAD BAD BAD BAD },
	{ "\xed\xa0\x80", BAD },     /* a surrogate */
	{ "\xf4\x90\x80\x80", BAD }, /* above U+10FFFF */
	{ "\xf8\x88\x80\x80\x80", BAD BAD BAD BAD BAD },
	{ "\x80x", BAD "x" },
	{ "x\xe2\x82", "x" BAD BAD },
	{ "", "" },
};

START_TEST(utf8_is_made_clean)
{
	struct counter c = { 0 };
	struct gx_arena a = counted_arena(&c);
	const char *in = utf8_texts[_i].utf8;

	ck_assert_str_eq(gx_safe_text_utf8(&a, gx_span(in, strlen(in))),
			 utf8_texts[_i].text);
	ck_assert_str_eq(gx_safe_text_utf8(&a, gx_span("ab\0c", 4)), "ab");
	gx_arena_fini(&a);
}
END_TEST

START_TEST(ascii_is_trimmed_and_cleaned)
{
	struct counter c = { 0 };
	struct gx_arena a = counted_arena(&c);

	ck_assert_str_eq(gx_safe_text_ascii(&a, gx_span("$VBT SKYLAKE        ", 20)),
			 "$VBT SKYLAKE");
	ck_assert_str_eq(gx_safe_text_ascii(&a, gx_span("  a\r\n\tb\x80\x1b c\0d", 14)),
			 "a b" BAD BAD " c");
	ck_assert_str_eq(gx_safe_text_ascii(&a, gx_span("", 0)), "");
	gx_arena_fini(&a);
}
END_TEST

START_TEST(long_texts_are_cut)
{
	struct counter c = { 0 };
	struct gx_arena a = counted_arena(&c);
	static uint8_t many[20000];

	memset(many, 'x', sizeof(many));
	ck_assert_uint_eq(strlen(gx_safe_text_ascii(&a, gx_span(many, sizeof(many)))),
			  GX_SAFE_TEXT_MAX);
	memset(many, '\n', sizeof(many));
	ck_assert_str_eq(gx_safe_text_ascii(&a, gx_span(many, sizeof(many))), "");
	gx_arena_fini(&a);
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *suite = suite_create("base");
	TCase *tc = tcase_create("base");

	tcase_add_test(tc, arena_memory_is_zero_aligned_and_all_freed);
	tcase_add_test(tc, arena_blocks_are_filled);
	tcase_add_test(tc, arena_buffers_go_back_in_any_order);
	tcase_add_test(tc, arena_buffers_lose_their_start);
	tcase_add_test(tc, arena_objects_lie_apart);
	tcase_add_test(tc, arena_says_no_instead_of_wrapping);
	tcase_add_test(tc, grown_arrays_keep_their_items);
	tcase_add_test(tc, arrays_grow_to_what_is_needed);
	tcase_add_test(tc, arenas_are_merged);
	tcase_add_test(tc, diagnostics_are_bounded_and_counted);
	tcase_add_test(tc, diagnostics_may_have_no_memory);
	tcase_add_test(tc, a_reached_limit_never_gives_way);
	tcase_add_test(tc, diagnostics_that_matter_less_give_way);
	tcase_add_test(tc, guid_text_is_mixed_endian);
	tcase_add_test(tc, sums_wrap_and_take_an_odd_byte);
	tcase_add_loop_test(tc, utf16_becomes_clean_utf8, 0,
			    sizeof(utf16_texts) / sizeof(utf16_texts[0]));
	tcase_add_loop_test(tc, utf8_is_made_clean, 0,
			    sizeof(utf8_texts) / sizeof(utf8_texts[0]));
	tcase_add_test(tc, ascii_is_trimmed_and_cleaned);
	tcase_add_test(tc, long_texts_are_cut);
	suite_add_tcase(suite, tc);
	return suite;
}
