/* SPDX-License-Identifier: BSD-2-Clause */
/* codec_answers.c - the content of packed streams, and the limits of their size */
#include <string.h>

#include "answers.h"
#include "codec/codec.h"
#include "codec/inflate.h"
#include "fwbuild_pack.h"
#include "pack_archive.h"
#include "pack_vendor.h"

/* ---- decoding --------------------------------------------------------------- */

/*
 * 'exact' means that the decoder's output before a fault is always the same. Then compare
 * the output even if decoding fails.
 */
static void say_unpacked(enum gx_codec_id id, struct gx_span at, uint64_t limit,
			 bool exact, struct answer *a)
{
	const struct gx_codec *codec = gx_codec(id);
	struct gx_arena arena;
	struct gx_sink sink = { .arena = &arena, .limit = limit };
	enum gopx_status status;

	gx_arena_init(&arena, &(struct gx_allocator){ 0 });
	status = codec->decode(at, &sink);
	say_form(a, status);
	if (exact || status == GOPX_OK) {
		say_form(a, sink.len > 0);
		say_bytes(a, gx_sink_end(&sink));
		say(a, sink.used);
	}
	gx_arena_fini(&arena);
}

static void say_codec(enum gx_codec_id id, struct gx_span at, bool exact,
		      struct answer *a)
{
	uint64_t size = 0;

	say_form(a, gx_codec(id)->size(at, &size));
	say(a, size);
	say_unpacked(id, at, 2000, exact, a);
}

/* Try limits around 60 bytes, because the inputs unpack to 60 bytes. */
static void say_limits(enum gx_codec_id id, struct gx_span at, bool exact,
		       struct answer *a)
{
	static const uint64_t limits[] = { 0, 1, 59, 60, 61, 64, 4096, 5000 };

	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++)
		say_unpacked(id, at, limits[i], exact, a);
}

/* A codec must fail if its first allocation fails. */
static void say_refused(enum gx_codec_id id, struct gx_span at, struct answer *a)
{
	struct answer_memory memory = { .fails = 1 };
	struct gx_allocator allocator = answer_allocator(&memory);
	struct gx_arena arena;
	struct gx_sink sink = { .arena = &arena, .limit = 5000 };

	gx_arena_init(&arena, &allocator);
	say_form(a, gx_codec(id)->decode(at, &sink));
	gx_arena_fini(&arena);
}

#define ASK(name, id, exact)                                          \
	static void ask_##name(struct gx_span at, struct answer *a)   \
	{                                                             \
		say_codec(id, at, exact, a);                          \
	}                                                             \
	static void limit_##name(struct gx_span at, struct answer *a) \
	{                                                             \
		say_limits(id, at, exact, a);                         \
		say_refused(id, at, a);                               \
	}

ASK(tiano, GX_CODEC_TIANO, true)
ASK(efi11, GX_CODEC_EFI11, true)
ASK(lznt1, GX_CODEC_LZNT1, true)
ASK(lz4, GX_CODEC_LZ4, true)
ASK(rotate, GX_CODEC_ROTATE, true)
ASK(invert, GX_CODEC_INVERT, true)
ASK(lzma, GX_CODEC_LZMA, false)
ASK(lzma_x86, GX_CODEC_LZMA_X86, false)
ASK(gzip, GX_CODEC_GZIP, false)
ASK(zlib, GX_CODEC_ZLIB, false)
ASK(deflate, GX_CODEC_DEFLATE, false)
ASK(brotli, GX_CODEC_BROTLI, false)

static void ask_measure(struct gx_span at, struct answer *a)
{
	for (unsigned fails = 0; fails < 3; fails++) {
		for (uint64_t limit = 40; limit < 80; limit += 19) {
			struct answer_memory memory = { .fails = fails };
			struct gx_allocator allocator = answer_allocator(&memory);
			struct gx_inflated inflated;
			struct gx_arena arena;
			enum gopx_status status;

			gx_arena_init(&arena, &allocator);
			status = gx_zlib_measure(at, limit, &arena, &inflated);
			say_form(a, status);
			say(a, status == GOPX_OK ? inflated.used : 0);
			say(a, status == GOPX_OK ? inflated.made : 0);
			gx_arena_fini(&arena);
		}
	}
}

/* ---- inputs ----------------------------------------------------------------- */

static void text(uint8_t out[60])
{
	for (size_t i = 0; i < 60; i++)
		out[i] = (uint8_t)(i < 30 ? 'a' + i * i % 7 : i % 3 + '0');
}

#define STREAM(name, pack)                       \
	static void name(struct fwbytes *out)    \
	{                                        \
		uint8_t bytes[60];               \
                                                 \
		text(bytes);                     \
		pack(out, bytes, sizeof(bytes)); \
		put_text(out, "after");          \
	}

