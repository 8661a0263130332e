/* SPDX-License-Identifier: BSD-2-Clause */
/* igd.c - finds the family of a GPU by the high byte of its device ID */
#include "igd.h"

#define ENTRIES(array) (sizeof(array) / sizeof((array)[0]))

static int has(const uint8_t *families, unsigned int count, uint32_t device)
{
	for (unsigned int i = 0; i < count; i++) {
		if (device >> 8 == families[i])
			return 1;
	}
	return 0;
}

enum igd_bdsm igd_bdsm_of(uint32_t device)
{
	static const uint8_t narrow[] = {
		0x01, 0x04, 0x0a, 0x0c, 0x0d, 0x0f, 0x16, 0x19,
		0x1a, 0x22, 0x31, 0x3e, 0x59, 0x5a, 0x87, 0x9b
	};
	static const uint8_t wide[] = { 0x45, 0x46, 0x4c, 0x4e, 0x8a, 0x9a, 0xa7 };

	if (has(narrow, ENTRIES(narrow), device))
		return IGD_BDSM_NARROW;
	return has(wide, ENTRIES(wide), device) ? IGD_BDSM_WIDE : IGD_BDSM_UNKNOWN;
}
