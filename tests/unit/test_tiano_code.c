/* SPDX-License-Identifier: BSD-2-Clause */
/* test_tiano_code.c - Tiano blocks made field by field, with every possible code */
#include <string.h>

#include "codec/tiano.h"
#include "tiano_block.h"
#include "unit.h"

static struct gx_arena arena;
static struct gx_sink sink;
static struct tiano_writer w;
static uint8_t stream[1 << 17];

static void setup(void)
{
	gx_arena_init(&arena, &(struct gx_allocator){ 0 });
	sink = (struct gx_sink){ .arena = &arena, .limit = 1 << 20 };
}

static void teardown(void)
{
	gx_arena_fini(&arena);
}

static enum gopx_status finish(void)
{
	size_t n = tiano_end(&w);

	ck_assert_uint_ne(n, 0);
	gx_sink_drop(&sink);
	return gx_tiano_decode(gx_span(stream, n), &sink);
}

static void begin(uint32_t unpacked)
{
	tiano_begin(&w, stream, sizeof(stream), unpacked);
}

enum { STRING_OF_3 = 256, STRING_OF_256 = 509 };

/* The lengths of the codes: 1, 2, 3 ... 15, 16, 16. */
static const uint8_t stairs[17 + 3] = { 1,  2,  3,  4,  5,  6,  7,  8, 9,
					10, 11, 12, 13, 14, 15, 16, 16 };

/* Decode a code of each length, with 16 codes of one bit (0) after it. */
START_TEST(codes_of_every_length)
{
	begin(17 * 17 + 17);
	tiano_put(&w, 16, 17 * 17 + 17);
	tiano_put_charlen(&w, 'a', stairs, 17);
	tiano_put_single(&w, 5, 0);
	for (unsigned i = 0; i < 17; i++) {
		tiano_put_code(&w, stairs, 17, i);
		tiano_put(&w, 16, 0); /* 'a' has the code 0 */
	}
	for (unsigned i = 17; i--;)
		tiano_put_code(&w, stairs, 17, i);
	ck_assert_int_eq(finish(), GOPX_OK);
	for (unsigned i = 0; i < 17; i++) {
		ck_assert_uint_eq(sink.data[i * 17], 'a' + i);
		ck_assert_mem_eq(sink.data + i * 17 + 1, "aaaaaaaaaaaaaaaa", 16);
	}
	ck_assert_mem_eq(sink.data + 17 * 17, "qponmlkjihgfedcba", 17);
}
END_TEST

/*
 * Four blocks of 54 bits are exactly 27 bytes. The stream is valid without its
 * terminator, but not if a bit of the blocks is missing.
 */
START_TEST(end_with_the_last_bit)
{
	begin(4);
	for (unsigned i = 0; i < 4; i++)
		tiano_put_header(&w, 1, 'a' + i, 0);
	ck_assert_int_eq(finish(), GOPX_OK);
	gx_sink_drop(&sink);
	ck_assert_int_eq(gx_tiano_decode(gx_span(stream, 8 + 27), &sink), GOPX_OK);
	ck_assert_mem_eq(sink.data, "abcd", 4);
	gx_sink_drop(&sink);
	ck_assert_int_eq(gx_tiano_decode(gx_span(stream, 8 + 26), &sink),
			 GOPX_E_TRUNCATED);
	ck_assert_uint_eq(sink.len, 3);
}
END_TEST

static uint8_t varied(size_t i)
{
	return (uint8_t)(i * 7 + (i >> 8) * 13);
}

/* Put a block of characters. Each code has 8 bits, and neighbouring characters differ. */
static void put_varied(size_t from, size_t count)
{
	uint8_t flat[256];

	memset(flat, 8, sizeof(flat));
	tiano_put(&w, 16, (uint32_t)count);
	tiano_put_charlen(&w, 0, flat, 256);
	tiano_put_single(&w, 5, 0);
	for (size_t i = from; i < from + count; i++)
		tiano_put(&w, 8, varied(i));
}

/*
 * The codes of the positions have every length. All bits after a code are 1, so the
 * distances are 1, 2, 4 ... 65536.
 */
START_TEST(positions_of_every_length)
{
	const size_t before = 65536;

	begin((uint32_t)before + 17 * 3);
	put_varied(0, before / 2);
	put_varied(before / 2, before / 2);
	tiano_put(&w, 16, 17);
	tiano_put_single(&w, 5, 0);
	tiano_put_single(&w, 9, STRING_OF_3);
	tiano_put_lengths(&w, 5, 0, stairs, 17);
	for (unsigned p = 17; p--;) {
		tiano_put_code(&w, stairs, 17, p);
		tiano_put(&w, p ? p - 1 : 0, 0xffffffff);
	}
	ck_assert_int_eq(finish(), GOPX_OK);
	for (size_t i = 0; i < sink.len; i++) {
		size_t k = i - before;

		if (i < before)
			ck_assert_uint_eq(sink.data[i], varied(i));
		else
			ck_assert_uint_eq(sink.data[i], sink.data[i - (before >> k / 3)]);
	}
}
END_TEST

