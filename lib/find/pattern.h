/* SPDX-License-Identifier: BSD-2-Clause */
/* pattern.h - a search pattern: bytes with masks */
#ifndef GX_FIND_PATTERN_H
#define GX_FIND_PATTERN_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

#define GX_PATTERN_MAX     256 /* bytes of one string */
#define GX_PATTERN_STRINGS 2

struct gx_masked {
	uint8_t value; /* 0 where the mask is 0 */
	uint8_t mask;
};

struct gx_masked_string {
	struct gx_masked bytes[GX_PATTERN_MAX];
	size_t len; /* at least 1 */
};

/*
 * Each occurrence of one of the strings is a hit.  No two strings can occur at the same
 * place.
 */
struct gx_search_pattern {
	struct gx_masked_string strings[GX_PATTERN_STRINGS];
	size_t count;
	size_t utf16; /* index of the UTF-16 string; .count if there is none */
};

/* Returns NULL if 'text' is a valid pattern.  Otherwise returns a clause that says why
 * not, and *out is zero. */
const char *gx_pattern_parse(enum gopx_pattern_kind kind, const char *text,
			     struct gx_search_pattern *out);

#endif /* GX_FIND_PATTERN_H */
