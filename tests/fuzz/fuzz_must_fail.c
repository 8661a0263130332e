/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fuzz_must_fail.c - reads past the end of an input that begins with "FAIL"; the
 * sanitizer must report this read
 */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	volatile uint8_t sink = 0;
	uint8_t *exact = fuzz_exact(data, size);

	if (size >= 4 && memcmp(exact, "FAIL", 4) == 0) {
		for (size_t i = 0; i <= size; i++)
			sink ^= exact[i];
	}
	(void)sink;
	/* Without a sanitizer, nothing reports the read, so end the program. */
	fuzz_check(size < 4 || memcmp(exact, "FAIL", 4) != 0);
	free(exact);
	return 0;
}
