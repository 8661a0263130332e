/* SPDX-License-Identifier: BSD-2-Clause */
/* test_tiano_bad.c - invalid Tiano blocks, made field by field */
#include <string.h>

#include "codec/tiano.h"
#include "tiano_block.h"
#include "unit.h"

static struct gx_arena arena;
static struct gx_sink sink;
static struct tiano_writer w;
static uint8_t stream[4096];

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

static const struct {
	uint8_t lengths[8];
	unsigned count;
} bad_codes[] = {
	{ { 1, 1, 1 }, 3 },     /* there are only two codes of 1 bit */
	{ { 1, 2, 2, 16 }, 4 }, /* no code of 16 bits is left */
	{ { 1 }, 1 },           /* a set of one symbol has no code lengths */
	{ { 0, 2, 2, 2 }, 4 },  /* the bits 11 stand for no symbol */
	{ { 2, 2, 2, 3 }, 4 },  /* the bits 111 stand for no symbol */
	{ { 0 }, 1 },           /* no symbols at all */
	{ { 0, 0, 0, 0, 0 }, 5 },
	/* Codes have at most 16 bits. The Extra Set cannot state the length 17. */
	{ { 1, 17, 17 }, 3 },
	{ { 1, 2, 31, 0, 0, 0, 2 }, 7 },
};

enum { BAD = sizeof(bad_codes) / sizeof(bad_codes[0]), BAD_TOO_LONG = 2 };

START_TEST(bad_extra_code)
{
	begin(1);
	tiano_put(&w, 16, 1);
	tiano_put_lengths(&w, 5, 3, bad_codes[_i].lengths, bad_codes[_i].count);
	tiano_put_single(&w, 9, 'a');
	tiano_put_single(&w, 5, 0);
	ck_assert_int_eq(finish(), GOPX_E_CORRUPT);
	ck_assert_uint_eq(sink.len, 0);
}
END_TEST

START_TEST(bad_position_code)
{
	begin(1);
	tiano_put(&w, 16, 1);
	tiano_put_single(&w, 5, 0);
	tiano_put_single(&w, 9, 'a');
	tiano_put_lengths(&w, 5, 0, bad_codes[_i].lengths, bad_codes[_i].count);
	ck_assert_int_eq(finish(), GOPX_E_CORRUPT);
}
END_TEST

START_TEST(bad_charlen_code)
{
	begin(1);
	tiano_put(&w, 16, 1);
	tiano_put_charlen(&w, 'a', bad_codes[_i].lengths, bad_codes[_i].count);
	tiano_put_single(&w, 5, 0);
	ck_assert_int_eq(finish(), GOPX_E_CORRUPT);
}
END_TEST

/*
 * There are more symbols than the set may have. Otherwise, the codes would be valid,
 * because they are complete: 12 / 16 + 8 / 32 = 1, and 510 / 512 + 1 / 256 = 1.
 */
START_TEST(more_symbols_than_the_set_has)
{
	static const uint8_t extra[20 + 3] = {
		4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 5, 5, 5, 5, 5, 5, 5, 5,
	};
	uint8_t charlen[511];

	begin(1);
	tiano_put(&w, 16, 1);
	tiano_put_lengths(&w, 5, 3, extra, 20);
	tiano_put_single(&w, 9, 'a');
	tiano_put_single(&w, 5, 0);
	ck_assert_int_eq(finish(), GOPX_E_CORRUPT);

	memset(charlen, 9, sizeof(charlen));
	charlen[0] = 8;
	begin(1);
	tiano_put(&w, 16, 1);
	tiano_put_charlen(&w, 0, charlen, sizeof(charlen));
	tiano_put_single(&w, 5, 0);
	tiano_put(&w, 8, 0);
	ck_assert_int_eq(finish(), GOPX_E_CORRUPT);
}
END_TEST

