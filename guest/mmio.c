/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * mmio.c - reads and writes registers at their physical address, as firmware maps memory
 * 1:1
 */
#include "mmio.h"

uint32_t mmio_read(uint64_t address)
{
	return *(const volatile uint32_t *)(uintptr_t)address;
}
