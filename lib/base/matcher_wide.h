/* SPDX-License-Identifier: BSD-2-Clause */
/* matcher_wide.h - where patterns may start, by instructions that not all machines
 * have */
#ifndef GX_BASE_MATCHER_WIDE_H
#define GX_BASE_MATCHER_WIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define GX_WIDE_BLOCK 256 /* places that are checked at once */
#define GX_WIDE_BYTES 3   /* bytes of a pattern that are checked */

/*
 * For each of a pattern's first bytes, by its low and by its high half: one bit for
 * each group with a pattern that has this half there.
 */
struct gx_matcher_wide {
	uint8_t low[GX_WIDE_BYTES][16];
	uint8_t high[GX_WIDE_BYTES][16];
};

/* False on machines that cannot run gx_matcher_wide_look(). */
bool gx_matcher_wide_works(void);

/* Add a pattern of 'len' bytes, at least 2, to a set that was all zeros. */
void gx_matcher_wide_add(struct gx_matcher_wide *set, const uint8_t *bytes, size_t len);

/*
 * The first of the GX_WIDE_BLOCK places from p on where a pattern may start, else
 * GX_WIDE_BLOCK.  Reads GX_WIDE_BYTES - 1 bytes more.
 */
size_t gx_matcher_wide_look(const struct gx_matcher_wide *set, const uint8_t *p);

#endif /* GX_BASE_MATCHER_WIDE_H */
