/* SPDX-License-Identifier: BSD-2-Clause */
/* console.h - OVMF's debug console: QEMU's port 402, shown with -debugcon */
#ifndef GUEST_CONSOLE_H
#define GUEST_CONSOLE_H

#include <stdint.h>

/* Both do nothing if there is no such console. */
void console_text(const char *text);
void console_hex(uint32_t value);

#endif /* GUEST_CONSOLE_H */
