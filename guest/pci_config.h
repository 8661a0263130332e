/* SPDX-License-Identifier: BSD-2-Clause */
/* pci_config.h - reading the configuration of a device on bus 0 */
#ifndef GUEST_PCI_CONFIG_H
#define GUEST_PCI_CONFIG_H

#include <stdint.h>

/* The u32 at 'offset' of function 0; all ones where there is no such device. */
uint32_t pci_config_read(uint32_t device, uint32_t offset);

#endif /* GUEST_PCI_CONFIG_H */
