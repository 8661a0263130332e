/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * bytes.h - the only access to input bytes: checked ranges, and a reader with a sticky
 * error
 *
 * A span is a range of bytes; it does not own them.  Only gx_span_sub() makes ranges,
 * and a gx_reader reads fields.  No other file of the library makes pointers into
 * input.
 */
#ifndef GX_BASE_BYTES_H
#define GX_BASE_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct gx_span {
	const uint8_t *ptr; /* may be NULL when len is 0 */
	size_t len;         /* bytes */
};

/*@ predicate gx_readable(struct gx_span s) = \valid_read(s.ptr + (0 .. s.len - 1)); */

/*@
  assigns \nothing;
  ensures \result.ptr == (uint8_t *)ptr && \result.len == len;
*/
static inline struct gx_span gx_span(const void *ptr, size_t len)
{
	return (struct gx_span){ ptr, len };
}

/* Set *out to the range [off, off + len) of s.  If the range is not inside s, returns
 * false, and *out is empty. */
/*@
  requires gx_readable(s) && \valid(out);
  assigns *out;
  ensures gx_readable(*out) && out->len <= s.len;
  ensures \result <==> off <= s.len && len <= s.len - off;
  ensures \result ==> out->len == len && out->ptr == s.ptr + off;
  ensures !\result ==> out->len == 0;
*/
bool gx_span_sub(struct gx_span s, uint64_t off, uint64_t len, struct gx_span *out);

/* Split s at 'at'.  If 'at' is past the end of s, returns false, and both parts are
 * empty. */
/*@
  requires gx_readable(s) && \valid(head) && \valid(tail) && \separated(head, tail);
  assigns *head, *tail;
  ensures gx_readable(*head) && gx_readable(*tail);
  ensures \result <==> at <= s.len;
  ensures \result ==> head->len == at && tail->len == s.len - at;
  ensures \result ==> head->ptr == s.ptr && tail->ptr == s.ptr + at;
  ensures !\result ==> head->len == 0 && tail->len == 0;
*/
bool gx_span_cut(struct gx_span s, uint64_t at, struct gx_span *head,
		 struct gx_span *tail);

/* The part from off on; empty if off is at or past the end. */
/*@
  requires gx_readable(s);
  assigns \nothing;
  ensures gx_readable(\result);
  ensures \result.len == (off <= s.len ? s.len - off : 0);
  ensures off <= s.len ==> \result.ptr == s.ptr + off;
*/
struct gx_span gx_span_tail(struct gx_span s, uint64_t off);

/* The first len bytes, or all of s when it is shorter. */
/*@
  requires gx_readable(s);
  assigns \nothing;
  ensures gx_readable(\result);
  ensures \result.ptr == s.ptr && \result.len == (len < s.len ? len : s.len);
*/
struct gx_span gx_span_head(struct gx_span s, uint64_t len);

/*@
  requires gx_readable(a) && gx_readable(b);
  assigns \nothing;
*/
bool gx_span_equal(struct gx_span a, struct gx_span b);

/* True when s starts with the n bytes at 'prefix'. */
/*@
  requires gx_readable(s) && \valid_read((uint8_t *)prefix + (0 .. n - 1));
  assigns \nothing;
  ensures \result ==> s.len >= n;
*/
bool gx_span_starts(struct gx_span s, const void *prefix, size_t n);

/* True when every byte of s is 'value'; true for an empty span. */
/*@
  requires gx_readable(s);
  assigns \nothing;
*/
bool gx_span_is_filled(struct gx_span s, uint8_t value);

/* How many bytes at the start of s are 'value'; reads words at a time. */
/*@
  requires gx_readable(s);
  assigns \nothing;
  ensures \result <= s.len;
*/
size_t gx_span_run(struct gx_span s, uint8_t value);

/* Offset of the first occurrence of needle, or s.len if there is none. */
/*@
  requires gx_readable(s) && gx_readable(needle);
  requires s.len <= SIZE_MAX - 255; // no object is so large
  assigns \nothing;
  ensures \result <= s.len;
*/
size_t gx_span_find(struct gx_span s, struct gx_span needle);

