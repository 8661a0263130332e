/* SPDX-License-Identifier: BSD-2-Clause */
/* bytes.c - the bounds check for all access to input, and the reader of fields */
#include "base/bytes.h"

#include <string.h>

bool gx_span_sub(struct gx_span s, uint64_t off, uint64_t len, struct gx_span *out)
{
	*out = (struct gx_span){ 0 };
	/* Subtract, do not add: off + len may overflow, s.len - off cannot. */
	if (off > s.len || len > s.len - off)
		return false;
	/* NULL + 0 is undefined in C, and an empty span may hold NULL. */
	*out = (struct gx_span){ off ? s.ptr + off : s.ptr, (size_t)len };
	return true;
}

bool gx_span_cut(struct gx_span s, uint64_t at, struct gx_span *head,
		 struct gx_span *tail)
{
	*tail = (struct gx_span){ 0 };
	if (!gx_span_sub(s, 0, at, head))
		return false;
	return gx_span_sub(s, at, s.len - at, tail);
}

struct gx_span gx_span_tail(struct gx_span s, uint64_t off)
{
	struct gx_span head, tail;

	gx_span_cut(s, off, &head, &tail);
	return tail;
}

struct gx_span gx_span_head(struct gx_span s, uint64_t len)
{
	return gx_span(s.ptr, len < s.len ? (size_t)len : s.len);
}

