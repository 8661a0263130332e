/* SPDX-License-Identifier: BSD-2-Clause */
/* match.h - one pass over bytes for several byte strings at once */
#ifndef GX_BASE_MATCH_H
#define GX_BASE_MATCH_H

#include "base/bytes.h"

#define GX_MATCH_MAX 16 /* patterns in a set */

struct gx_pattern {
	const void *bytes;
	size_t len; /* at least 2 */
};

/*
 * Offset of the first occurrence at or after 'from' of any of the 'count'
 * patterns (at most GX_MATCH_MAX); *which is its index, the lowest where several
 * start at one place.  s.len when there is none.
 */
size_t gx_match_next(struct gx_span s, size_t from, const struct gx_pattern *patterns,
		     size_t count, size_t *which);

#endif /* GX_BASE_MATCH_H */
