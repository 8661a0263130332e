/* SPDX-License-Identifier: BSD-2-Clause */
/* test_codecs.c - the results of every codec of the table for good and bad streams */
#include <stdlib.h>
#include <string.h>

#include "codec/codec.h"
#include "fwbuild_pack.h"
#include "pack_insyde.h"
#include "pack_vendor.h"
#include "unit.h"

static const struct {
	enum gx_codec_id id;
	fw_pack *pack;
	size_t skip;    /* number of bytes before the stream in the section */
	bool sized;     /* the header states the size */
	bool cut_shows; /* the decoder reports that the last byte is missing */
} codecs[] = {
	{ GX_CODEC_LZMA, pack_lzma, 0, true, false },
	{ GX_CODEC_LZMA, pack_lzma_end_marker, 0, false, true },
	{ GX_CODEC_LZMA, pack_lzma_legacy, 4, true, false },
	{ GX_CODEC_LZMA_X86, pack_lzma_x86, 0, true, false },
	{ GX_CODEC_TIANO, pack_tiano, 0, true, false },
	{ GX_CODEC_EFI11, pack_efi11, 0, true, false },
	{ GX_CODEC_GZIP, pack_gzip, 0, false, true },
	{ GX_CODEC_ZLIB, pack_zlib_amd, 0x100, false, true },
	{ GX_CODEC_DEFLATE, pack_deflate, 0, false, true },
	{ GX_CODEC_BROTLI, pack_brotli, 0, true, false },
	{ GX_CODEC_LZ4, pack_lz4, 0, true, true },
};
#define CODECS (sizeof(codecs) / sizeof(codecs[0]))

#define PLAIN_SIZE 70000

/* Make a text with runs, x86 calls (for the filter) and noise. It is always the same. */
static void make_plain(uint8_t *out, size_t len)
{
	unsigned int seed = 7;

	for (size_t i = 0; i < len; i++) {
		seed = seed * 1103515245 + 12345;
		if (i % 4096 < 2048)
			out[i] = (uint8_t) "\xe8\x10\x20\0\0 call "[i % 11];
		else
			out[i] = i % 4096 < 3072 ? 0xff : (uint8_t)(seed >> 16);
	}
}

struct packed {
	uint8_t plain[PLAIN_SIZE];
	struct fwbytes stream;
	struct gx_span in;
	struct gx_arena arena;
};

static struct packed *setup_packed(int index)
{
	struct packed *p = calloc(1, sizeof(*p));

	make_plain(p->plain, sizeof(p->plain));
	codecs[index].pack(&p->stream, p->plain, sizeof(p->plain));
	p->in = gx_span_tail(gx_span(p->stream.data, p->stream.len), codecs[index].skip);
	gx_arena_init(&p->arena, &(struct gx_allocator){ 0 });
	return p;
}

static void teardown_packed(struct packed *p)
{
	gx_arena_fini(&p->arena);
	free(p->stream.data);
	free(p);
}

static enum gopx_status decode(int index, struct gx_span in, struct gx_arena *arena,
			       uint64_t limit, struct gx_sink *sink)
{
	*sink = (struct gx_sink){ .arena = arena, .limit = limit };
	return gx_codec(codecs[index].id)->decode(in, sink);
}

START_TEST(round_trip_is_the_identity)
{
	struct packed *p = setup_packed(_i);
	struct gx_sink sink;
	uint64_t size;

	ck_assert_int_eq(gx_codec(codecs[_i].id)->size(p->in, &size), GOPX_OK);
	ck_assert_uint_eq(size, codecs[_i].sized ? PLAIN_SIZE : UINT64_MAX);
	ck_assert_int_eq(decode(_i, p->in, &p->arena, PLAIN_SIZE, &sink), GOPX_OK);
	ck_assert(
	    gx_span_equal(gx_span(sink.data, sink.len), gx_span(p->plain, PLAIN_SIZE)));
	teardown_packed(p);
}
END_TEST