START_TEST(only_symbol_that_the_set_has_not)
{
	begin(1);
	tiano_put(&w, 16, 1);
	tiano_put_single(&w, 5, TIANO_EXTRA_COUNT);
	tiano_put_single(&w, 9, 'a');
	tiano_put_single(&w, 5, 0);
	ck_assert_int_eq(finish(), GOPX_E_CORRUPT);

	begin(1 + 257);
	tiano_put_header(&w, 1, 'a', 0);
	tiano_put_header(&w, 1, STRING_OF_256 + 1, 0);
	ck_assert_int_eq(finish(), GOPX_E_CORRUPT);

	begin(1);
	tiano_put_header(&w, 1, 'a', 31);
	ck_assert_int_eq(finish(), GOPX_E_CORRUPT);
	begin(1);
	tiano_put_header(&w, 1, 'a', 30);
	ck_assert_int_eq(finish(), GOPX_OK);
}
END_TEST

/*
 * The stream states two lengths, and then a run of 'zeros' zeros. The array has room for
 * all of them, or for one zero less, which is invalid.
 */
START_TEST(zero_lengths_past_the_array)
{
	static const struct {
		unsigned symbol, bits, value, zeros;
	} runs[] = { { 1, 4, 15, 18 }, { 2, 9, 100, 120 } };

	for (unsigned i = 0; i < 4; i++) {
		begin(1);
		tiano_put(&w, 16, 1);
		tiano_put_lengths(&w, 5, 3, tiano_extra_lengths, TIANO_EXTRA_COUNT);
		tiano_put(&w, 9, 2 + runs[i / 2].zeros - i % 2);
		tiano_put_extra(&w, 1 + 2);
		tiano_put_extra(&w, 1 + 2);
		tiano_put_extra(&w, runs[i / 2].symbol);
		tiano_put(&w, runs[i / 2].bits, runs[i / 2].value);
		tiano_put_single(&w, 5, 0);
		tiano_put(&w, 1, 0);
		ck_assert_int_eq(finish(), i % 2 ? GOPX_E_CORRUPT : GOPX_OK);
	}
}
END_TEST

START_TEST(block_of_no_symbols)
{
	begin(1);
	tiano_put_header(&w, 0, 'a', 0);
	ck_assert_int_eq(finish(), GOPX_E_CORRUPT);
	ck_assert_uint_eq(sink.len, 0);
}
END_TEST

/*
 * A string is copied from before the start of the output: first at the end of the output,
 * and then far from its end.
 */
START_TEST(string_from_before_the_start)
{
	begin(3);
	tiano_put_header(&w, 1, STRING_OF_3, 0);
	ck_assert_int_eq(finish(), GOPX_E_CORRUPT);
	ck_assert_uint_eq(sink.len, 0);

	for (uint32_t position = 3; position <= 4; position++) {
		begin(4 + 600);
		tiano_put_header(&w, 4, 'a', 0);
		tiano_put_header(&w, 200, STRING_OF_3, position == 3 ? 2 : 3);
		for (int i = 0; i < 200; i++)
			tiano_put(&w, position == 3 ? 1 : 2, position);
		ck_assert_int_eq(finish(), position == 3 ? GOPX_OK : GOPX_E_CORRUPT);
		ck_assert_uint_eq(sink.len, position == 3 ? 604 : 4);
		ck_assert_mem_eq(sink.data, "aaaa", 4);
	}
}
END_TEST

START_TEST(string_past_the_end)
{
	begin(3);
	tiano_put_header(&w, 1, 'a', 0);
	tiano_put_header(&w, 1, STRING_OF_3, 0);
	ck_assert_int_eq(finish(), GOPX_E_CORRUPT);
	ck_assert_uint_eq(sink.len, 3);
	ck_assert_mem_eq(sink.data, "aaa", 3);
}
END_TEST

