/* SPDX-License-Identifier: BSD-2-Clause */
/* safe_text.c - convert UTF-16, UTF-8 and ASCII from images to clean UTF-8 */
#include "base/safe_text.h"

#define REPLACEMENT 0xfffd
#define UTF8_MAX    4 /* bytes per character */

struct text {
	char bytes[GX_SAFE_TEXT_MAX * UTF8_MAX];
	size_t len;
	size_t count; /* characters */
};

/*
 * True for characters that are invisible or change how others are shown, and for invalid
 * code points.  These are control characters, format characters (Cf), and letters and
 * marks without a glyph.  Unicode calls the last group Default_Ignorable_Code_Point; the
 * variation selectors in it are safe.
 */
static bool is_unsafe(uint32_t c)
{
	static const struct {
		uint32_t first, last;
	} ranges[] = {
		{ 0x00, 0x1f },       { 0x7f, 0x9f },       { 0xad, 0xad },
		{ 0x34f, 0x34f },     { 0x600, 0x605 },     { 0x61c, 0x61c },
		{ 0x6dd, 0x6dd },     { 0x70f, 0x70f },     { 0x890, 0x891 },
		{ 0x8e2, 0x8e2 },     { 0x115f, 0x1160 },   { 0x17b4, 0x17b5 },
		{ 0x180b, 0x180f },   { 0x200b, 0x200f },   { 0x2028, 0x202e },
		{ 0x2060, 0x206f },   { 0x3164, 0x3164 },   { 0xd800, 0xdfff },
		{ 0xfdd0, 0xfdef },   { 0xfeff, 0xfeff },   { 0xffa0, 0xffa0 },
		{ 0xfff0, 0xfffb },   { 0xfffe, 0xffff },   { 0x110bd, 0x110bd },
		{ 0x110cd, 0x110cd }, { 0x13430, 0x1343f }, { 0x1bca0, 0x1bca3 },
		{ 0x1d173, 0x1d17a }, { 0xe0000, 0xe0fff },
	};

	for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++) {
		if (c >= ranges[i].first && c <= ranges[i].last)
			return true;
	}
	return c >= 0xf0000;
}

static void put_byte(struct text *t, uint32_t b)
{
	t->bytes[t->len++] = (char)(unsigned char)b;
}

static void put(struct text *t, uint32_t c)
{
	if (c == '\t' || c == '\n' || c == '\r') {
		if (t->len > 0 && t->bytes[t->len - 1] == ' ')
			return;
		c = ' ';
	}
	if (t->count++ >= GX_SAFE_TEXT_MAX)
		return;
	if (is_unsafe(c))
		c = REPLACEMENT;
	if (c < 0x80) {
		put_byte(t, c);
	} else if (c < 0x800) {
		put_byte(t, 0xc0 | c >> 6);
		put_byte(t, 0x80 | (c & 0x3f));
	} else if (c < 0x10000) {
		put_byte(t, 0xe0 | c >> 12);
		put_byte(t, 0x80 | (c >> 6 & 0x3f));
		put_byte(t, 0x80 | (c & 0x3f));
	} else {
		put_byte(t, 0xf0 | c >> 18);
		put_byte(t, 0x80 | (c >> 12 & 0x3f));
		put_byte(t, 0x80 | (c >> 6 & 0x3f));
		put_byte(t, 0x80 | (c & 0x3f));
	}
}

/* A surrogate pair becomes one character; a single half is unsafe. */
uint32_t gx_take_utf16(struct gx_reader *r)
{
	uint32_t high = gx_le16(r);
	struct gx_reader ahead = *r;
	uint32_t low = gx_le16(&ahead);

	if (high < 0xd800 || high > 0xdbff || ahead.failed || low < 0xdc00 ||
	    low > 0xdfff)
		return high;
	*r = ahead;
	return 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
}

const char *gx_safe_text_utf16(struct gx_arena *a, struct gx_span s)
{
	struct gx_reader r = gx_reader(s);
	struct text t = { .len = 0 };

	while (t.count < GX_SAFE_TEXT_MAX) {
		uint32_t c = gx_take_utf16(&r);

		if (r.failed || c == 0)
			break;
		put(&t, c);
	}
	return gx_arena_string(a, t.bytes, t.len);
}

/* A byte that does not begin a well-formed sequence (RFC 3629) becomes REPLACEMENT. */
uint32_t gx_take_utf8(struct gx_reader *r)
{
	static const uint32_t smallest[] = { 0x80, 0x800, 0x10000 };
	uint8_t lead = gx_u8(r);
	struct gx_reader ahead = *r;
	size_t more = lead < 0xc0 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
	uint32_t c = lead & (0x3fu >> more);

	if (lead < 0x80)
		return lead;
	/*@
	  loop invariant gx_reading(ahead) && ahead.s == r->s && ahead.pos >= r->pos;
	  loop invariant !r->failed ==> !ahead.failed;
	  loop assigns i, c, ahead;
	  loop variant more - i;
	*/
	for (size_t i = 0; i < more; i++) {
		uint8_t next = gx_u8(&ahead);

		if ((next & 0xc0) != 0x80)
			return REPLACEMENT;
		c = c << 6 | (next & 0x3f);
	}
	if (more == 0 || lead > 0xf4 || c < smallest[more - 1])
		return REPLACEMENT;
	*r = ahead;
	return c;
}

const char *gx_safe_text_utf8(struct gx_arena *a, struct gx_span s)
{
	struct gx_reader r = gx_reader(s);
	struct text t = { .len = 0 };
	uint32_t c;

	while (t.count < GX_SAFE_TEXT_MAX && (c = gx_take_utf8(&r)) != 0)
		put(&t, c);
	return gx_arena_string(a, t.bytes, t.len);
}

const char *gx_safe_text_ascii(struct gx_arena *a, struct gx_span s)
{
	struct gx_reader r = gx_reader(s);
	struct text t = { .len = 0 };
	uint8_t c;

	while (t.count < GX_SAFE_TEXT_MAX && (c = gx_u8(&r)) != 0) {
		/* Bytes over 7F are not ASCII, and their code page is unknown. */
		if (c > 0x7e)
			put(&t, REPLACEMENT);
		else if (t.len > 0 || c > ' ')
			put(&t, c);
	}
	while (t.len > 0 && t.bytes[t.len - 1] == ' ')
		t.len--;
	return gx_arena_string(a, t.bytes, t.len);
}
