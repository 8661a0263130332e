/* SPDX-License-Identifier: BSD-2-Clause */
/* pci_config.h - the configuration of a device on bus 0 */
#ifndef GUEST_PCI_CONFIG_H
#define GUEST_PCI_CONFIG_H

#include <stdint.h>

#define IGD_DEVICE  0x02 /* bus 0, function 0 */
#define CONFIG_ASLS 0xfc /* address of the OpRegion */

/* The u32 at 'offset' of function 0; all ones if there is no such device. */
uint32_t pci_config_read(uint32_t device, uint32_t offset);

void pci_config_write(uint32_t device, uint32_t offset, uint32_t value);

#endif /* GUEST_PCI_CONFIG_H */