START_TEST(bytes_behind_the_stream_are_no_error)
{
	struct packed *p = setup_packed(_i);
	struct gx_sink sink;

	put_fill(&p->stream, 0xff, 300);
	p->in = gx_span_tail(gx_span(p->stream.data, p->stream.len), codecs[_i].skip);
	ck_assert_int_eq(decode(_i, p->in, &p->arena, 1 << 20, &sink), GOPX_OK);
	ck_assert_uint_eq(sink.len, PLAIN_SIZE);
	teardown_packed(p);
}
END_TEST

/*
 * Use heap blocks of exactly n bytes, so that the sanitizer reports a read past the end.
 */
START_TEST(every_prefix_gives_a_prefix)
{
	struct packed *p = setup_packed(_i);

	for (size_t n = 0; n < p->in.len; n += n < 64 ? 1 : 97) {
		uint8_t *cut = malloc(n ? n : 1);
		struct gx_sink sink;
		enum gopx_status status;

		gx_span_copy(gx_span_head(p->in, n), cut);
		status = decode(_i, gx_span(cut, n), &p->arena, 1 << 20, &sink);
		ck_assert_int_ne(status, GOPX_E_INTERNAL);
		ck_assert(status != GOPX_OK || sink.len == PLAIN_SIZE);
		ck_assert_uint_le(sink.len, PLAIN_SIZE);
		ck_assert_int_eq(
		    memcmp(sink.data ? sink.data : p->plain, p->plain, sink.len), 0);
		gx_sink_drop(&sink);
		free(cut);
	}
	teardown_packed(p);
}
END_TEST

START_TEST(a_missing_end_is_noticed)
{
	struct packed *p = setup_packed(_i);
	size_t cut = codecs[_i].cut_shows ? 1 : p->in.len / 2;
	struct gx_sink sink;
	enum gopx_status status = decode(_i, gx_span_head(p->in, p->in.len - cut),
					 &p->arena, 1 << 20, &sink);

	ck_assert(status == GOPX_E_TRUNCATED || status == GOPX_E_CORRUPT);
	teardown_packed(p);
}
END_TEST

START_TEST(flipped_bytes_do_no_harm)
{
	struct packed *p = setup_packed(_i);
	uint8_t *copy = malloc(p->in.len);

	gx_span_copy(p->in, copy);
	for (size_t at = 0; at < p->in.len; at += at < 40 ? 1 : 211) {
		struct gx_sink sink;

		copy[at] ^= (uint8_t)(1u << at % 8);
		ck_assert_int_ne(
		    decode(_i, gx_span(copy, p->in.len), &p->arena, 1 << 18, &sink),
		    GOPX_E_INTERNAL);
		ck_assert_uint_le(sink.len, 1 << 18);
		gx_sink_drop(&sink);
		copy[at] ^= (uint8_t)(1u << at % 8);
	}
	free(copy);
	teardown_packed(p);
}
END_TEST

START_TEST(the_limit_holds)
{
	struct packed *p = setup_packed(_i);
	struct gx_sink sink;

	ck_assert_int_eq(decode(_i, p->in, &p->arena, PLAIN_SIZE - 1, &sink),
			 GOPX_E_LIMIT);
	ck_assert_uint_le(sink.len, PLAIN_SIZE - 1);
	ck_assert_uint_le(sink.cap, PLAIN_SIZE - 1);
	ck_assert_int_eq(decode(_i, p->in, &p->arena, 0, &sink), GOPX_E_LIMIT);
	ck_assert_uint_eq(sink.len, 0);
	teardown_packed(p);
}
END_TEST

struct failing {
	size_t calls, fail_at, live;
};

static void *failing_alloc(void *ctx, size_t size)
{
	struct failing *f = ctx;

	if (++f->calls == f->fail_at)
		return NULL;
	f->live++;
	return malloc(size);
}