/* After the characters a, b and c, a string is copied from distance 1, 2 or 3. */
START_TEST(distances)
{
	static const char *const want[] = { "abcccc", "abcbcb", "abcabc" };
	static const uint8_t three[] = { 2, 2, 2, 2 };

	for (unsigned position = 0; position < 3; position++) {
		begin(6);
		tiano_put_header(&w, 1, 'a', 0);
		tiano_put_header(&w, 1, 'b', 0);
		tiano_put_header(&w, 1, 'c', 0);
		tiano_put(&w, 16, 1);
		tiano_put_single(&w, 5, 0);
		tiano_put_single(&w, 9, STRING_OF_3);
		tiano_put_lengths(&w, 5, 0, three, 4);
		tiano_put(&w, 2, position);
		if (position == 2)
			tiano_put(&w, 1, 0);
		ck_assert_int_eq(finish(), GOPX_OK);
		ck_assert_mem_eq(sink.data, want[position], 6);
	}
}
END_TEST

/*
 * No encoder uses distances over 512 KiB. But a Position Set with sizes of 5 bits can
 * state them, so they are valid.
 */
START_TEST(position_past_512_kib)
{
	const uint32_t before = 10U * 0xffff;

	begin(before + 4);
	tiano_put_header(&w, 1, 'x', 0);
	for (int i = 0; i < 10; i++)
		tiano_put_header(&w, 0xffff, 'y', 0);
	tiano_put_header(&w, 1, STRING_OF_3, 20);
	tiano_put(&w, 19, before - (1U << 19)); /* position 'before' is the first byte */
	ck_assert_int_eq(finish(), GOPX_OK);
	ck_assert_mem_eq(sink.data + before, "yxyy", 4);
}
END_TEST

START_TEST(symbols_without_bits)
{
	begin(0xffff);
	tiano_put_header(&w, 0xffff, 0xee, 0);
	ck_assert_int_eq(finish(), GOPX_OK);
	ck_assert_uint_eq(sink.len, 0xffff);
	for (size_t i = 0; i < sink.len; i++)
		ck_assert_uint_eq(sink.data[i], 0xee);
	begin(1 + 0x100 * 0xfff);
	tiano_put_header(&w, 1, 'z', 0);
	tiano_put_header(&w, 0xfff, STRING_OF_256, 0);
	ck_assert_int_eq(finish(), GOPX_OK);
	ck_assert_uint_eq(sink.len, 1 + 0x100 * 0xfff);
	ck_assert_mem_eq(sink.data, sink.data + 1, sink.len - 1);
	ck_assert_uint_eq(sink.data[0], 'z');
}
END_TEST

/*
 * After the third length, the stream has a count of zero lengths (0 to 3), even if the
 * array ends there.
 */
START_TEST(pause_at_the_end_of_the_array)
{
	static const uint8_t lengths[6] = { 1, 2, 2, 0, 0, 0 };

	begin(1);
	tiano_put(&w, 16, 1);
	tiano_put_lengths(&w, 5, 3, lengths, 3);
	tiano_put_single(&w, 9, 'a');
	tiano_put_single(&w, 5, 0);
	ck_assert_int_eq(finish(), GOPX_OK);
	ck_assert_uint_eq(sink.data[0], 'a');
}
END_TEST

/*
 * Decode two characters and a string of the maximum length when the output has almost no
 * room left. The blocks after them only provide the input that the fast path requires.
 */
START_TEST(room_runs_out)
{
	enum { A_TO_STRING = STRING_OF_256 - 'a' + 1 };
	uint8_t lengths[A_TO_STRING] = { [0] = 1, [A_TO_STRING - 1] = 1 };

	for (uint32_t more = 0; more < 40; more++) {
		begin(4 + 2 + 256 + more);
		tiano_put_header(&w, 4, 'a', 0);
		tiano_put(&w, 16, 3);
		tiano_put_charlen(&w, 'a', lengths, A_TO_STRING);
		tiano_put_single(&w, 5, more % 4);
		tiano_put(&w, 3, 1); /* a, a, string; then the tail */
		tiano_put(&w, more % 4 > 1 ? more % 4 - 1 : 0, 0);
		for (uint32_t i = 0; i < more; i++)
			tiano_put_header(&w, 1, 'a', 0);
		ck_assert_int_eq(finish(), GOPX_OK);
		ck_assert_uint_eq(sink.data[sink.len - 1], 'a');
		ck_assert_mem_eq(sink.data, sink.data + 1, sink.len - 1);
	}
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *s = suite_create("tiano_code");
	TCase *t = tcase_create("blocks");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, codes_of_every_length);
	tcase_add_test(t, end_with_the_last_bit);
	tcase_add_test(t, positions_of_every_length);
	tcase_add_test(t, distances);
	tcase_add_test(t, position_past_512_kib);
	tcase_add_test(t, symbols_without_bits);
	tcase_add_test(t, pause_at_the_end_of_the_array);
	tcase_add_test(t, room_runs_out);
	suite_add_tcase(s, t);
	return s;
}
