/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fuzz_set.c - tries any bytes as a table, and as a value that a user gives for a field
 *
 * The last 32 bytes of the input choose the change: two bytes select the field, and the
 * others are the new value.
 */
#include "../property/vbt_rules.h"
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
