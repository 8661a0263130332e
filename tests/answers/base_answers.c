/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * base_answers.c - ranges, the reader, searches, checksums, text, and the output of
 * codecs
 */
#include <stdlib.h>
#include <string.h>

#include "answers.h"
#include "base/matcher.h"
#include "base/safe_text.h"
#include "base/sink.h"
#include "base/sum.h"

/* ---- ranges and the reader -------------------------------------------------- */

static void say_ranges(struct gx_span at, uint64_t off, uint64_t len, struct answer *a)
{
	struct gx_span out, tail;

	say_form(a, gx_span_sub(at, off, len, &out));
	say_span(a, at, out);
	say_form(a, gx_span_cut(at, off, &out, &tail));
	say_span(a, at, out);
	say_span(a, at, tail);
	say_span(a, at, gx_span_tail(at, off));
	say_span(a, at, gx_span_head(at, len));
	if (off <= at.len)
		say_form(a, gx_span_locate(at, at.ptr + off, len, &out));
	say_span(a, at, out);
}

static void say_reader(const struct gx_reader *r, uint64_t value, struct answer *a)
{
	say(a, value);
	say(a, r->pos);
	say_form(a, r->failed);
}

/*
 * Seek to 'off', and do each kind of read twice. So the second read often follows a
 * failed read.
 */
static void say_reads(struct gx_span at, uint64_t off, struct answer *a)
{
	for (unsigned which = 0; which < 10; which++) {
		struct gx_reader r = gx_reader(at);

		gx_seek(&r, off);
		for (unsigned again = 0; again < 2; again++) {
			uint64_t value = 0;

			switch (which) {
			case 0:
				value = gx_u8(&r);
				break;
			case 1:
				value = gx_le16(&r);
				break;
			case 2:
				value = gx_le24(&r);
				break;
			case 3:
				value = gx_le32(&r);
				break;
			case 4:
				value = gx_le64(&r);
				break;
			case 5:
				value = gx_be16(&r);
				break;
			case 6:
				value = gx_be32(&r);
				break;
			case 7:
				gx_skip(&r, 3);
				break;
			case 8:
				value = gx_take(&r, 3).len;
				break;
			default:
				gx_seek(&r, off ? off - 1 : 0);
			}
			say_reader(&r, value, a);
			say_span(a, at, gx_rest(&r));
		}
	}
}

static void ask_ranges(struct gx_span at, struct answer *a)
{
	static const uint64_t huge[] = { UINT64_MAX, UINT64_MAX - 1, UINT32_MAX,
					 UINT64_C(1) << 63 };

	for (uint64_t off = 0; off <= at.len + 2; off++) {
		for (uint64_t len = 0; len <= at.len + 2; len++)
			say_ranges(at, off, len, a);
		for (size_t i = 0; i < 4; i++) {
			say_ranges(at, off, huge[i], a);
			say_ranges(at, huge[i], off, a);
		}
		say_reads(at, off, a);
		say(a, gx_span_be64(at, (size_t)off));
	}
	say(a, gx_sum8(at));
	say(a, gx_sum16(at));
	say(a, gx_span_run(at, 0x55));
	say_form(a, gx_span_is_filled(at, 0x55));
}

static void ask_search(struct gx_span at, struct answer *a)
{
	for (size_t off = 0; off < at.len; off++) {
		for (size_t len = 0; len <= 3 && len <= at.len - off; len++) {
			struct gx_span needle = gx_span(at.ptr + off, len);

			say(a, gx_span_find(at, needle));
			say(a, gx_span_find(gx_span_tail(at, 1), needle));
			say_form(a, gx_span_equal(needle, gx_span_head(at, len)));
			say_form(a, gx_span_starts(gx_span_tail(at, off), at.ptr, len));
		}
	}
	say(a, gx_span_find(at, gx_span("xyz", 3)));
	say(a, gx_span_find(gx_span_head(at, 2), gx_span("xyz", 3)));
}

/* ---- many patterns at once -------------------------------------------------- */

enum { HAY = 1200 };

/*
 * Put the input at every seventh offset of a block, and add the places of all matches.
 */
static void say_matches(struct gx_span at, struct gx_matcher *m, uint8_t fill,
			struct answer *a)
{
	static uint8_t hay[HAY];

