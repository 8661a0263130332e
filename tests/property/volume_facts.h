/* SPDX-License-Identifier: BSD-2-Clause */
/* volume_facts.h - checks that volumes do not overlap, unless one is inside the other */
#ifndef GX_TEST_VOLUME_FACTS_H
#define GX_TEST_VOLUME_FACTS_H

#include <gopx/gopx.h>

/*
 * True if, of any two volumes with common bytes, one is inside the other.  A stream that
 * occurs twice is unpacked only once, so one may be inside a copy of the other.
 */
bool volumes_are_apart(const struct gopx_image *image);

#endif /* GX_TEST_VOLUME_FACTS_H */