START_TEST(block_past_the_end)
{
	begin(3);
	tiano_put_header(&w, 4, 'a', 0);
	ck_assert_int_eq(finish(), GOPX_E_CORRUPT);
	ck_assert_uint_eq(sink.len, 3);
}
END_TEST

/*
 * The input ends in symbols whose codes are as long as possible. The decoder must report
 * this, and not continue with zeros instead of the missing bits.
 */
START_TEST(cut_in_the_longest_symbols)
{
	static const uint8_t charlen[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 11 };
	uint8_t position[31] = { 0 };
	size_t n;

	for (uint8_t i = 0; i < 17; i++)
		position[14 + i] = i < 16 ? i + 1 : 16;
	begin(1000);
	tiano_put(&w, 16, 3);
	tiano_put_charlen(&w, STRING_OF_3 - 11, charlen, 12);
	tiano_put_lengths(&w, 5, 0, position, 31);
	for (int i = 0; i < 2; i++)
		tiano_put_code(&w, charlen, 12, 10);
	tiano_put_code(&w, charlen, 12, 11);
	tiano_put_code(&w, position, 31, 30);
	tiano_put(&w, 29, 0);
	n = (w.bits - 1) / 8; /* at least one bit is missing */
	/* The string starts before the output. */
	ck_assert_int_eq(finish(), GOPX_E_CORRUPT);
	for (; n > 20; n--) {
		gx_sink_drop(&sink);
		ck_assert_int_eq(gx_tiano_decode(gx_span(stream, n), &sink),
				 GOPX_E_TRUNCATED);
	}
}
END_TEST

/* A length is stated by a number of 1 bits. Here, the 1 bits never end. */
START_TEST(length_without_end)
{
	begin(1);
	tiano_put(&w, 16, 1);
	tiano_put(&w, 5, 4);
	while (w.bits < 8 * 100)
		tiano_put(&w, 1, 1);
	gx_sink_drop(&sink);
	stream[0] = 100; /* packed */
	ck_assert_int_eq(gx_tiano_decode(gx_span(stream, 100), &sink), GOPX_E_CORRUPT);
}
END_TEST

/* These codes would be valid if lengths of 17 counted as 16. */
START_TEST(lengths_over_16)
{
	static const uint8_t lengths[17 + 3] = { 1,  2,  3,  4,  5,  6,  7,  8, 9,
						 10, 11, 12, 13, 14, 15, 17, 17 };

	begin(1);
	tiano_put(&w, 16, 1);
	tiano_put_lengths(&w, 5, 3, lengths, 17);
	tiano_put_single(&w, 9, 'a');
	tiano_put_single(&w, 5, 0);
	ck_assert_int_eq(finish(), GOPX_E_CORRUPT);
	begin(1);
	tiano_put(&w, 16, 1);
	tiano_put_single(&w, 5, 0);
	tiano_put_single(&w, 9, 'a');
	tiano_put_lengths(&w, 5, 0, lengths, 17);
	ck_assert_int_eq(finish(), GOPX_E_CORRUPT);
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *s = suite_create("tiano_bad");
	TCase *t = tcase_create("blocks");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, bad_extra_code, 0, BAD);
	tcase_add_loop_test(t, bad_position_code, 0, BAD);
	tcase_add_loop_test(t, bad_charlen_code, 0, BAD - BAD_TOO_LONG);
	tcase_add_test(t, more_symbols_than_the_set_has);
	tcase_add_test(t, only_symbol_that_the_set_has_not);
	tcase_add_test(t, zero_lengths_past_the_array);
	tcase_add_test(t, block_of_no_symbols);
	tcase_add_test(t, string_from_before_the_start);
	tcase_add_test(t, string_past_the_end);
	tcase_add_test(t, block_past_the_end);
	tcase_add_test(t, cut_in_the_longest_symbols);
	tcase_add_test(t, length_without_end);
	tcase_add_test(t, lengths_over_16);
	suite_add_tcase(s, t);
	return s;
}
