/* SPDX-License-Identifier: BSD-2-Clause */
/* fw_cfg.c - reads fw_cfg through ports 510 and 511 (QEMU, docs/specs/fw_cfg) */
#include "fw_cfg.h"

void fw_cfg_select(uint16_t item)
{
	__asm__ volatile("outw %0, %w1" : : "a"(item), "Nd"((uint16_t)0x510));
}

uint8_t fw_cfg_byte(void)
{
	uint8_t value;

	__asm__ volatile("inb %w1, %0" : "=a"(value) : "Nd"((uint16_t)0x511));
	return value;
}
