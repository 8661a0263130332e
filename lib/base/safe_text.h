/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * safe_text.h - text from an image, made safe to show
 *
 * The result is UTF-8 without control characters, bidirectional controls, other
 * invisible formatting and broken sequences: each of these becomes U+FFFD.  A run of
 * line breaks and tabs becomes one blank.
 */
#ifndef GX_BASE_SAFE_TEXT_H
#define GX_BASE_SAFE_TEXT_H

#include "base/arena.h"
#include "base/bytes.h"

/* maximum number of characters in a text; the rest is cut off */
#define GX_SAFE_TEXT_MAX 256

/*
 * Read one character.  Half of a surrogate pair is returned as it is.  A byte that does
 * not begin a well-formed sequence is read alone, as U+FFFD.
 */
/*@
  requires \valid(r) && gx_reading(*r);
  assigns *r;
  ensures gx_reading(*r) && r->s == \old(r->s);
  ensures !\old(r->failed) && \old(r->s.len - r->pos) >= 2 ==>
	  !r->failed && r->pos >= \old(r->pos) + 2;
*/
uint32_t gx_take_utf16(struct gx_reader *r);
/*@
  requires \valid(r) && gx_reading(*r);
  assigns *r;
  ensures gx_reading(*r) && r->s == \old(r->s);
  ensures !\old(r->failed) && \old(r->pos) < r->s.len ==>
	  !r->failed && r->pos > \old(r->pos);
*/
uint32_t gx_take_utf8(struct gx_reader *r);

/* UTF-16LE up to its terminator or the end of s; NULL: no memory. */
const char *gx_safe_text_utf16(struct gx_arena *a, struct gx_span s);

/* UTF-8 up to a NUL or the end of s; NULL: no memory. */
const char *gx_safe_text_utf8(struct gx_arena *a, struct gx_span s);

/* ASCII up to a NUL or the end of s, without blanks at both ends; NULL: no memory. */
const char *gx_safe_text_ascii(struct gx_arena *a, struct gx_span s);

#endif /* GX_BASE_SAFE_TEXT_H */
