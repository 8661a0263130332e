/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fuzz_set.c - any bytes as a table, and as what a user sets one of its fields to
 *
 * The last 32 bytes are both: two choose the field, the others are the words.
 */
#include "../property/vbt_facts.h"
#include "fuzz.h"

#define LAST 32

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t *exact = fuzz_exact(data, size);
	char words[LAST - 1] = { 0 };
	const uint8_t *last;

	if (size >= LAST) {
		last = exact + size - LAST;
		memcpy(words, last + 2, LAST - 2);
		fuzz_check(setting_is_sound(exact, size, last[0] * (size_t)256 + last[1],
					    words));
	}
	free(exact);
	return 0;
}