	for (size_t place = 0; place + at.len <= HAY; place += 7) {
		struct gx_span s = gx_span(hay, HAY - place / 9);
		size_t found = 0, which;

		memset(hay, fill, sizeof(hay));
		gx_span_copy(at, hay + place);
		for (size_t i = 0; i < 6 && found < s.len; i++) {
			found = gx_matcher_next(m, s, found, &which);
			say(a, found);
			say_form(a, which);
			found++;
		}
	}
}

static void say_set(struct gx_span at, const struct gx_pattern *patterns, size_t count,
		    struct answer *a)
{
	static struct gx_matcher m;

	gx_matcher_init_portable(&m, patterns, count);
	say_matches(at, &m, 0xff, a);
	say_matches(at, &m, 'a', a);
	gx_matcher_init(&m, patterns, count);
	say_matches(at, &m, 0xff, a);
	say_matches(at, &m, 'a', a);
}

static void ask_matcher(struct gx_span at, struct answer *a)
{
	static const struct gx_pattern all[] = {
		{ "$VBT", 4 }, { "MZ", 2 },  { "_FVH", 4 }, { "PK\3\4", 4 },
		{ "$VBX", 4 }, { "abc", 3 }, { "aab", 3 },  { "IntelGraphicsMem", 16 },
		{ "$VB", 3 }
	};
	static const struct gx_pattern long_ones[] = { { "IntelGraphicsMem", 16 },
						       { "IntelGraphicsMax", 16 } };

	static const struct gx_pattern short_ones[] = { { "$V", 2 }, { "MZ", 2 },
							{ "_F", 2 }, { "PK", 2 },
							{ "aa", 2 }, { "abc", 3 },
							{ "el", 2 }, { "VBX", 3 } };

	say_set(at, all, sizeof(all) / sizeof(all[0]), a);
	say_set(at, short_ones, 8, a);
	say_set(at, long_ones, 2, a);
	say_set(at, all, 1, a);
}

/* ---- text ------------------------------------------------------------------- */

static void say_string(struct answer *a, const char *text)
{
	say_bytes(a, gx_span(text, text ? strlen(text) : 0));
}

static void ask_text(struct gx_span at, struct answer *a)
{
	struct gx_arena arena;

	gx_arena_init(&arena, &(struct gx_allocator){ 0 });
	say_string(a, gx_safe_text_utf16(&arena, at));
	say_string(a, gx_safe_text_utf8(&arena, at));
	say_string(a, gx_safe_text_ascii(&arena, at));
	gx_arena_fini(&arena);
}

/*
 * The input is the number of a character without its lowest byte. Try all 256 characters
 * with these upper bytes, in UTF-16 and in UTF-8.
 */
static void ask_characters(struct gx_span at, struct answer *a)
{
	uint32_t high = at.len < 2 ? 0
				   : (uint32_t)gx_span_at(at, 0) << 8 |
					 (uint32_t)gx_span_at(at, 1) << 16;
	struct gx_arena arena;

	gx_arena_init(&arena, &(struct gx_allocator){ 0 });
	for (uint32_t c = high; at.len == 2 && c < high + 256 && c < 0x110000; c++) {
		uint32_t low = c - 0x10000;
		const uint8_t utf16[4] = { (uint8_t)low, (uint8_t)(0xdc | (low >> 8 & 3)),
					   (uint8_t)(low >> 10),
					   (uint8_t)(0xd8 | (low >> 18 & 3)) };
		const uint8_t order[4] = { utf16[2], utf16[3], utf16[0], utf16[1] };
		const uint8_t unit[2] = { (uint8_t)c, (uint8_t)(c >> 8) };
		const uint8_t utf8[4] = { (uint8_t)(0xf0 | c >> 18),
					  (uint8_t)(0x80 | (c >> 12 & 63)),
					  (uint8_t)(0x80 | (c >> 6 & 63)),
					  (uint8_t)(0x80 | (c & 63)) };
		const uint8_t three[3] = { (uint8_t)(0xe0 | (c >> 12 & 15)), utf8[2],
					   utf8[3] };

		say_string(a, gx_safe_text_utf16(&arena, gx_span(order, 4)));
		say_string(a, gx_safe_text_utf16(&arena, gx_span(unit, 2)));
		say_string(a, gx_safe_text_utf8(&arena, gx_span(utf8, 4)));
		say_string(a, gx_safe_text_utf8(&arena, gx_span(three, 3)));
	}
	gx_arena_fini(&arena);
}

/* ---- the output buffer of codecs -------------------------------------------- */

static void say_sink(const struct gx_sink *sink, enum gopx_status status,
		     struct answer *a)
{
	say_form(a, status);
	say(a, sink->len);
	say(a, sink->cap);
	if (sink->len)
		say_bytes(a, gx_span(sink->data, sink->len < 64 ? sink->len : 64));
}