static void failing_free(void *ctx, void *ptr)
{
	struct failing *f = ctx;

	if (ptr)
		f->live--;
	free(ptr);
}

START_TEST(each_failing_allocation_is_said_and_leaks_nothing)
{
	struct packed *p = setup_packed(_i);
	bool failed = true;

	for (size_t k = 1; failed; k++) {
		struct failing f = { .fail_at = k };
		struct gx_arena arena;
		struct gx_sink sink;
		enum gopx_status status;

		gx_arena_init(&arena,
			      &(struct gx_allocator){ failing_alloc, failing_free, &f });
		status = decode(_i, p->in, &arena, 1 << 20, &sink);
		failed = f.calls >= k;
		ck_assert_int_eq(status, failed ? GOPX_E_NOMEM : GOPX_OK);
		gx_arena_fini(&arena);
		ck_assert_uint_eq(f.live, 0);
		ck_assert_uint_lt(k, 100);
	}
	teardown_packed(p);
}
END_TEST

/* Zeros pack so well that the decoder must enlarge the output buffer more than once. */
START_TEST(the_output_may_fail_to_grow)
{
	static const uint8_t zeros[PLAIN_SIZE];
	struct fwbytes stream = { 0 };
	bool failed = true;

	pack_gzip(&stream, zeros, sizeof(zeros));
	for (size_t k = 1; failed; k++) {
		struct failing f = { .fail_at = k };
		struct gx_arena arena;
		struct gx_sink sink = { .arena = &arena, .limit = UINT32_MAX };
		enum gopx_status status;

		gx_arena_init(&arena,
			      &(struct gx_allocator){ failing_alloc, failing_free, &f });
		status = gx_codec(GX_CODEC_GZIP)
			     ->decode(gx_span(stream.data, stream.len), &sink);
		failed = f.calls >= k;
		ck_assert_int_eq(status, failed ? GOPX_E_NOMEM : GOPX_OK);
		gx_arena_fini(&arena);
		ck_assert_uint_eq(f.live, 0);
	}
	free(stream.data);
}
END_TEST

/* ---- what headers may claim ------------------------------------------------ */

static void lzma_with(struct fwbytes *out, size_t at, uint64_t value, size_t width)
{
	static uint8_t plain[1000];

	pack_lzma(out, plain, sizeof(plain));
	for (size_t i = 0; i < width; i++)
		out->data[at + i] = (uint8_t)(value >> (8 * i));
}

static const struct {
	size_t at, width;
	uint64_t value;
	enum gopx_status status;
	size_t len;
} lzma_lies[] = {
	/* The header states a dictionary of 4 GiB, which gopx must not allocate. */
	{ LZMA_DICTIONARY_AT, 4, UINT32_MAX, GOPX_OK, 1000 },
	{ LZMA_DICTIONARY_AT, 4, 0, GOPX_OK, 1000 },
	{ LZMA_DICTIONARY_AT, 4, 0x1ffff, GOPX_OK, 1000 },
	{ LZMA_SIZE_AT, 8, 999, GOPX_OK, 999 },
	{ LZMA_SIZE_AT, 8, 0, GOPX_E_FORMAT, 0 },
	{ 0, 1, 225, GOPX_E_FORMAT, 0 },
	{ 0, 1, 8 + 9 * 4, GOPX_E_UNSUPPORTED, 0 }, /* lc 8 and lp 4 */
};

START_TEST(lzma_headers_are_not_believed)
{
	struct fwbytes stream = { 0 };
	struct gx_arena arena;
	struct gx_sink sink;

	gx_arena_init(&arena, &(struct gx_allocator){ 0 });
	sink = (struct gx_sink){ .arena = &arena, .limit = 1 << 20 };
	lzma_with(&stream, lzma_lies[_i].at, lzma_lies[_i].value, lzma_lies[_i].width);
	ck_assert_int_eq(
	    gx_codec(GX_CODEC_LZMA)->decode(gx_span(stream.data, stream.len), &sink),
	    lzma_lies[_i].status);
	ck_assert_uint_eq(sink.len, lzma_lies[_i].len);
	gx_arena_fini(&arena);
	free(stream.data);
}
END_TEST

