/* SPDX-License-Identifier: BSD-2-Clause */
/* search_facts.h - compares a search with a very simple one */
#ifndef GX_TEST_SEARCH_FACTS_H
#define GX_TEST_SEARCH_FACTS_H

#include <gopx/gopx.h>

struct search_byte {
	uint8_t value, mask; /* masks of whole digits: 00, 0f, f0, ff */
};

/*
 * Search for these bytes (at most 256, not all of them with an empty mask).  Check that
 * the hits are the same as those of a comparison at every place, that each hit is in the
 * deepest node that contains it, and that they are in the order of their places.  Prints
 * a difference, and returns false then.
 */
bool search_is_right(const struct gopx_image *image, const struct search_byte *bytes,
		     size_t len);

#endif /* GX_TEST_SEARCH_FACTS_H */
