/* SPDX-License-Identifier: BSD-2-Clause */
/* limit_rules.h - checks that limits stop a scan at the right point */
#ifndef GX_TEST_LIMIT_RULES_H
#define GX_TEST_LIMIT_RULES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Find the exact limits that the image needs. With them, a scan must be complete. If one
 * limit is smaller by one, it must stop the scan with one diagnostic. Returns true
 * without a check if the default limits stop a scan of the image.
 */
bool limits_are_exact(const uint8_t *data, size_t size);

#endif /* GX_TEST_LIMIT_RULES_H */
