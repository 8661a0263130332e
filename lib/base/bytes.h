/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * bytes.h - the only way to input bytes: checked ranges and a sticky reader
 *
 * A span is a range of bytes that somebody else owns.  Ranges are made by
 * gx_span_sub() alone; fields are read by a gx_reader.  No other file of the
 * library makes pointers into input.
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

static inline struct gx_span gx_span(const void *ptr, size_t len)
{
	return (struct gx_span){ ptr, len };
}

/* The range [off, off + len) of s; false, and *out empty, when it leads out. */
bool gx_span_sub(struct gx_span s, uint64_t off, uint64_t len, struct gx_span *out);

/* Split s at 'at'; false, and both empty, when 'at' is past its end. */
bool gx_span_cut(struct gx_span s, uint64_t at, struct gx_span *head,
		 struct gx_span *tail);

/* From off on; empty when off is at or past the end. */
struct gx_span gx_span_tail(struct gx_span s, uint64_t off);

/* The first len bytes, or all of s when it is shorter. */
struct gx_span gx_span_head(struct gx_span s, uint64_t len);

bool gx_span_equal(struct gx_span a, struct gx_span b);

/* True when s starts with the n bytes at 'prefix'. */
bool gx_span_starts(struct gx_span s, const void *prefix, size_t n);

/* True when every byte of s is 'value'; true for an empty span. */
bool gx_span_is_filled(struct gx_span s, uint8_t value);

/* How many bytes at the start of s are 'value', looked at in words. */
size_t gx_span_run(struct gx_span s, uint8_t value);

/* Offset of the first occurrence of needle, or s.len when there is none. */
size_t gx_span_find(struct gx_span s, struct gx_span needle);

/* The range of s that the n bytes at 'p' are; false when they are elsewhere. */
bool gx_span_locate(struct gx_span s, const void *p, size_t n, struct gx_span *out);

/* Copy all of s to dst, which has room for s.len bytes. */
void gx_span_copy(struct gx_span s, void *dst);

/* Byte at off, which the caller knows to be inside. */
static inline uint8_t gx_span_at(struct gx_span s, size_t off)
{
	return s.ptr[off];
}

/* The 8 bytes at off, which the caller knows to be inside, as a big-endian number. */
static inline uint64_t gx_span_be64_at(struct gx_span s, size_t off)
{
	const uint8_t *p = s.ptr + off;

	return (uint64_t)p[0] << 56 | (uint64_t)p[1] << 48 | (uint64_t)p[2] << 40 |
	       (uint64_t)p[3] << 32 | (uint64_t)p[4] << 24 | (uint64_t)p[5] << 16 |
	       (uint64_t)p[6] << 8 | p[7];
}

/* The same at any off: bytes past the end of s are 0. */
uint64_t gx_span_be64(struct gx_span s, size_t off);

/* Offset of 'inner' in 'outer', which must be the span it was made from. */
static inline size_t gx_span_offset(struct gx_span outer, struct gx_span inner)
{
	return inner.len ? (size_t)(inner.ptr - outer.ptr) : 0;
}

/*
 * A cursor over a span.  A read past the end returns 0 and sets 'failed',
 * which then stays set: read a whole header, ask once.
 */
struct gx_reader {
	struct gx_span s;
	size_t pos; /* never past s.len */
	bool failed;
};

static inline struct gx_reader gx_reader(struct gx_span s)
{
	return (struct gx_reader){ .s = s };
}

uint8_t gx_u8(struct gx_reader *r);
uint16_t gx_le16(struct gx_reader *r);
uint32_t gx_le24(struct gx_reader *r);
uint32_t gx_le32(struct gx_reader *r);
uint64_t gx_le64(struct gx_reader *r);
uint16_t gx_be16(struct gx_reader *r);
uint32_t gx_be32(struct gx_reader *r);

/* Move on by n bytes without looking at them. */
void gx_skip(struct gx_reader *r, uint64_t n);

/* Move to offset pos of the span, forward or back. */
void gx_seek(struct gx_reader *r, uint64_t pos);

/* The next n bytes as a span; empty on failure. */
struct gx_span gx_take(struct gx_reader *r, uint64_t n);

/* What has not been read yet. */
struct gx_span gx_rest(const struct gx_reader *r);

#endif /* GX_BASE_BYTES_H */