/* The range of s that consists of the n bytes at 'p'; false if they are not in s. */
/*@
  requires gx_readable(s) && \valid(out);
  assigns *out;
  ensures gx_readable(*out) && out->len <= s.len;
  ensures \result ==> out->len == n;
  ensures !\result ==> out->len == 0;
*/
bool gx_span_locate(struct gx_span s, const void *p, size_t n, struct gx_span *out);

/* Copy all of s to dst, which has room for s.len bytes. */
/*@
  requires gx_readable(s) && \valid((uint8_t *)dst + (0 .. s.len - 1));
  requires \separated((uint8_t *)dst + (0 .. s.len - 1), s.ptr + (0 .. s.len - 1));
  assigns ((uint8_t *)dst)[0 .. s.len - 1];
*/
void gx_span_copy(struct gx_span s, void *dst);

/* The byte at off; the caller knows that it is inside. */
/*@
  requires gx_readable(s) && off < s.len;
  assigns \nothing;
*/
static inline uint8_t gx_span_at(struct gx_span s, size_t off)
{
	return s.ptr[off];
}

/* The 8 bytes at off as a big-endian number; the caller knows that they are inside. */
/*@
  requires gx_readable(s) && off <= s.len - 8;
  assigns \nothing;
*/
static inline uint64_t gx_span_be64_at(struct gx_span s, size_t off)
{
	const uint8_t *p = s.ptr + off;

	return (uint64_t)p[0] << 56 | (uint64_t)p[1] << 48 | (uint64_t)p[2] << 40 |
	       (uint64_t)p[3] << 32 | (uint64_t)p[4] << 24 | (uint64_t)p[5] << 16 |
	       (uint64_t)p[6] << 8 | p[7];
}

/*
 * The 8 bytes at any 'off' as a big-endian number.  Bytes past the end of s count as 0.
 */
/*@
  requires gx_readable(s);
  assigns \nothing;
*/
uint64_t gx_span_be64(struct gx_span s, size_t off);

/* Offset of 'inner' in 'outer'; 'inner' must have been made from 'outer'. */
/*@
  requires \base_addr(inner.ptr) == \base_addr(outer.ptr);
  assigns \nothing;
*/
static inline size_t gx_span_offset(struct gx_span outer, struct gx_span inner)
{
	return inner.len ? (size_t)(inner.ptr - outer.ptr) : 0;
}

/*
 * A cursor over a span.  A read past the end returns 0 and sets 'failed', which stays
 * set.  So the caller can read a whole header, and then check 'failed' once.
 */
struct gx_reader {
	struct gx_span s;
	size_t pos; /* never past s.len */
	bool failed;
};

/*@
  predicate gx_reading(struct gx_reader r) = gx_readable(r.s) && r.pos <= r.s.len;
*/

/*@
  requires gx_readable(s);
  assigns \nothing;
  ensures gx_reading(\result);
  ensures \result.s == s && \result.pos == 0 && \result.failed == 0;
*/
static inline struct gx_reader gx_reader(struct gx_span s)
{
	return (struct gx_reader){ .s = s };
}

