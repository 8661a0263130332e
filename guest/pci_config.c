/* SPDX-License-Identifier: BSD-2-Clause */
/* pci_config.c - configuration mechanism #1 (PCI 3.0, 3.2.2.3.2): ports CF8 and CFC */
#include "pci_config.h"

static void out32(uint16_t port, uint32_t value)
{
	__asm__ volatile("outl %0, %w1" : : "a"(value), "Nd"(port));
}

static void address(uint32_t device, uint32_t offset)
{
	out32(0xcf8, 0x80000000 | device << 11 | (offset & 0xfc));
}

uint32_t pci_config_read(uint32_t device, uint32_t offset)
{
	uint32_t value;

	address(device, offset);
	__asm__ volatile("inl %w1, %0" : "=a"(value) : "Nd"((uint16_t)0xcfc));
	return value;
}

void pci_config_write(uint32_t device, uint32_t offset, uint32_t value)
{
	address(device, offset);
	out32(0xcfc, value);
}
