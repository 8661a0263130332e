/* SPDX-License-Identifier: BSD-2-Clause */
/* stolen.h - reserve and clear a guest's stolen memory */
#ifndef GUEST_STOLEN_H
#define GUEST_STOLEN_H

#include "efi.h"

/* True if the GPU's registers can be read, because its memory range has an address. */
int stolen_ready(void);

/*
 * Reserve and clear memory of this size for the device, and write its address to BDSM.
 * For a device with the wide register, use the address of the host's stolen memory if
 * possible. The debug console shows the address, or that no memory was free.
 */
void stolen_set(struct efi_boot_services *bs, uint32_t device, uint64_t size);

#endif /* GUEST_STOLEN_H */
