/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * igd_config.c - makes the device at 00:02.0 look like an iGPU to the assignment driver
 *
 * The driver reads an iGPU's ID, class and GGC. All other registers are those of the
 * device. Files that include this file can define another ID (FAKE_ID), and the host's
 * value of BGSM (FAKE_BGSM), from which the address of its stolen memory follows.
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
