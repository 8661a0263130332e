/* SPDX-License-Identifier: BSD-2-Clause */
/* matcher_wide.h - find where patterns may start, with instructions that some machines
 * lack */
#ifndef GX_BASE_MATCHER_WIDE_H
#define GX_BASE_MATCHER_WIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define GX_WIDE_BLOCK 256 /* places that are checked at once */
#define GX_WIDE_BYTES 3   /* bytes of a pattern that are checked */

/*
 * There are two tables for each of the first bytes of a pattern: one for the low four
 * bits of the byte, one for the high four bits.  A table has an entry for each value of
 * these bits.  In this entry, one bit for each group says whether a pattern of the group
 * has this value there.
 */
struct gx_matcher_wide {
	uint8_t low[GX_WIDE_BYTES][16];
	uint8_t high[GX_WIDE_BYTES][16];
};

/* True if this machine can run gx_matcher_wide_look(). */
bool gx_matcher_wide_works(void);

/* Add a pattern of 'len' bytes, at least 2, to a set.  A new set consists of zeros. */
void gx_matcher_wide_add(struct gx_matcher_wide *set, const uint8_t *bytes, size_t len);

/*
 * Examine GX_WIDE_BLOCK places from p on.  Returns the first of them where a pattern may
 * start, or GX_WIDE_BLOCK if there is none.  Also reads GX_WIDE_BYTES - 1 bytes after
 * these places.
 */
size_t gx_matcher_wide_look(const struct gx_matcher_wide *set, const uint8_t *p);

#endif /* GX_BASE_MATCHER_WIDE_H */
