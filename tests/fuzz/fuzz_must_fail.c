/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fuzz_must_fail.c - reads past its input when it gets one word; the sanitizer must
 * report it
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
	/* Without a sanitizer nothing notices the read, so the program reports it. */
	fuzz_check(size < 4 || memcmp(exact, "FAIL", 4) != 0);
	free(exact);
	return 0;
}
