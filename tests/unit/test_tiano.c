/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * test_tiano.c - complete Tiano and EFI 1.1 streams: packed and unpacked, truncated,
 * changed, limited
 */
#include <stdlib.h>
#include <string.h>

#include "codec/tiano.h"
#include "tiano_encode.h"
#include "unit.h"

enum { MIB = 1 << 20, INPUT_MAX = 2 * MIB, VARIANTS = 2 };

typedef enum gopx_status (*decode_fn)(struct gx_span in, struct gx_sink *sink);

static const struct {
	decode_fn decode;
	int position_bits;
	size_t window;
} variants[VARIANTS] = {
	{ gx_efi11_decode, 4, 8 << 10 },
	{ gx_tiano_decode, 5, 512 << 10 },
};

static struct gx_arena arena;
static struct gx_sink sink;

static void setup(void)
{
	gx_arena_init(&arena, &(struct gx_allocator){ 0 });
	sink = (struct gx_sink){ .arena = &arena, .limit = INPUT_MAX };
}

static void teardown(void)
{
	gx_arena_fini(&arena);
}

/* Clear the sink, and decode the first n bytes, from a heap block of exactly n bytes. */
static enum gopx_status decode_head(decode_fn decode, const uint8_t *in, size_t n)
{
	uint8_t *exact = malloc(n ? n : 1);
	enum gopx_status status;

	ck_assert_ptr_nonnull(exact);
	memcpy(exact, in, n);
	gx_sink_drop(&sink);
	status = decode(gx_span(exact, n), &sink);
	free(exact);
	ck_assert_uint_le(sink.len, sink.cap);
	return status;
}

/* ---- inputs ----------------------------------------------------------- */

static uint32_t next_random(uint32_t *state)
{
	*state = *state * 1664525 + 1013904223;
	return *state >> 8;
}

static void fill_random(uint8_t *to, size_t n)
{
	uint32_t state = 1;

	for (size_t i = 0; i < n; i++)
		to[i] = (uint8_t)next_random(&state);
}

static size_t make_one(uint8_t *to, size_t window)
{
	(void)window;
	to[0] = 'x';
	return 1;
}

static size_t make_zeros(uint8_t *to, size_t window)
{
	(void)window;
	memset(to, 0, MIB);
	return MIB;
}

/* Almost no string repeats in random bytes: the stream consists of characters. */
static size_t make_noise(uint8_t *to, size_t window)
{
	(void)window;
	fill_random(to, 200000);
	return 200000;
}

static size_t make_text(uint8_t *to, size_t window)
{
	static const char *const words[] = { "volume ", "file ",  "section ", "body\n",
					     "driver ", "table ", "of ",      "the " };
	uint32_t state = 7;
	size_t n = 0;

	(void)window;
	while (n < 150000) {
		const char *word = words[next_random(&state) % 8];

		memcpy(to + n, word, strlen(word));
		n += strlen(word);
	}
	return n;
}

/*
 * Make strings that overlap themselves, with all distances for which the decoder has a
 * special way to copy.
 */
static size_t make_periods(uint8_t *to, size_t window)
{
	size_t n = 0;

	(void)window;
	for (size_t period = 1; period <= 40; period++) {
		fill_random(to + n, period);
		to[n] = (uint8_t)period;
		n += period;
		for (size_t i = 0; i < 700; i++, n++)
			to[n] = to[n - period];
	}
	return n;
}

/*
 * Make a text whose characters occur 1, 1, 2, 3, 5, 8... times. If the encoder did not
 * limit the lengths of its Huffman codes, some would have more than 16 bits.
 */
static size_t make_fibonacci(uint8_t *to, size_t window)
{
	size_t a = 1, b = 1, n = 0;
	uint32_t state = 3;

	(void)window;
	for (unsigned i = 0; i < 20; i++) {
		memset(to + n, (int)(i * 11), a);
		n += a;
		b += a;
		a = b - a;
	}
	for (size_t i = n - 1; i; i--) {
		size_t k = next_random(&state) % (i + 1);
		uint8_t swap = to[i];

		to[i] = to[k];
		to[k] = swap;
	}
	return n;
}

/*
 * Make a text whose second half repeats the first half, at the distance of a whole
 * window.
 */
static size_t make_far(uint8_t *to, size_t window)
{
	fill_random(to, window);
	memcpy(to + window, to, window);
	return 2 * window;
}

