/* SPDX-License-Identifier: BSD-2-Clause */
/* test_lzma_window.c - the LZMA dictionary becomes the output, except in some cases */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "codec/codec.h"
#include "codec/lzma_window.h"
#include "fwbuild_pack.h"
#include "unit.h"

#define MIB   ((size_t)1 << 20)
#define PLAIN (2 * MIB + 300000)

/*
 * The number of allocated bytes, now and at most. If 'fails' is n, the n-th allocation
 * from now on fails. If it is 0, none fails.
 */
struct heap {
	size_t now, most, fails;
};

struct piece {
	size_t size;
	max_align_t bytes[];
};

static void *heap_alloc(void *ctx, size_t size)
{
	struct heap *heap = ctx;
	struct piece *p;

	if (heap->fails && --heap->fails == 0)
		return NULL;
	p = malloc(sizeof(*p) + size);
	p->size = size;
	heap->now += size;
	heap->most = heap->now > heap->most ? heap->now : heap->most;
	return p->bytes;
}

static void heap_free(void *ctx, void *ptr)
{
	struct heap *heap = ctx;
	struct piece *p;

	ck_assert_ptr_nonnull(ptr); /* only heap_alloc()'s results are allowed */
	p = (struct piece *)((uint8_t *)ptr - offsetof(struct piece, bytes));
	heap->now -= p->size;
	free(p);
}

static struct heap heap;
static struct gx_arena arena;
static struct fwbytes stream;
static uint8_t *plain;

/* Make plain bytes: 'zeros' zeros, and then text and noise. Pack them. */
static void setup_after(size_t zeros)
{
	unsigned int seed = 7;

	heap = (struct heap){ 0 };
	gx_arena_init(&arena, &(struct gx_allocator){ heap_alloc, heap_free, &heap });
	plain = calloc(PLAIN, 1);
	for (size_t i = zeros; i < PLAIN; i++) {
		seed = seed * 1103515245 + 12345;
		plain[i] = i % 4096 < 64 ? (uint8_t)(seed >> 16)
					 : (uint8_t) "text "[i % 5];
	}
	stream = (struct fwbytes){ 0 };
	pack_lzma(&stream, plain, PLAIN);
	/* State a dictionary of 16 MiB, as firmware does. */
	memcpy(stream.data + LZMA_DICTIONARY_AT, "\0\0\0\1", 4);
}

static void setup(void)
{
	setup_after(0);
}

static void teardown(void)
{
	gx_arena_fini(&arena);
	ck_assert_uint_eq(heap.now, 0);
	free(stream.data);
	free(plain);
}

static enum gopx_status decode(struct gx_sink *sink, size_t packed, uint64_t limit)
{
	*sink = (struct gx_sink){ .arena = &arena, .limit = limit };
	return gx_codec(GX_CODEC_LZMA)->decode(gx_span(stream.data, packed), sink);
}

START_TEST(the_output_is_there_once)
{
	struct gx_sink sink;

	ck_assert_int_eq(decode(&sink, stream.len, UINT32_MAX), GOPX_OK);
	ck_assert(gx_span_equal(gx_span(sink.data, sink.len), gx_span(plain, PLAIN)));
	ck_assert_uint_lt(heap.most, PLAIN + MIB);
	gx_sink_drop(&sink);
	ck_assert_uint_eq(heap.now, 0);
}
END_TEST

START_TEST(the_output_of_a_smaller_stream_is_there_once)
{
	const size_t size = 300000;
	struct gx_sink sink;

	stream.len = 0;
	pack_lzma(&stream, plain, size);
	ck_assert_int_eq(decode(&sink, stream.len, UINT32_MAX), GOPX_OK);
	ck_assert(gx_span_equal(gx_span(sink.data, sink.len), gx_span(plain, size)));
	ck_assert_uint_lt(heap.most, 3 * size / 2);
}
END_TEST

static void set_dictionary(uint32_t size)
{
	for (size_t i = 0; i < 4; i++)
		stream.data[LZMA_DICTIONARY_AT + i] = (uint8_t)(size >> 8 * i);
}