/* Record the size of the largest allocation. */
static void *measuring_alloc(void *ctx, size_t size)
{
	size_t *largest = ctx;

	if (size > *largest)
		*largest = size;
	return malloc(size);
}

static void measuring_free(void *ctx, void *ptr)
{
	(void)ctx;
	free(ptr);
}

START_TEST(dictionaries_are_no_larger_than_what_comes_out)
{
	struct fwbytes stream = { 0 };
	struct gx_arena arena;
	struct gx_sink sink;
	size_t largest = 0;

	gx_arena_init(
	    &arena, &(struct gx_allocator){ measuring_alloc, measuring_free, &largest });
	sink = (struct gx_sink){ .arena = &arena, .limit = 1 << 20 };
	pack_lzma_zeros(&stream, 1 << 20);
	memset(stream.data + 1, 0xff, 4);
	ck_assert_int_eq(
	    gx_codec(GX_CODEC_LZMA)->decode(gx_span(stream.data, stream.len), &sink),
	    GOPX_OK);
	ck_assert_uint_lt(largest, 2 << 20);
	gx_arena_fini(&arena);
	free(stream.data);
}
END_TEST

static void *small_alloc(void *ctx, size_t size)
{
	(void)ctx;
	return size < 64 << 20 ? malloc(size) : NULL;
}

/* The sizes are the largest 32-bit numbers. No counter may overflow to 0. */
START_TEST(an_output_of_4_gib_needs_the_memory)
{
	struct fwbytes stream = { 0 };
	struct gx_arena arena;
	struct gx_sink sink;

	gx_arena_init(&arena,
		      &(struct gx_allocator){ small_alloc, measuring_free, NULL });
	sink = (struct gx_sink){ .arena = &arena,
				 .limit = UINT32_MAX - 1000 * (uint32_t)_i };
	lzma_with(&stream, LZMA_SIZE_AT, UINT32_MAX, 8);
	memset(stream.data + LZMA_DICTIONARY_AT, 0xff, 4);
	ck_assert_int_eq(
	    gx_codec(GX_CODEC_LZMA)->decode(gx_span(stream.data, stream.len), &sink),
	    GOPX_E_NOMEM);
	ck_assert_uint_eq(sink.len, 0);
	gx_arena_fini(&arena);
	free(stream.data);
}
END_TEST

START_TEST(a_bomb_ends_at_the_limit)
{
	struct fwbytes stream = { 0 };
	struct gx_arena arena;
	struct gx_sink sink;

	gx_arena_init(&arena, &(struct gx_allocator){ 0 });
	sink = (struct gx_sink){ .arena = &arena, .limit = 1 << 20 };
	pack_lzma_zeros(&stream, 50 << 20);
	ck_assert_int_eq(
	    gx_codec(GX_CODEC_LZMA)->decode(gx_span(stream.data, stream.len), &sink),
	    GOPX_E_LIMIT);
	ck_assert_uint_eq(sink.cap, 1 << 20);
	gx_arena_fini(&arena);
	free(stream.data);
}
END_TEST

/*
 * These formats have no end mark. If the input is truncated, their decoders return the
 * bytes that are there.
 */
static const struct {
	enum gx_codec_id id;
	fw_pack *pack;
} endless[] = {
	{ GX_CODEC_ROTATE, pack_rotated },
	{ GX_CODEC_INVERT, pack_inverted },
	{ GX_CODEC_LZNT1, pack_lznt1 },
};

