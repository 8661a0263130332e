/* SPDX-License-Identifier: BSD-2-Clause */
/* limit_rules.h - checks that limits stop a scan at the right point */
#ifndef GX_TEST_LIMIT_RULES_H
#define GX_TEST_LIMIT_RULES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Compute the smallest limits with which a scan of the image is complete, and scan with
 * each of them. With a limit that is smaller by one, the scan must stop with one
 * diagnostic. Returns true without a check if the default limits stop the scan.
 */
bool limits_are_exact(const uint8_t *data, size_t size);

#endif /* GX_TEST_LIMIT_RULES_H */
