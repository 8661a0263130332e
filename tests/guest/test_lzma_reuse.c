/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * test_lzma_reuse.c - streams that reuse the symbols of an old stream: liblzma unpacks
 * them to the new text
 */
#include "build/lzma_reuse.h"

#include <lzma.h>
#include <stdlib.h>
#include <string.h>

#include "base/sink.h"
#include "build/lzma_symbols.h"
#include "codec/lzma.h"
#include "unit.h"

#define SIZE 60000

static const struct gx_progress quiet = { NULL, NULL };

static uint32_t next_random(uint32_t *x)
{
	*x = *x * 1664525 + 1013904223;
	return *x >> 8;
}

/*
 * Make a text that needs all kinds of symbols: it has repeated words, near and far
 * copies, noise and runs.
 */
static void make_text(uint8_t *text, size_t size, uint32_t seed)
{
	size_t at = 0;

	while (at < size) {
		uint32_t kind = next_random(&seed) % 8,
			 len = next_random(&seed) % 300 + 1;
		uint32_t dist = at ? next_random(&seed) % (uint32_t)at + 1 : 1;

		for (; len && at < size; len--, at++) {
			if (kind < 2)
				text[at] = (uint8_t)next_random(&seed);
			else if (kind < 3 || !at)
				text[at] = 0xff;
			else if (kind < 4 && len % 17 == 0)
				text[at] = (uint8_t)len;
			else
				text[at] = text[at - dist];
		}
	}
}

struct old {
	uint8_t text[SIZE], packed[SIZE + 4096];
	size_t size; /* of the packed stream */
};

/* Make the old stream, with properties that another encoder may use. */
static void pack_old(struct old *o, uint32_t lc, uint32_t lp, uint32_t pb, uint32_t dict)
{
	lzma_options_lzma opt;
	lzma_filter chain[2] = { { LZMA_FILTER_LZMA1EXT, &opt },
				 { LZMA_VLI_UNKNOWN, NULL } };

	ck_assert(!lzma_lzma_preset(&opt, 6));
	opt.lc = lc;
	opt.lp = lp;
	opt.pb = pb;
	opt.dict_size = dict;
	opt.ext_flags = 0;
	lzma_set_ext_size(opt, SIZE);
	o->size = GX_LZMA_HEADER_SIZE;
	ck_assert_int_eq(lzma_raw_buffer_encode(chain, NULL, o->text, SIZE, o->packed,
						&o->size, sizeof(o->packed)),
			 LZMA_OK);
	o->packed[0] = (uint8_t)((pb * 5 + lp) * 9 + lc);
	for (int i = 0; i < 4; i++)
		o->packed[1 + i] = (uint8_t)(dict >> 8 * i);
	for (int i = 0; i < 8; i++)
		o->packed[5 + i] = (uint8_t)((uint64_t)SIZE >> 8 * i);
}

static enum gopx_status reuse(const struct old *o, const uint8_t *now, uint8_t *out,
			      uint64_t room, uint64_t *size)
{
	const struct gx_lzma_change change = { gx_span(o->packed, o->size),
					       gx_span(o->text, SIZE),
					       gx_span(now, SIZE) };
	struct gx_allocator allocator = { 0 };
	struct gx_arena arena;
	enum gopx_status status;

	gx_arena_init(&arena, &allocator);
	status = gx_lzma_reuse(&change, &arena, &quiet, out, room, size);
	gx_arena_fini(&arena);
	return status;
}

static void check_unpacks_to(struct gx_span packed, const uint8_t *now)
{
	struct gx_allocator allocator = { 0 };
	struct gx_arena arena;
	struct gx_sink sink = { .arena = &arena, .limit = SIZE };

	gx_arena_init(&arena, &allocator);
	ck_assert_int_eq(gx_lzma_decode(packed, &sink), GOPX_OK);
	ck_assert(gx_span_equal(gx_sink_end(&sink), gx_span(now, SIZE)));
	gx_arena_fini(&arena);
}

static const struct {
	uint32_t lc, lp, pb, dict;
} forms[] = {
	{ 3, 0, 2, 1 << 23 }, { 0, 0, 0, 1 << 16 }, { 4, 0, 4, 1 << 16 },
	{ 0, 4, 0, 1 << 16 }, { 1, 3, 2, 1 << 14 }, { 3, 0, 2, 4096 },
};

#define FORMS (sizeof(forms) / sizeof(forms[0]))

static struct old *make_old(size_t form, uint32_t seed)
{
	struct old *o = calloc(1, sizeof(*o));

	make_text(o->text, SIZE, seed);
	pack_old(o, forms[form].lc, forms[form].lp, forms[form].pb, forms[form].dict);
	return o;
}