/* Try dictionaries of about half the size of the output, and up to its whole size. */
START_TEST(the_dictionary_may_be_smaller_than_the_output)
{
	static const uint32_t sizes[] = { PLAIN / 2 - 1, PLAIN / 2, PLAIN / 4 * 3,
					  PLAIN - 1, PLAIN };
	struct gx_sink sink;

	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		set_dictionary(sizes[i]);
		ck_assert_int_eq(decode(&sink, stream.len, UINT32_MAX), GOPX_OK);
		ck_assert(
		    gx_span_equal(gx_span(sink.data, sink.len), gx_span(plain, PLAIN)));
		gx_sink_drop(&sink);
	}
}
END_TEST

START_TEST(a_start_that_is_at_many_places_is_none)
{
	struct gx_sink sink;

	teardown();
	setup_after(MIB);
	ck_assert_int_eq(decode(&sink, stream.len, UINT32_MAX), GOPX_OK);
	ck_assert(gx_span_equal(gx_span(sink.data, sink.len), gx_span(plain, PLAIN)));
}
END_TEST

START_TEST(a_cut_stream_gives_its_start)
{
	struct gx_sink sink;

	ck_assert_int_eq(decode(&sink, stream.len / 2, UINT32_MAX), GOPX_E_TRUNCATED);
	ck_assert_uint_gt(sink.len, 0);
	ck_assert_int_eq(memcmp(sink.data, plain, sink.len), 0);
	ck_assert_int_eq(gx_sink_trim(&sink), GOPX_OK);
	ck_assert_int_eq(memcmp(sink.data, plain, sink.len), 0);
}
END_TEST

START_TEST(nothing_comes_of_no_stream)
{
	struct gx_sink sink;

	memset(stream.data + 13, 0xff, 16);
	ck_assert_int_eq(decode(&sink, stream.len, UINT32_MAX), GOPX_E_CORRUPT);
	ck_assert_uint_eq(sink.len, 0);
	gx_sink_drop(&sink);
	ck_assert_uint_eq(heap.now, 0);
}
END_TEST

START_TEST(the_limit_is_the_room)
{
	struct gx_sink sink;

	ck_assert_int_eq(decode(&sink, stream.len, PLAIN - 1), GOPX_E_LIMIT);
	ck_assert_uint_eq(sink.cap, PLAIN - 1);
	ck_assert_uint_eq(sink.len, PLAIN - 1);
	ck_assert_int_eq(memcmp(sink.data, plain, sink.len), 0);
}
END_TEST

START_TEST(each_allocation_may_fail)
{
	bool failed = true;

	for (size_t n = 1; failed; n++) {
		enum gopx_status status;
		struct gx_sink sink;

		heap.fails = n;
		status = decode(&sink, stream.len, UINT32_MAX);
		failed = heap.fails == 0;
		ck_assert(status == GOPX_OK || (failed && status == GOPX_E_NOMEM));
		gx_sink_drop(&sink);
		ck_assert_uint_eq(heap.now, 0);
	}
	heap.fails = 0;
}
END_TEST

/* ---- a simulated decoder -------------------------------------------------------- */

static struct gx_sink sink;
static struct gx_lzma_window window;

/* Begin to decode 10,000 bytes. Returns the memory of the dictionary. */
static uint8_t *begin(void)
{
	const size_t size = 10000 + GX_LZMA_WINDOW_LEAD;
	uint8_t *memory;

	sink = (struct gx_sink){ .arena = &arena, .limit = 10000 };
	window = (struct gx_lzma_window){ .sink = &sink, .least = size };
	memory = gx_lzma_window_alloc(&window, 1, size);
	gx_lzma_window_begin(&window, 10000);
	return memory;
}

/*
 * Act as the decoder: write 'text' to the dictionary at 'at', and then output 'handed'.
 */
static void hand_out(uint8_t *memory, size_t at, const char *text, const char *handed)
{
	size_t room = sink.cap - sink.len;
	size_t made = strlen(handed);

	memcpy(memory + at, text, strlen(text));
	memcpy(gx_lzma_window_piece(&window, sink.data + sink.len, &room), handed, made);
	ck_assert_uint_le(made, room);
	ck_assert_int_eq(gx_lzma_window_took(&window, made), GOPX_OK);
	sink.len += made;
}

