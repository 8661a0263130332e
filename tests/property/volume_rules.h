/* SPDX-License-Identifier: BSD-2-Clause */
/* volume_rules.h - checks that volumes do not overlap, unless one is inside the other */
#ifndef GX_TEST_VOLUME_RULES_H
#define GX_TEST_VOLUME_RULES_H

#include <gopx/gopx.h>

/*
 * True if any two volumes either have no common bytes, or one is inside the other. Two
 * equal streams are unpacked only once, so volumes in them may share all their bytes.
 */
bool volumes_are_apart(const struct gopx_image *image);

#endif /* GX_TEST_VOLUME_RULES_H */