bool gx_span_equal(struct gx_span a, struct gx_span b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

bool gx_span_starts(struct gx_span s, const void *prefix, size_t n)
{
	return s.len >= n && (n == 0 || memcmp(s.ptr, prefix, n) == 0);
}

bool gx_span_is_filled(struct gx_span s, uint8_t value)
{
	/* If the span equals itself shifted by one byte, all its bytes are equal. */
	return s.len == 0 ||
	       (s.ptr[0] == value && memcmp(s.ptr, s.ptr + 1, s.len - 1) == 0);
}

size_t gx_span_run(struct gx_span s, uint8_t value)
{
	const uint64_t filled = value * UINT64_C(0x0101010101010101);
	uint64_t word;
	size_t n = 0;

	/*@
	  loop invariant n <= s.len;
	  loop assigns n, word;
	  loop variant s.len - n;
	*/
	for (; s.len - n >= sizeof(word); n += sizeof(word)) {
		memcpy(&word, s.ptr + n, sizeof(word));
		if (word != filled)
			break;
	}
	/*@
	  loop invariant n <= s.len;
	  loop assigns n;
	  loop variant s.len - n;
	*/
	while (n < s.len && s.ptr[n] == value)
		n++;
	return n;
}

/*
 * Horspool's search: the byte under the needle's last position says how far the needle
 * may move.  The table stores each distance in one byte, so for a long needle it covers
 * only the last part.
 */
/*@
  requires gx_readable(s) && gx_readable(needle);
  requires 2 <= needle.len <= s.len <= SIZE_MAX - 255;
  assigns \nothing;
  ensures \result <= s.len;
*/
static size_t find_long(struct gx_span s, struct gx_span needle)
{
	const size_t last = needle.len - 1;
	const size_t far = needle.len < UINT8_MAX ? needle.len : UINT8_MAX;
	uint8_t skip[256];

	memset(skip, (int)far, sizeof(skip));
	/*@
	  loop invariant needle.len - far <= i <= last;
	  loop invariant \forall integer k; 0 <= k < 256 ==> skip[k] >= 1;
	  loop assigns i, skip[0 .. 255];
	  loop variant last - i;
	*/
	for (size_t i = needle.len - far; i < last; i++)
		skip[needle.ptr[i]] = (uint8_t)(last - i);
	/*@
	  loop invariant last <= at <= s.len + 254;
	  loop assigns at;
	  loop variant s.len - at;
	*/
	for (size_t at = last; at < s.len; at += skip[s.ptr[at]]) {
		if (s.ptr[at] == needle.ptr[last] &&
		    memcmp(s.ptr + at - last, needle.ptr, last) == 0)
			return at - last;
	}
	return s.len;
}

size_t gx_span_find(struct gx_span s, struct gx_span needle)
{
	const uint8_t *hit;

	if (needle.len == 0 || s.len < needle.len)
		return s.len;
	if (needle.len > 1)
		return find_long(s, needle);
	hit = memchr(s.ptr, needle.ptr[0], s.len);
	return hit ? (size_t)(hit - s.ptr) : s.len;
}

bool gx_span_locate(struct gx_span s, const void *p, size_t n, struct gx_span *out)
{
	uintptr_t start = (uintptr_t)s.ptr, at = (uintptr_t)p;

	*out = (struct gx_span){ 0 };
	return at >= start && gx_span_sub(s, at - start, n, out);
}

void gx_span_copy(struct gx_span s, void *dst)
{
	if (s.len)
		memcpy(dst, s.ptr, s.len);
}

uint64_t gx_span_be64(struct gx_span s, size_t off)
{
	uint64_t v = 0;

	/*@
	  loop invariant 0 <= i <= 8;
	  loop assigns i, v;
	  loop variant 8 - i;
	*/
	for (size_t i = 0; i < 8; i++)
		v = v << 8 | (off < s.len && i < s.len - off ? s.ptr[off + i] : 0);
	return v;
}

/* The next n (at most 8) bytes as a little-endian number. */
/*@
  requires \valid(r) && gx_reading(*r) && n <= 8;
  assigns r->pos, r->failed;
  ensures gx_reading(*r) && r->s == \old(r->s);
  ensures r->failed ==> \result == 0 && r->pos == \old(r->pos);
  ensures !r->failed ==> !\old(r->failed) && r->pos == \old(r->pos) + n;
  ensures r->failed ==> \old(r->failed) || n > \old(r->s.len - r->pos);
*/
static uint64_t take_le(struct gx_reader *r, size_t n)
{
	uint64_t v = 0;

	if (r->failed || n > r->s.len - r->pos) {
		r->failed = true;
		return 0;
	}
	/*@
	  loop invariant 0 <= i <= n;
	  loop assigns i, v;
	  loop variant n - i;
	*/
	for (size_t i = 0; i < n; i++)
		v |= (uint64_t)r->s.ptr[r->pos + i] << (8 * i);
	r->pos += n;
	return v;
}

uint8_t gx_u8(struct gx_reader *r)
{
	return (uint8_t)take_le(r, 1);
}

uint16_t gx_le16(struct gx_reader *r)
{
	return (uint16_t)take_le(r, 2);
}

uint32_t gx_le24(struct gx_reader *r)
{
	return (uint32_t)take_le(r, 3);
}

uint32_t gx_le32(struct gx_reader *r)
{
	return (uint32_t)take_le(r, 4);
}

uint64_t gx_le64(struct gx_reader *r)
{
	return take_le(r, 8);
}

uint16_t gx_be16(struct gx_reader *r)
{
	return __builtin_bswap16(gx_le16(r));
}

uint32_t gx_be32(struct gx_reader *r)
{
	return __builtin_bswap32(gx_le32(r));
}

void gx_skip(struct gx_reader *r, uint64_t n)
{
	if (r->failed || n > r->s.len - r->pos)
		r->failed = true;
	else
		r->pos += (size_t)n;
}

void gx_seek(struct gx_reader *r, uint64_t pos)
{
	if (r->failed || pos > r->s.len)
		r->failed = true;
	else
		r->pos = (size_t)pos;
}

struct gx_span gx_take(struct gx_reader *r, uint64_t n)
{
	struct gx_span s = { 0 };

	if (!r->failed && gx_span_sub(r->s, r->pos, n, &s))
		r->pos += s.len;
	else
		r->failed = true;
	return s;
}

struct gx_span gx_rest(const struct gx_reader *r)
{
	return gx_span_tail(r->s, r->pos);
}
