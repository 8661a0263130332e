/* SPDX-License-Identifier: BSD-2-Clause */
/* fw_cfg.h - QEMU's firmware configuration device, through its ports */
#ifndef GUEST_FW_CFG_H
#define GUEST_FW_CFG_H

#include <stdint.h>

/* Select an item; the next read starts at its first byte. */
void fw_cfg_select(uint16_t item);

/* The next byte of the item; 0 after its end. */
uint8_t fw_cfg_byte(void);

#endif /* GUEST_FW_CFG_H */
