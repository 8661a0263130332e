/* SPDX-License-Identifier: BSD-2-Clause */
/* image_rules.h - rules for every finished image, and a digest of its content */
#ifndef GX_TEST_IMAGE_RULES_H
#define GX_TEST_IMAGE_RULES_H

#include <gopx/gopx.h>

/*
 * Check the rules that hold for every image. Children are inside their parents' bytes.
 * Siblings are in order and do not overlap. Findings are inside the input or unpacked
 * bytes. Each kind has at most one best finding. No required string is missing. If a
 * rule is broken, print it and return false.
 */
bool image_is_sound(const struct gopx_image *image);

/* Return the node after n in depth-first order; NULL after the last node. */
const struct gopx_node *node_following(const struct gopx_node *n);

/* Return a digest of the tree, the findings and the diagnostics. */
uint32_t image_digest(const struct gopx_image *image);

#endif /* GX_TEST_IMAGE_RULES_H */
