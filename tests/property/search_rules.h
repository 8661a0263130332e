/* SPDX-License-Identifier: BSD-2-Clause */
/* search_rules.h - compares a search with a very simple search */
#ifndef GX_TEST_SEARCH_RULES_H
#define GX_TEST_SEARCH_RULES_H

#include <gopx/gopx.h>

struct search_byte {
	uint8_t value, mask; /* the mask has whole hexadecimal digits: 00, 0f, f0 or ff */
};

/*
 * Search for these bytes: at most 256, and at least one has a mask that is not 0. Compare
 * the hits with those of a simple search, which compares the bytes at every offset. The
 * order must be the same, too. Each hit must be in the deepest node that contains it. If
 * there is a difference, print it and return false.
 */
bool search_is_right(const struct gopx_image *image, const struct search_byte *bytes,
		     size_t len);

#endif /* GX_TEST_SEARCH_RULES_H */