START_TEST(endless_streams_come_back)
{
	static uint8_t plain[PLAIN_SIZE];
	const struct gx_codec *codec = gx_codec(endless[_i].id);
	struct fwbytes stream = { 0 };
	struct gx_arena arena;
	struct gx_sink sink;
	struct gx_span in;
	uint64_t size;

	make_plain(plain, sizeof(plain));
	endless[_i].pack(&stream, plain, sizeof(plain));
	in = gx_span(stream.data, stream.len);
	gx_arena_init(&arena, &(struct gx_allocator){ 0 });
	sink = (struct gx_sink){ .arena = &arena, .limit = PLAIN_SIZE };
	ck_assert_int_eq(codec->size(in, &size), GOPX_OK);
	/* For LZNT1, size() returns a size that is rounded up to whole chunks. */
	ck_assert_uint_ge(size, PLAIN_SIZE);
	ck_assert_uint_lt(size, PLAIN_SIZE + 4096);
	ck_assert_int_eq(codec->decode(in, &sink), GOPX_OK);
	ck_assert(
	    gx_span_equal(gx_span(sink.data, sink.len), gx_span(plain, PLAIN_SIZE)));
	sink = (struct gx_sink){ .arena = &arena, .limit = PLAIN_SIZE - 1 };
	ck_assert_int_eq(codec->decode(in, &sink), GOPX_E_LIMIT);
	ck_assert_uint_lt(sink.len, PLAIN_SIZE);
	gx_arena_fini(&arena);
	bytes_free(&stream);
}
END_TEST

static void check_lznt1(struct gx_span packed, struct gx_span plain)
{
	struct gx_arena arena;
	struct gx_sink sink = { .arena = &arena, .limit = 4096 };

	gx_arena_init(&arena, &(struct gx_allocator){ 0 });
	ck_assert_int_eq(gx_codec(GX_CODEC_LZNT1)->decode(packed, &sink), GOPX_OK);
	ck_assert(gx_span_equal(gx_sink_end(&sink), plain));
	gx_arena_fini(&arena);
}

/*
 * The example in MS-XCA, 3.3. A pair has 16 bits, divided into distance and length. The
 * example contains every possible division.
 */
START_TEST(lznt1_reads_the_example_of_its_specification)
{
	static const uint8_t packed[] = {
		0x38, 0xb0, 0x88, 0x46, 0x23, 0x20, 0x00, 0x20, 0x47, 0x20, 0x41, 0x00,
		0x10, 0xa2, 0x47, 0x01, 0xa0, 0x45, 0x20, 0x44, 0x00, 0x08, 0x45, 0x01,
		0x50, 0x79, 0x00, 0xc0, 0x45, 0x20, 0x05, 0x24, 0x13, 0x88, 0x05, 0xb4,
		0x02, 0x4a, 0x44, 0xef, 0x03, 0x58, 0x02, 0x8c, 0x09, 0x16, 0x01, 0x48,
		0x45, 0x00, 0xbe, 0x00, 0x9e, 0x00, 0x04, 0x01, 0x18, 0x90, 0x00,
	};
	static const char plain[] =
	    "F# F# G A A G F# E D D E F# F# E E F# F# G A A G F# E D D E F# E D D E E "
	    "F# D E F# G F# D E F# G F# E D E A F# F# G A A G F# E D D E F# E D D";

	check_lznt1(gx_span(packed, sizeof(packed)), gx_span(plain, sizeof(plain)));
}
END_TEST

START_TEST(lznt1_has_no_room_for_what_does_not_pack)
{
	struct gx_arena arena;
	struct gx_sink sink = { .arena = &arena, .limit = 2 };

	gx_arena_init(&arena, &(struct gx_allocator){ 0 });
	ck_assert_int_eq(gx_codec(GX_CODEC_LZNT1)
			     ->decode(gx_span("\x02\x30"
					      "abc\0\0",
					      7),
				      &sink),
			 GOPX_E_LIMIT);
	ck_assert_uint_le(sink.len, 2);
	gx_arena_fini(&arena);
}
END_TEST

