/* SPDX-License-Identifier: BSD-2-Clause */
/* image_facts.h - rules for every finished image, and a digest of its content */
#ifndef GX_TEST_IMAGE_FACTS_H
#define GX_TEST_IMAGE_FACTS_H

#include <gopx/gopx.h>

/*
 * Check the rules for any image: children are inside their parents' bytes, siblings are
 * in order and do not overlap, findings are inside the input or unpacked bytes, each kind
 * has at most one best finding, and no required string is missing.  Prints a broken rule,
 * and returns false then.
 */
bool image_is_sound(const struct gopx_image *image);

/* The node after n, depth first; NULL after the last. */
const struct gopx_node *node_following(const struct gopx_node *n);

/* A digest of the tree, the findings and the diagnostics. */
uint32_t image_digest(const struct gopx_image *image);

#endif /* GX_TEST_IMAGE_FACTS_H */
