/* SPDX-License-Identifier: BSD-2-Clause */
/* image_facts.h - rules for every finished image, and a digest of its content */
#ifndef GX_TEST_IMAGE_FACTS_H
#define GX_TEST_IMAGE_FACTS_H

#include <gopx/gopx.h>

/*
 * Check what holds for any image: children inside their parents' bytes, siblings in
 * order and apart, findings inside the input or unpacked bytes, at most one best of
 * a kind, every string there that has to be.  Prints what does not hold; false then.
 */
bool image_is_sound(const struct gopx_image *image);

/* The node after n, depth first; NULL after the last. */
const struct gopx_node *node_following(const struct gopx_node *n);

/* A digest of the tree, the findings and the diagnostics: all that can be asked for. */
uint32_t image_digest(const struct gopx_image *image);

#endif /* GX_TEST_IMAGE_FACTS_H */
