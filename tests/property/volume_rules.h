/* SPDX-License-Identifier: BSD-2-Clause */
/* volume_rules.h - checks that volumes do not overlap, unless one is inside the other */
#ifndef GX_TEST_VOLUME_RULES_H
#define GX_TEST_VOLUME_RULES_H

#include <gopx/gopx.h>

/*
 * True if all volumes are either separate, or one inside the other. Two volumes may also
 * be the same bytes, because two equal streams are unpacked only once.
 */
bool volumes_are_apart(const struct gopx_image *image);

#endif /* GX_TEST_VOLUME_RULES_H */