static size_t (*const makers[])(uint8_t *to, size_t window) = {
	make_one,     make_zeros,     make_noise, make_text,
	make_periods, make_fibonacci, make_far,
};

enum { MAKERS = sizeof(makers) / sizeof(makers[0]) };

/* ---- tests ------------------------------------------------------------ */

START_TEST(round_trip)
{
	size_t v = (size_t)_i % VARIANTS;
	size_t other = 1 - v;
	uint8_t *in = malloc(INPUT_MAX);
	uint8_t *packed = malloc(INPUT_MAX);
	size_t len = makers[_i / VARIANTS](in, variants[v].window);
	size_t n = gx_tiano_encode(in, len, variants[v].position_bits, packed, INPUT_MAX);
	uint64_t size;

	ck_assert_uint_ne(n, 0);
	ck_assert_int_eq(gx_tiano_size(gx_span(packed, n), &size), GOPX_OK);
	ck_assert_uint_eq(size, len);
	ck_assert_int_eq(decode_head(variants[v].decode, packed, n), GOPX_OK);
	ck_assert_uint_eq(sink.len, len);
	ck_assert_mem_eq(sink.data, in, len);
	/*
	 * The second half of make_far()'s text needs almost no bits, because it repeats
	 * the first half.
	 */
	if (makers[_i / VARIANTS] == make_far)
		ck_assert_uint_lt(n, len / 2 + len / 20);
	/*
	 * The variants differ only in the Position Set. So the other variant refuses the
	 * stream, except that of make_one().
	 */
	if (makers[_i / VARIANTS] != make_one)
		ck_assert_int_ne(decode_head(variants[other].decode, packed, n), GOPX_OK);
	free(packed);
	free(in);
}
END_TEST

START_TEST(every_prefix)
{
	uint8_t in[INPUT_MAX / 8];
	uint8_t packed[4096];
	size_t len = 3000;
	size_t n;

	make_text(in, 0);
	n = gx_tiano_encode(in, len, variants[_i].position_bits, packed, sizeof(packed));
	ck_assert_uint_gt(n, 300);
	for (size_t cut = 0; cut <= n; cut++) {
		enum gopx_status want = GOPX_E_TRUNCATED;

		if (cut < 8)
			want = GOPX_E_FORMAT;
		else if (cut >= n - 1) /* no code uses the last byte */
			want = GOPX_OK;
		ck_assert_int_eq(decode_head(variants[_i].decode, packed, cut), want);
		ck_assert(sink.len == len || want != GOPX_OK);
		ck_assert_mem_eq(sink.data ? sink.data : in, in, sink.len);
	}
}
END_TEST

START_TEST(every_bit_flipped)
{
	uint8_t in[INPUT_MAX / 8];
	uint8_t packed[1024];
	size_t refused = 0;
	size_t n;

	make_text(in, 0);
	n = gx_tiano_encode(in, 600, variants[_i].position_bits, packed, sizeof(packed));
	ck_assert_uint_gt(n, 100);
	for (size_t bit = 0; bit < n * 8; bit++) {
		uint64_t size;
		enum gopx_status status;

		packed[bit / 8] ^= (uint8_t)(1U << bit % 8);
		status = decode_head(variants[_i].decode, packed, n);
		ck_assert_int_eq(gx_tiano_size(gx_span(packed, n), &size), GOPX_OK);
		ck_assert(status == GOPX_OK || status == GOPX_E_TRUNCATED ||
			  status == GOPX_E_CORRUPT || status == GOPX_E_LIMIT);
		ck_assert(status != GOPX_OK || sink.len == size);
		ck_assert((status == GOPX_E_LIMIT) == (size > INPUT_MAX));
		refused += status != GOPX_OK;
		packed[bit / 8] ^= (uint8_t)(1U << bit % 8);
	}
	ck_assert_uint_gt(refused, n);
}
END_TEST

START_TEST(header_that_cannot_be)
{
	static const uint8_t no_packed[] = { 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0 };
	static const uint8_t no_unpacked[] = { 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 };
	const struct gx_span bad[] = {
		gx_span(NULL, 0),
		gx_span("\1\0\0\0\1\0\0", 7),
		gx_span(no_packed, sizeof(no_packed)),
		gx_span(no_unpacked, sizeof(no_unpacked)),
	};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		uint64_t size = 1;

		ck_assert_int_eq(gx_tiano_size(bad[i], &size), GOPX_E_FORMAT);
		ck_assert_uint_eq(size, 0);
		ck_assert_int_eq(variants[_i].decode(bad[i], &sink), GOPX_E_FORMAT);
		ck_assert_uint_eq(sink.len, 0);
	}
}
END_TEST

