/* SPDX-License-Identifier: BSD-2-Clause */
/* pci_config.c - configuration mechanism #1 (PCI 3.0, 3.2.2.3.2): ports CF8 and CFC */
#include "pci_config.h"

uint32_t pci_config_read(uint32_t device, uint32_t offset)
{
	uint32_t address = 0x80000000 | device << 11 | (offset & 0xfc);
	uint32_t value;

	__asm__ volatile("outl %0, %w1" : : "a"(address), "Nd"((uint16_t)0xcf8));
	__asm__ volatile("inl %w1, %0" : "=a"(value) : "Nd"((uint16_t)0xcfc));
	return value;
}
