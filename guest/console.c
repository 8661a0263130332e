/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * console.c - write to OVMF's debug console. If QEMU has this device, reading port 402
 * gives E9 (OVMF's PlatformDebugLib).
 */
#include "console.h"

#define PORT    0x402
#define PRESENT 0xe9

static int is_there(void)
{
	uint8_t value;

	__asm__ volatile("inb %w1, %0" : "=a"(value) : "Nd"((uint16_t)PORT));
	return value == PRESENT;
}

static void put(uint8_t byte)
{
	__asm__ volatile("outb %0, %w1" : : "a"(byte), "Nd"((uint16_t)PORT));
}

void console_text(const char *text)
{
	if (!is_there())
		return;
	while (*text)
		put((uint8_t)*text++);
}

void console_hex(uint32_t value)
{
	if (!is_there())
		return;
	for (int shift = 28; shift >= 0; shift -= 4) {
		uint32_t digit = value >> shift & 0xf;

		put((uint8_t)(digit < 10 ? '0' + digit : 'a' + digit - 10));
	}
}
