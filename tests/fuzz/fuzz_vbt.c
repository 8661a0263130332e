/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fuzz_vbt.c - tries any bytes as a table, and reads and changes its fields
 *
 * The last four bytes choose the changes.
 */
#include "fuzz.h"
#include "../property/vbt_rules.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t *exact = fuzz_exact(data, size);
	uint32_t seed = 0;

	for (size_t i = size > 4 ? size - 4 : 0; i < size; i++)
		seed = seed << 8 | exact[i];
	fuzz_check(table_is_sound(exact, size, seed));
	free(exact);
	return 0;
}
