/* SPDX-License-Identifier: BSD-2-Clause */
/* mmio.c - firmware maps all memory one to one */
#include "mmio.h"

uint32_t mmio_read(uint64_t address)
{
	return *(const volatile uint32_t *)(uintptr_t)address;
}