START_TEST(lznt1_keeps_what_does_not_pack)
{
	/* A chunk of three stored bytes, a chunk of one packed byte, and the end. */
	check_lznt1(gx_span("\x02\x30"
			    "abc"
			    "\x01\xb0\0d"
			    "\0\0",
			    11),
		    gx_span("abcd", 4));
}
END_TEST

/*
 * Invalid streams, with the expected status and the number of bytes decoded before the
 * fault.
 */
static const struct {
	enum gx_codec_id id;
	const char *stream;
	size_t len;
	enum gopx_status status;
	size_t out;
} bad_streams[] = {
	/* The end mark comes first, without a chunk before it. */
	{ GX_CODEC_LZNT1, "\0\0", 2, GOPX_E_FORMAT, 0 },
	/* The stream is truncated inside a chunk. */
	{ GX_CODEC_LZNT1,
	  "\x10\x30"
	  "abc",
	  5, GOPX_E_TRUNCATED, 0 },
	/* A pair points before the start of the chunk. */
	{ GX_CODEC_LZNT1,
	  "\x03\xb0\x02"
	  "a\x00\x10",
	  6, GOPX_E_CORRUPT, 1 },
	/* A pair points to the previous chunk. */
	{ GX_CODEC_LZNT1,
	  "\x00\x30"
	  "a\x02\xb0\x01\x00\x00",
	  8, GOPX_E_CORRUPT, 1 },
	/* The chunk ends in the middle of a pair. */
	{ GX_CODEC_LZNT1,
	  "\x02\xb0\x02"
	  "a\x00",
	  5, GOPX_E_CORRUPT, 1 },
	/* A chunk unpacks to more than 4 KiB. */
	{ GX_CODEC_LZNT1,
	  "\x06\xb0\x06"
	  "a\xff\x0f\xff\x0f\x00",
	  9, GOPX_E_CORRUPT, 4099 },
	/*
	 * Faults of the frame: no end mark, a truncated block, a dictionary, another
	 * version.
	 */
	{ GX_CODEC_LZ4,
	  "\x04\x22\x4d\x18\x40\x40\xc0\3\0\0\x80"
	  "abc",
	  14, GOPX_E_TRUNCATED, 3 },
	{ GX_CODEC_LZ4,
	  "\x04\x22\x4d\x18\x40\x40\xc0\4\0\0\x80"
	  "abc",
	  14, GOPX_E_TRUNCATED, 0 },
	{ GX_CODEC_LZ4, "\x04\x22\x4d\x18\x41\x40\xc0\0\0\0\0\0\0\0\0", 15,
	  GOPX_E_UNSUPPORTED, 0 },
	{ GX_CODEC_LZ4, "\x04\x22\x4d\x18\x80\x40\xc0\0\0\0\0", 11, GOPX_E_FORMAT, 0 },
	/*
	 * Faults of a block: a match before the start, distance 0, truncated literals, a
	 * truncated length.
	 */
	{ GX_CODEC_LZ4,
	  "\x04\x22\x4d\x18\x40\x40\xc0\4\0\0\0\x10"
	  "a\2\0\0\0\0\0",
	  19, GOPX_E_CORRUPT, 1 },
	{ GX_CODEC_LZ4,
	  "\x04\x22\x4d\x18\x40\x40\xc0\4\0\0\0\x10"
	  "a\0\0\0\0\0\0",
	  19, GOPX_E_CORRUPT, 1 },
	{ GX_CODEC_LZ4,
	  "\x04\x22\x4d\x18\x40\x40\xc0\2\0\0\0\x20"
	  "a\0\0\0\0",
	  17, GOPX_E_CORRUPT, 0 },
	{ GX_CODEC_LZ4, "\x04\x22\x4d\x18\x40\x40\xc0\2\0\0\0\xf0\xff\0\0\0\0", 17,
	  GOPX_E_CORRUPT, 0 },
	/* The unpacked size differs from the size in the header. */
	{ GX_CODEC_LZ4,
	  "\x04\x22\x4d\x18\x48\x40\4\0\0\0\0\0\0\0\xc0\3\0\0\x80"
	  "abc\0\0\0\0",
	  26, GOPX_E_CORRUPT, 3 },
};

