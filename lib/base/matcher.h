/* SPDX-License-Identifier: BSD-2-Clause */
/* matcher.h - one pass over bytes for many byte strings at once */
#ifndef GX_BASE_MATCHER_H
#define GX_BASE_MATCHER_H

#include "base/bytes.h"
#include "base/matcher_wide.h"

#define GX_MATCHER_MAX       64 /* patterns in a set */
#define GX_MATCHER_SHORT_MAX 8  /* of these, patterns of fewer than 4 bytes */

struct gx_pattern {
	const void *bytes;
	size_t len; /* at least 2 */
};

/* A set of patterns, prepared for searching; its fields are private. */
struct gx_matcher {
	struct gx_matcher_wide wide;
	bool is_wide;
	/* memory of the caller, which must stay valid */
	const struct gx_pattern *patterns;
	size_t count;
	size_t step; /* bytes between two checks for long patterns */
	/* one bit for each pair of bytes, set if a long pattern contains the pair */
	uint64_t pairs[1024];
	/* the first byte of each short pattern, repeated 16 times */
	uint8_t short_first[GX_MATCHER_SHORT_MAX][16];
	uint8_t short_second[GX_MATCHER_SHORT_MAX][16];
	size_t short_count;
	uint8_t first[256];            /* 1 + the first pattern with this start */
	uint8_t after[GX_MATCHER_MAX]; /* 1 + the next pattern with the same start */
	bool twin[256];                /* a pattern starts with this byte twice */
};

/* A set has at most GX_MATCHER_MAX patterns.  At most GX_MATCHER_SHORT_MAX of these may
 * be short. */
void gx_matcher_init(struct gx_matcher *m, const struct gx_pattern *patterns,
		     size_t count);

/* The same, but without the instructions that some machines lack. */
void gx_matcher_init_portable(struct gx_matcher *m, const struct gx_pattern *patterns,
			      size_t count);

/*
 * Find the first place, at or after 'from', where any of the patterns starts.  Returns
 * the offset of this place, or s.len if there is none.  *which is the index of the
 * pattern; if several patterns start there, the lowest index.
 */
size_t gx_matcher_next(const struct gx_matcher *m, struct gx_span s, size_t from,
		       size_t *which);

#endif /* GX_BASE_MATCHER_H */