START_TEST(size_over_the_limit)
{
	uint8_t packed[64];
	size_t n = gx_tiano_encode((const uint8_t *)"abc", 3, variants[_i].position_bits,
				   packed, sizeof(packed));

	memset(packed + 4, 0xff, 4); /* unpacked: 4 GiB - 1 */
	ck_assert_int_eq(decode_head(variants[_i].decode, packed, n), GOPX_E_LIMIT);
	ck_assert_uint_eq(sink.cap, 0);
	sink.limit = 2;
	memcpy(packed + 4, "\3\0\0\0", 4);
	ck_assert_int_eq(decode_head(variants[_i].decode, packed, n), GOPX_E_LIMIT);
	sink.limit = 3;
	ck_assert_int_eq(decode_head(variants[_i].decode, packed, n), GOPX_OK);
}
END_TEST

static void *no_memory(void *ctx, size_t size)
{
	(void)ctx;
	(void)size;
	return NULL;
}

static void free_nothing(void *ctx, void *ptr)
{
	(void)ctx;
	(void)ptr;
}

START_TEST(no_memory_for_output)
{
	const struct gx_allocator none = { no_memory, free_nothing, NULL };
	uint8_t packed[64];
	size_t n = gx_tiano_encode((const uint8_t *)"abc", 3, variants[_i].position_bits,
				   packed, sizeof(packed));

	gx_arena_init(&arena, &none);
	ck_assert_int_eq(decode_head(variants[_i].decode, packed, n), GOPX_E_NOMEM);
	ck_assert_uint_eq(sink.len, 0);
}
END_TEST

/* The header states the packed size. More input may follow the stream, and is ignored. */
START_TEST(packed_size_and_input)
{
	decode_fn decode = variants[_i].decode;
	uint8_t in[300];
	uint8_t packed[1024] = { 0 };
	size_t n;

	fill_random(in, sizeof(in));
	n = gx_tiano_encode(in, sizeof(in), variants[_i].position_bits, packed,
			    sizeof(packed));
	ck_assert_uint_gt(n, 256 + 8);
	ck_assert_int_eq(decode_head(decode, packed, n + 100), GOPX_OK);
	memset(packed, 0xff, 4);
	ck_assert_int_eq(decode_head(decode, packed, n), GOPX_OK);
	ck_assert_mem_eq(sink.data, in, sizeof(in));
	memcpy(packed, "\0\1\0\0", 4); /* 256: the stream needs more bytes */
	ck_assert_int_eq(decode_head(decode, packed, n), GOPX_E_TRUNCATED);
	ck_assert_uint_lt(sink.len, sizeof(in));
	ck_assert_mem_eq(sink.data, in, sink.len);
}
END_TEST

START_TEST(encoder_without_room)
{
	uint8_t in[1000];
	uint8_t packed[2048];
	size_t n;

	fill_random(in, sizeof(in));
	n = gx_tiano_encode(in, sizeof(in), variants[_i].position_bits, packed,
			    sizeof(packed));
	ck_assert_uint_ne(n, 0);
	for (size_t cap = 0; cap < n; cap++)
		ck_assert_uint_eq(gx_tiano_encode(in, sizeof(in),
						  variants[_i].position_bits, packed,
						  cap),
				  0);
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *s = suite_create("tiano");
	TCase *t = tcase_create("streams");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, round_trip, 0, MAKERS * VARIANTS);
	tcase_add_loop_test(t, every_prefix, 0, VARIANTS);
	tcase_add_loop_test(t, every_bit_flipped, 0, VARIANTS);
	tcase_add_loop_test(t, header_that_cannot_be, 0, VARIANTS);
	tcase_add_loop_test(t, size_over_the_limit, 0, VARIANTS);
	tcase_add_loop_test(t, no_memory_for_output, 0, VARIANTS);
	tcase_add_loop_test(t, packed_size_and_input, 0, VARIANTS);
	tcase_add_loop_test(t, encoder_without_room, 0, VARIANTS);
	suite_add_tcase(s, t);
	return s;
}
