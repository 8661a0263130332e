/* SPDX-License-Identifier: BSD-2-Clause */
/* volume_facts.h - no byte is of two volumes that have nothing to do with each other */
#ifndef GX_TEST_VOLUME_FACTS_H
#define GX_TEST_VOLUME_FACTS_H

#include <gopx/gopx.h>

/*
 * True when of any two volumes that have bytes in common one is in the other.  A stream
 * that is met twice is unpacked once: then one is in a copy of the other.
 */
bool volumes_are_apart(const struct gopx_image *image);

#endif /* GX_TEST_VOLUME_FACTS_H */