/*
 * Each byte of the input selects one call of the sink: which function, and how many
 * bytes.
 */
static void say_orders(struct gx_span at, uint64_t limit, unsigned fails,
		       struct answer *a)
{
	static const uint64_t sizes[] = { 0,    1,    2,    16,   100,
					  4095, 4096, 4097, 9000, UINT64_MAX };
	static const uint8_t zeros[9000];
	struct answer_memory memory = { .fails = fails };
	struct gx_allocator allocator = answer_allocator(&memory);
	struct gx_arena arena;
	struct gx_sink sink = { .arena = &arena, .limit = limit };

	gx_arena_init(&arena, &allocator);
	for (size_t i = 0; i < at.len; i++) {
		uint8_t order = gx_span_at(at, i);
		uint64_t size = sizes[order % 10];
		enum gopx_status status = GOPX_OK;

		if (order < 50)
			status = gx_sink_write(&sink, sink.len + order / 10,
					       gx_span(size > 100 ? zeros : at.ptr,
						       size > 9000     ? 0
						       : size > 100    ? (size_t)size
						       : size < at.len ? (size_t)size
								       : at.len));
		else if (order < 100)
			status = gx_sink_repeat(&sink, (order - 50u) / 10, size);
		else if (order < 150)
			status = gx_sink_reserve(&sink, size);
		else if (order < 200)
			status = gx_sink_trim(&sink);
		else if (order < 220)
			status = gx_sink_write(&sink, size, gx_span("abc", 3));
		else if (order < 230)
			status = gx_sink_repeat(&sink, size, 2);
		else
			gx_sink_drop(&sink);
		say_sink(&sink, status, a);
	}
	gx_arena_fini(&arena);
}

static void ask_sink(struct gx_span at, struct answer *a)
{
	static const uint64_t limits[] = { 0, 3, 4096, 10000, 100000 };

	for (size_t i = 0; i < 5; i++)
		say_orders(at, limits[i], 0, a);
	for (unsigned fails = 1; fails < 4; fails++)
		say_orders(at, 100000, fails, a);
}

/* ---- inputs ----------------------------------------------------------------- */

static void ranges(struct fwbytes *out)
{
	put_bytes(out, "\x55\x55\x55\x55\x55\x55\x55\x55\x55\x55\1\2\3\4", 14);
}

static void filled(struct fwbytes *out)
{
	put_fill(out, 0x55, 19);
}

static void search(struct fwbytes *out)
{
	put_text(out, "ababcabcdxyxyzz");
}

static void patterns(struct fwbytes *out)
{
	put_text(out, "$VBX MZ aabc PK\3\4_FVH$VBT IntelGraphicsMemx$VBMZ");
}

static void text(struct fwbytes *out)
{
	put_bytes(out, " \tA\r\n B\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\xed\xa0\x80 \0x",
		  23);
}

static void text_utf16(struct fwbytes *out)
{
	put_bytes(out, " \0\t\0A\0\n\0 \0\xac\x20\x3d\xd8\0\xde\x3d\xd8x\0\0\0y\0", 24);
}

static void character(struct fwbytes *out)
{
	put_le16(out, 0);
}

static void orders(struct fwbytes *out)
{
	put_bytes(out, "\3\1\x35\x0d\x43\x6e\xa0\7\xa0\x47\xca\xdc\xfa\5\xa0\x3d", 16);
}

static void orders_of_growth(struct fwbytes *out)
{
	put_bytes(out, "\x6b\x32\4\x4e\x6c\xa0\xff\x6c\1\xa0\5\6\7\xa0\x34", 15);
}

const struct subject answers_subjects[] = {
	SUBJECT_WITH("ranges", ranges, ask_ranges, .flips = true),
	SUBJECT_WITH("filled", filled, ask_ranges, .flips = true),
	SUBJECT_WITH("search", search, ask_search, .light = true),
	SUBJECT_WITH("matcher", patterns, ask_matcher, .flips = true),
	SUBJECT_WITH("text", text, ask_text, .text = true),
	SUBJECT_WITH("utf-16", text_utf16, ask_text, .text = true),
	SUBJECT("characters", character, ask_characters),
	SUBJECT_WITH("sink", orders, ask_sink, .text = true),
	SUBJECT_WITH("sink that grows", orders_of_growth, ask_sink, .text = true),
	{ 0 },
};