STREAM(tiano, pack_tiano)
STREAM(efi11, pack_efi11)
STREAM(lznt1, pack_lznt1)
STREAM(lz4, pack_lz4)
STREAM(plain, put_bytes)

/*
 * The same text, packed by other encoders. The bytes are constants, because another
 * version of an encoder may pack differently.
 */
static const uint8_t lzma_bytes[] = {
	0x5d, 0x00, 0x00, 0x10, 0x00, 0x3c, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x00, 0x00, 0x00, 0x30, 0x98, 0x88, 0xe2, 0x52, 0xfe, 0x3d, 0xeb,
	0xf9, 0x48, 0x1e, 0xd3, 0x3e, 0x31, 0x64, 0x40, 0x94, 0x00, 0x00,
};

static const uint8_t lzma_end_bytes[] = {
	0x5d, 0x00, 0x00, 0x10, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
	0x00, 0x30, 0x98, 0x88, 0xe2, 0x52, 0xfe, 0x3d, 0xeb, 0xf9, 0x48, 0x1e, 0xd3,
	0x3e, 0x31, 0x64, 0xb6, 0x44, 0x67, 0xff, 0xff, 0xca, 0x59, 0x00, 0x00,
};

static const uint8_t lzma_x86_bytes[] = {
	0x5d, 0x00, 0x00, 0x10, 0x00, 0x3c, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x00, 0x00, 0x00, 0x30, 0x98, 0x88, 0xe2, 0x52, 0xfe, 0x3d, 0xeb,
	0xf9, 0x48, 0x1e, 0xd3, 0x3e, 0x31, 0x64, 0x40, 0x94, 0x00, 0x00,
};

static const uint8_t gzip_bytes[] = {
	0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0xff, 0x4b, 0x4c,
	0x4a, 0x4d, 0x4e, 0x4e, 0x4d, 0x4a, 0xc4, 0x4e, 0x19, 0x18, 0x1a, 0xe1,
	0x41, 0x00, 0x58, 0x04, 0xd6, 0xf7, 0x3c, 0x00, 0x00, 0x00,
};

static const uint8_t zlib_bytes[] = {
	0x78, 0xda, 0x4b, 0x4c, 0x4a, 0x4d, 0x4e, 0x4e, 0x4d, 0x4a, 0xc4,
	0x4e, 0x19, 0x18, 0x1a, 0xe1, 0x41, 0x00, 0x68, 0xab, 0x11, 0x56,
};

static const uint8_t deflate_bytes[] = {
	0x4b, 0x4c, 0x4a, 0x4d, 0x4e, 0x4e, 0x4d, 0x4a,
	0xc4, 0x4e, 0x19, 0x18, 0x1a, 0xe1, 0x41, 0x00,
};

static const uint8_t brotli_bytes[] = {
	0x3c, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x10, 0x00, 0x00,
	0x00, 0x00, 0x00, 0x1b, 0x3b, 0x00, 0x00, 0x04, 0x3c, 0x64, 0xb1, 0x22, 0x36,
	0x37, 0xc5, 0x0d, 0x3d, 0x95, 0x28, 0xa7, 0x7c, 0x3b, 0x54, 0x4e,
};