/* If the text did not change, the new stream is equal to the old stream. */
START_TEST(without_a_change_the_stream_is_the_old_one)
{
	for (uint32_t seed = 0; seed < 3; seed++) {
		struct old *o = make_old((size_t)_i, seed);
		uint8_t *out = malloc(o->size);
		uint64_t size;

		ck_assert_int_eq(reuse(o, o->text, out, o->size, &size), GOPX_OK);
		ck_assert_uint_eq(size, o->size);
		ck_assert_mem_eq(out, o->packed, o->size);
		free(out);
		free(o);
	}
}
END_TEST

START_TEST(a_changed_text_is_what_it_unpacks_to)
{
	uint32_t x = (uint32_t)_i;

	for (uint32_t seed = 0; seed < 8; seed++) {
		struct old *o = make_old((size_t)_i, seed);
		uint8_t *now = malloc(SIZE), *out = malloc(sizeof(o->packed));
		size_t at = next_random(&x) % SIZE, len = next_random(&x) % 9000;
		uint64_t size;

		memcpy(now, o->text, SIZE);
		len = len < SIZE - at ? len : SIZE - at;
		make_text(now + at, len, seed + 100);
		ck_assert_int_eq(reuse(o, now, out, sizeof(o->packed), &size), GOPX_OK);
		check_unpacks_to(gx_span(out, size), now);
		/*
		 * In the worst case, the changed part does not compress. Then the stream
		 * grows by little more than the size of this part.
		 */
		ck_assert_uint_le(size, o->size + len + len / 8 + 1024);
		free(now);
		free(out);
		free(o);
	}
}
END_TEST

/* Up to the change, the new stream has the same bytes as the old stream. */
START_TEST(the_stream_before_the_change_stays)
{
	struct old *o = make_old(0, 5);
	uint8_t *now = malloc(SIZE), *out = malloc(sizeof(o->packed));
	uint64_t size, same = 0;

	memcpy(now, o->text, SIZE);
	memset(now + SIZE / 2, 0x5a, 64);
	ck_assert_int_eq(reuse(o, now, out, sizeof(o->packed), &size), GOPX_OK);
	while (same < size && (same - 5 < 8 || out[same] == o->packed[same]))
		same++;
	ck_assert_uint_gt(same, o->size / 4);
	free(now);
	free(out);
	free(o);
}
END_TEST

START_TEST(no_byte_is_written_past_the_room)
{
	struct old *o = make_old(0, 3);
	uint64_t size;

	for (size_t room = 0; room < o->size; room += room < 32 ? 1 : 997) {
		uint8_t *out = malloc(room + !room);

		ck_assert_int_eq(reuse(o, o->text, out, room, &size), GOPX_E_LIMIT);
		ck_assert_uint_eq(size, 0);
		free(out);
	}
	free(o);
}
END_TEST

/* A damaged old stream is refused, or the new stream has the right text nevertheless. */
START_TEST(an_old_stream_may_lie)
{
	struct old *o = make_old((size_t)_i, 9);
	uint8_t *out = malloc(sizeof(o->packed));
	const size_t whole = o->size;
	uint32_t x = 1;
	uint64_t size;

	for (int i = 0; i < 120; i++) {
		size_t at = next_random(&x) % whole;
		uint8_t bit = (uint8_t)(1 << next_random(&x) % 8);
		enum gopx_status status;

		o->size = i % 4 ? whole : at;
		o->packed[at] ^= bit;
		status = reuse(o, o->text, out, sizeof(o->packed), &size);
		o->packed[at] ^= bit;
		ck_assert(status == GOPX_OK || status == GOPX_E_UNSUPPORTED ||
			  status == GOPX_E_LIMIT);
		if (status == GOPX_OK)
			check_unpacks_to(gx_span(out, size), o->text);
	}
	free(out);
	free(o);
}
END_TEST

START_TEST(other_forms_are_left_to_the_encoder)
{
	struct old *o = make_old(0, 1);
	uint8_t *out = malloc(sizeof(o->packed));
	uint64_t size;

	for (unsigned int properties = 0; properties < 256; properties++) {
		bool known = properties < 225 && properties % 9 + properties / 9 % 5 <= 4;

		o->packed[0] = (uint8_t)properties;
		if (!known)
			ck_assert_int_eq(reuse(o, o->text, out, sizeof(o->packed), &size),
					 GOPX_E_UNSUPPORTED);
	}
	free(out);
	free(o);
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *suite = suite_create("lzma_reuse");
	TCase *tc = tcase_create("lzma_reuse");

	tcase_add_loop_test(tc, without_a_change_the_stream_is_the_old_one, 0, FORMS);
	tcase_add_loop_test(tc, a_changed_text_is_what_it_unpacks_to, 0, FORMS);
	tcase_add_test(tc, the_stream_before_the_change_stays);
	tcase_add_test(tc, no_byte_is_written_past_the_room);
	tcase_add_loop_test(tc, an_old_stream_may_lie, 0, FORMS);
	tcase_add_test(tc, other_forms_are_left_to_the_encoder);
	suite_add_tcase(suite, tc);
	return suite;
}
