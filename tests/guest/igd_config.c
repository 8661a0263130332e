/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * igd_config.c - shows the assignment driver an iGPU at 00:02.0 where another device is
 *
 * The device at 00:02.0 seems to have an iGPU's IDs, class and GGC. Everything else is
 * the device's own. Files that include this file define another iGPU and the address of
 * its host's stolen memory.
 */
#include <stdint.h>

#ifndef FAKE_ID
#define FAKE_ID 0x3e9b8086 /* Coffee Lake */
#endif
#ifndef FAKE_BGSM
#define FAKE_BGSM 0
#endif

#define pci_config_read device_config_read
#include "../../guest/pci_config.c"
#undef pci_config_read

#include "../../guest/mmio.h"

uint32_t pci_config_read(uint32_t device, uint32_t offset)
{
	switch (offset) {
	case 0x00:
		return FAKE_ID;
	case 0x08:
		return 0x03000000; /* VGA */
	case 0x50:
		return 0x02c0; /* 64 MiB of stolen memory, after a GTT of 8 MiB */
	default:
		return device_config_read(device, offset);
	}
}

/* The driver reads only one of the GPU's registers, BGSM. */
uint32_t mmio_read(uint64_t address)
{
	return address & 4 ? 0 : FAKE_BGSM;
}