static void come_to_the_end(uint8_t *memory, const char *text)
{
	gx_lzma_window_free(&window, memory);
	gx_lzma_window_end(&window);
	ck_assert_uint_eq(sink.len, strlen(text));
	ck_assert_mem_eq(sink.data, text, sink.len);
}

static void end(uint8_t *memory, const char *text)
{
	come_to_the_end(memory, text);
	gx_sink_drop(&sink);
	ck_assert_uint_eq(heap.now, 0);
}

/*
 * How many bytes of the dictionary's memory come before the output. In some of these
 * cases, there is room for the arena's header.
 */
static const size_t leads[] = { 0, 7, 16, 576, 577, GX_LZMA_WINDOW_LEAD - 1 };

START_TEST(any_start_is_found)
{
	uint8_t *memory = begin();

	hand_out(memory, leads[_i], "", "");
	hand_out(memory, leads[_i], "first ", "first ");
	ck_assert_ptr_eq(sink.data, memory + leads[_i]);
	hand_out(memory, leads[_i] + 6, "second", "second");
	ck_assert_ptr_eq(sink.data, memory + leads[_i]);
	end(memory, "first second");
}
END_TEST

/* The arena's header fits before the output, so the output stays where it is. */
START_TEST(what_leaves_room_for_a_header_is_not_moved)
{
	uint8_t *memory = begin();

	hand_out(memory, 576, "first ", "first ");
	come_to_the_end(memory, "first ");
	ck_assert_ptr_eq(sink.data, memory + 576);
	gx_sink_drop(&sink);
}
END_TEST

START_TEST(what_is_elsewhere_is_copied)
{
	uint8_t *memory = begin();
	size_t at = GX_LZMA_WINDOW_LEAD + (size_t)_i;

	hand_out(memory, at, "first ", "first ");
	ck_assert_ptr_ne(sink.data, memory + at);
	hand_out(memory, at + 6, "second", "second");
	end(memory, "first second");
}
END_TEST

START_TEST(what_is_not_the_same_is_copied)
{
	uint8_t *memory = begin();

	hand_out(memory, 576, "first ", "first ");
	hand_out(memory, 576 + 6, "second", "SECOND");
	hand_out(memory, 576 + 12, " third", " third");
	end(memory, "first SECOND third");
}
END_TEST

START_TEST(only_the_first_large_piece_is_the_dictionary)
{
	uint8_t *memory = begin();
	uint8_t *other = gx_lzma_window_alloc(&window, 1, 20000);

	ck_assert_ptr_ne(other, memory);
	memset(other, 'x', 20000);
	hand_out(memory, 0, "first ", "first ");
	gx_lzma_window_free(&window, other);
	gx_lzma_window_free(&window, NULL);
	end(memory, "first ");
}
END_TEST

START_TEST(a_copy_needs_memory)
{
	uint8_t *memory = begin();
	size_t room = 100;

	hand_out(memory, 576, "first ", "first ");
	memcpy(gx_lzma_window_piece(&window, sink.data + sink.len, &room), "other", 5);
	heap.fails = 1;
	ck_assert_int_eq(gx_lzma_window_took(&window, 5), GOPX_E_NOMEM);
	end(memory, "first ");
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *s = suite_create("lzma window");
	TCase *tc = tcase_create("window");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, the_output_is_there_once);
	tcase_add_test(tc, the_output_of_a_smaller_stream_is_there_once);
	tcase_add_test(tc, the_dictionary_may_be_smaller_than_the_output);
	tcase_add_test(tc, a_start_that_is_at_many_places_is_none);
	tcase_add_test(tc, a_cut_stream_gives_its_start);
	tcase_add_test(tc, nothing_comes_of_no_stream);
	tcase_add_test(tc, the_limit_is_the_room);
	tcase_add_test(tc, each_allocation_may_fail);
	tcase_add_test(tc, only_the_first_large_piece_is_the_dictionary);
	tcase_add_test(tc, a_copy_needs_memory);
	tcase_add_loop_test(tc, any_start_is_found, 0, sizeof(leads) / sizeof(leads[0]));
	tcase_add_test(tc, what_leaves_room_for_a_header_is_not_moved);
	tcase_add_loop_test(tc, what_is_elsewhere_is_copied, 0, 2);
	tcase_add_test(tc, what_is_not_the_same_is_copied);
	suite_add_tcase(s, tc);
	return s;
}