START_TEST(bad_streams_are_said)
{
	struct gx_arena arena;
	struct gx_sink sink = { .arena = &arena, .limit = 1 << 20 };

	gx_arena_init(&arena, &(struct gx_allocator){ 0 });
	ck_assert_int_eq(
	    gx_codec(bad_streams[_i].id)
		->decode(gx_span(bad_streams[_i].stream, bad_streams[_i].len), &sink),
	    bad_streams[_i].status);
	ck_assert_uint_eq(sink.len, bad_streams[_i].out);
	gx_arena_fini(&arena);
}
END_TEST

/* Bits 1 and 2 of a block are its type. Only types 0 to 2 exist (RFC 1951, 3.2.3). */
START_TEST(deflate_has_three_types_of_blocks)
{
	const struct gx_codec *deflate = gx_codec(GX_CODEC_DEFLATE);
	uint64_t size;

	for (unsigned int i = 0; i < 256; i++) {
		const uint8_t first = (uint8_t)i;

		ck_assert_int_eq(deflate->size(gx_span(&first, 1), &size),
				 i / 2 % 4 == 3 ? GOPX_E_FORMAT : GOPX_OK);
		ck_assert_int_eq(deflate->size(gx_span(&first, 0), &size), GOPX_E_FORMAT);
	}
}
END_TEST

START_TEST(every_codec_has_a_name)
{
	for (int id = 0; id < GX_CODEC_COUNT; id++)
		ck_assert_str_ne(gx_codec((enum gx_codec_id)id)->name, "");
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *suite = suite_create("codecs");
	TCase *tc = tcase_create("codecs");

	tcase_add_loop_test(tc, round_trip_is_the_identity, 0, CODECS);
	tcase_add_loop_test(tc, bytes_behind_the_stream_are_no_error, 0, CODECS);
	tcase_add_loop_test(tc, every_prefix_gives_a_prefix, 0, CODECS);
	tcase_add_loop_test(tc, a_missing_end_is_noticed, 0, CODECS);
	tcase_add_loop_test(tc, flipped_bytes_do_no_harm, 0, CODECS);
	tcase_add_loop_test(tc, the_limit_holds, 0, CODECS);
	tcase_add_loop_test(tc, each_failing_allocation_is_said_and_leaks_nothing, 0,
			    CODECS);
	tcase_add_test(tc, the_output_may_fail_to_grow);
	tcase_add_loop_test(tc, lzma_headers_are_not_believed, 0,
			    sizeof(lzma_lies) / sizeof(lzma_lies[0]));
	tcase_add_test(tc, dictionaries_are_no_larger_than_what_comes_out);
	tcase_add_loop_test(tc, an_output_of_4_gib_needs_the_memory, 0, 8);
	tcase_add_test(tc, a_bomb_ends_at_the_limit);
	tcase_add_loop_test(tc, endless_streams_come_back, 0,
			    sizeof(endless) / sizeof(endless[0]));
	tcase_add_test(tc, lznt1_reads_the_example_of_its_specification);
	tcase_add_test(tc, lznt1_has_no_room_for_what_does_not_pack);
	tcase_add_test(tc, lznt1_keeps_what_does_not_pack);
	tcase_add_loop_test(tc, bad_streams_are_said, 0,
			    sizeof(bad_streams) / sizeof(bad_streams[0]));
	tcase_add_test(tc, deflate_has_three_types_of_blocks);
	tcase_add_test(tc, every_codec_has_a_name);
	suite_add_tcase(suite, tc);
	return suite;
}