#define PACKED(name)                                                \
	static void name(struct fwbytes *out)                       \
	{                                                           \
		put_bytes(out, name##_bytes, sizeof(name##_bytes)); \
		put_text(out, "after");                             \
	}

PACKED(lzma)
PACKED(lzma_end)
PACKED(lzma_x86)
PACKED(gzip)
PACKED(zlib)
PACKED(deflate)
PACKED(brotli)

static void zlib_empty(struct fwbytes *out)
{
	put_bytes(out, "\x78\x9c\3\0\0\0\0\1 after", 14);
}

/*
 * A stream that also needs the slow parts of the decoder, which handle long strings and
 * far positions.
 */
static void tiano_long(struct fwbytes *out)
{
	uint8_t bytes[1500];
	uint32_t state = 1;

	for (size_t i = 0; i < sizeof(bytes); i++) {
		state = state * 1664525 + 1013904223;
		bytes[i] = (uint8_t)(i % 400 < 200 ? state >> 24 : 'a');
	}
	memcpy(bytes + 1000, bytes, 300);
	pack_tiano(out, bytes, sizeof(bytes));
}

/* Two chunks. The first one has the maximum length. */
static void lznt1_long(struct fwbytes *out)
{
	put_le16(out, 0xb000 | 7);
	put_u8(out, 0x02);
	put_u8(out, 'x');
	put_le16(out, 0x0ffc);
	put_u8(out, 'y');
	put_text(out, "zwv");
	put_le16(out, 0x3000 | 4);
	put_text(out, "plain");
	put_le16(out, 0);
}

/* A chunk of 32 literals, then pairs whose distances have more and more bits. */
static void lznt1_pairs(struct fwbytes *out)
{
	size_t at = out->len;

	put_le16(out, 0);
	for (unsigned i = 0; i < 5; i++) {
		put_u8(out, i == 4 ? 0xff : 0);
		for (unsigned k = 0; k < 8 && i < 4; k++)
			put_u8(out, 'a' + i * 8 + k);
	}
	for (unsigned k = 0; k < 8; k++)
		put_le16(out, 31u << (11 - k / 2) | (k + 12));
	poke_le16(out, at, 0xb000 | (unsigned)(out->len - at - 3));
	put_le16(out, 0);
}

/* All optional fields, a stored block, long lengths. */
static void lz4_full(struct fwbytes *out)
{
	put_bytes(out, "\x04\x22\x4d\x18\x58\x70", 6);
	put_le64(out, 315);
	put_u8(out, 0);
	put_le32(out, 3 | 1u << 31);
	put_text(out, "abcSUM1");
	put_le32(out, 28);
	put_bytes(out, "\xf3\x02", 2);
	put_text(out, "0123456789abcdefg");
	put_le16(out, 20);
	put_bytes(out,
		  "\x1f"
		  "x"
		  "\1\0"
		  "\xff\x03"
		  "\x00",
		  7);
	put_text(out, "SUM2");
	put_le32(out, 0);
	put_text(out, "more");
}

const struct subject answers_subjects[] = {
	SUBJECT("tiano", tiano, ask_tiano),
	SUBJECT("efi11", efi11, ask_efi11),
	SUBJECT("tiano as efi11", tiano, ask_efi11),
	SUBJECT_WITH("tiano, long", tiano_long, ask_tiano, .window = 2048, .light = true),
	SUBJECT("lznt1", lznt1, ask_lznt1),
	SUBJECT_WITH("lznt1, long", lznt1_long, ask_lznt1, .light = true),
	SUBJECT("lznt1, pairs", lznt1_pairs, ask_lznt1),
	SUBJECT("lz4", lz4, ask_lz4),
	SUBJECT("lz4 with all fields", lz4_full, ask_lz4),
	SUBJECT_WITH("rotate", plain, ask_rotate, .window = 4),
	SUBJECT_WITH("invert", plain, ask_invert, .window = 4),
	SUBJECT_WITH("lzma", lzma, ask_lzma, .window = 13),
	SUBJECT_WITH("lzma with an end mark", lzma_end, ask_lzma, .window = 13),
	SUBJECT_WITH("lzma-x86", lzma_x86, ask_lzma_x86, .window = 13, .light = true),
	SUBJECT_WITH("gzip", gzip, ask_gzip, .window = 4),
	SUBJECT_WITH("zlib", zlib, ask_zlib, .window = 2),
	SUBJECT_WITH("zlib, measured", zlib, ask_measure, .window = 2),
	SUBJECT_WITH("empty zlib, measured", zlib_empty, ask_measure, .window = 2),
	SUBJECT_WITH("deflate", deflate, ask_deflate, .window = 1, .flips = true),
	SUBJECT_WITH("brotli", brotli, ask_brotli, .window = 16),
	SUBJECT_WITH("limits of tiano", tiano, limit_tiano, .window = 8, .light = true),
	SUBJECT_WITH("limits of efi11", efi11, limit_efi11, .window = 1, .flips = true),
	SUBJECT_WITH("limits of lznt1", lznt1, limit_lznt1, .window = 1, .flips = true),
	SUBJECT_WITH("limits of lz4", lz4, limit_lz4, .window = 1, .flips = true),
	SUBJECT_WITH("limits of rotate", plain, limit_rotate, .window = 1, .flips = true),
	SUBJECT_WITH("limits of invert", plain, limit_invert, .window = 1, .flips = true),
	SUBJECT_WITH("limits of lzma", lzma, limit_lzma, .window = 1, .flips = true),
	SUBJECT_WITH("limits of lzma-x86", lzma_x86, limit_lzma_x86, .window = 1,
		     .flips = true),
	SUBJECT_WITH("limits of gzip", gzip, limit_gzip, .window = 1, .flips = true),
	SUBJECT_WITH("limits of zlib", zlib, limit_zlib, .window = 1, .flips = true),
	SUBJECT_WITH("limits of deflate", deflate, limit_deflate, .window = 1,
		     .flips = true),
	SUBJECT_WITH("limits of brotli", brotli, limit_brotli, .window = 1,
		     .flips = true),
	{ 0 },
};
