/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * igd_config.c - the assignment driver's view of PCI where no iGPU is at 00:02.0
 *
 * Whatever device is there has an iGPU's IDs and class; all else is the device's own.
 */
#include <stdint.h>

#define pci_config_read device_config_read
#include "../../guest/pci_config.c"
#undef pci_config_read

uint32_t pci_config_read(uint32_t device, uint32_t offset);

uint32_t pci_config_read(uint32_t device, uint32_t offset)
{
	switch (offset) {
	case 0x00:
		return 0x3e9b8086; /* Coffee Lake */
	case 0x08:
		return 0x03000000; /* VGA */
	default:
		return device_config_read(device, offset);
	}
}