/*@
  requires \valid(r) && gx_reading(*r);
  assigns r->pos, r->failed;
  ensures gx_reading(*r) && r->s == \old(r->s);
  ensures r->failed ==> \result == 0 && r->pos == \old(r->pos);
  ensures !r->failed ==> !\old(r->failed) && r->pos == \old(r->pos) + 1;
  ensures r->failed ==> \old(r->failed) || \old(r->s.len - r->pos) < 1;
*/
uint8_t gx_u8(struct gx_reader *r);
/*@
  requires \valid(r) && gx_reading(*r);
  assigns r->pos, r->failed;
  ensures gx_reading(*r) && r->s == \old(r->s);
  ensures r->failed ==> \result == 0 && r->pos == \old(r->pos);
  ensures !r->failed ==> !\old(r->failed) && r->pos == \old(r->pos) + 2;
  ensures r->failed ==> \old(r->failed) || \old(r->s.len - r->pos) < 2;
*/
uint16_t gx_le16(struct gx_reader *r);
/*@
  requires \valid(r) && gx_reading(*r);
  assigns r->pos, r->failed;
  ensures gx_reading(*r) && r->s == \old(r->s);
  ensures r->failed ==> \result == 0 && r->pos == \old(r->pos);
  ensures !r->failed ==> !\old(r->failed) && r->pos == \old(r->pos) + 3;
*/
uint32_t gx_le24(struct gx_reader *r);
/*@
  requires \valid(r) && gx_reading(*r);
  assigns r->pos, r->failed;
  ensures gx_reading(*r) && r->s == \old(r->s);
  ensures r->failed ==> \result == 0 && r->pos == \old(r->pos);
  ensures !r->failed ==> !\old(r->failed) && r->pos == \old(r->pos) + 4;
*/
uint32_t gx_le32(struct gx_reader *r);
/*@
  requires \valid(r) && gx_reading(*r);
  assigns r->pos, r->failed;
  ensures gx_reading(*r) && r->s == \old(r->s);
  ensures r->failed ==> \result == 0 && r->pos == \old(r->pos);
  ensures !r->failed ==> !\old(r->failed) && r->pos == \old(r->pos) + 8;
*/
uint64_t gx_le64(struct gx_reader *r);
/*@
  requires \valid(r) && gx_reading(*r);
  assigns r->pos, r->failed;
  ensures gx_reading(*r) && r->s == \old(r->s);
  ensures r->failed ==> r->pos == \old(r->pos);
  ensures !r->failed ==> !\old(r->failed) && r->pos == \old(r->pos) + 2;
*/
uint16_t gx_be16(struct gx_reader *r);
/*@
  requires \valid(r) && gx_reading(*r);
  assigns r->pos, r->failed;
  ensures gx_reading(*r) && r->s == \old(r->s);
  ensures r->failed ==> r->pos == \old(r->pos);
  ensures !r->failed ==> !\old(r->failed) && r->pos == \old(r->pos) + 4;
*/
uint32_t gx_be32(struct gx_reader *r);

/* Skip n bytes. */
/*@
  requires \valid(r) && gx_reading(*r);
  assigns r->pos, r->failed;
  ensures gx_reading(*r) && r->s == \old(r->s);
  ensures r->failed ==> r->pos == \old(r->pos);
  ensures !r->failed ==> !\old(r->failed) && r->pos == \old(r->pos) + n;
  ensures r->failed ==> \old(r->failed) || n > \old(r->s.len - r->pos);
*/
void gx_skip(struct gx_reader *r, uint64_t n);

/* Move to offset pos of the span, forward or back. */
/*@
  requires \valid(r) && gx_reading(*r);
  assigns r->pos, r->failed;
  ensures gx_reading(*r) && r->s == \old(r->s);
  ensures !r->failed ==> !\old(r->failed) && r->pos == pos;
*/
void gx_seek(struct gx_reader *r, uint64_t pos);

/* The next n bytes as a span; empty on failure. */
/*@
  requires \valid(r) && gx_reading(*r);
  assigns r->pos, r->failed;
  ensures gx_reading(*r) && r->s == \old(r->s);
  ensures gx_readable(\result) && \result.len <= r->s.len;
  ensures r->failed ==> \result.len == 0 && r->pos == \old(r->pos);
  ensures !r->failed ==> !\old(r->failed) && \result.len == n &&
	  r->pos == \old(r->pos) + n;
  ensures r->failed ==> \old(r->failed) || n > \old(r->s.len - r->pos);
*/
struct gx_span gx_take(struct gx_reader *r, uint64_t n);

/* The part that has not been read yet. */
/*@
  requires \valid_read(r) && gx_reading(*r);
  assigns \nothing;
  ensures gx_readable(\result) && \result.len == r->s.len - r->pos;
*/
struct gx_span gx_rest(const struct gx_reader *r);

#endif /* GX_BASE_BYTES_H */
