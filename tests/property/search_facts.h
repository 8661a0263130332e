/* SPDX-License-Identifier: BSD-2-Clause */
/* search_facts.h - a search beside the plainest way to do it */
#ifndef GX_TEST_SEARCH_FACTS_H
#define GX_TEST_SEARCH_FACTS_H

#include <gopx/gopx.h>

struct search_byte {
	uint8_t value, mask; /* masks of whole digits: 00, 0f, f0, ff */
};

/*
 * Search for these bytes (not all of them open, at most 256), and check that the hits
 * are those that comparing at every place finds, each in the deepest node that holds it,
 * in the order of their places.  Prints what does not hold; false then.
 */
bool search_is_right(const struct gopx_image *image, const struct search_byte *bytes,
		     size_t len);

#endif /* GX_TEST_SEARCH_FACTS_H */
