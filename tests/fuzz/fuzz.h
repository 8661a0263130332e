/* SPDX-License-Identifier: BSD-2-Clause */
/* fuzz.h - what the fuzz targets share */
#ifndef GX_TEST_FUZZ_H
#define GX_TEST_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Check a condition, even if assert() is disabled. */
static inline void fuzz_check(int holds)
{
	if (!holds)
		abort();
}

/*
 * Copy the input to a heap block of exactly 'size' bytes, so that sanitizers notice a
 * read past its end. Free it.
 */
static inline uint8_t *fuzz_exact(const uint8_t *data, size_t size)
{
	uint8_t *exact = malloc(size ? size : 1);

	fuzz_check(exact != NULL);
	if (size)
		memcpy(exact, data, size);
	return exact;
}

#endif /* GX_TEST_FUZZ_H */
