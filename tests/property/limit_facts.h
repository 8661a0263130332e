/* SPDX-License-Identifier: BSD-2-Clause */
/* limit_facts.h - limits stop a scan where they say they do */
#ifndef GX_TEST_LIMIT_FACTS_H
#define GX_TEST_LIMIT_FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Limits of exactly what an image holds let all of it through; each one of less stops
 * the scan, which says so once.  True for an image that the limits by default stop.
 */
bool limits_are_exact(const uint8_t *data, size_t size);

#endif /* GX_TEST_LIMIT_FACTS_H */
