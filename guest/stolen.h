/* SPDX-License-Identifier: BSD-2-Clause */
/* stolen.h - reserve and clear a guest's stolen memory */
#ifndef GUEST_STOLEN_H
#define GUEST_STOLEN_H

#include "efi.h"

/* The GPU's registers can be read: its memory has an address. */
int stolen_ready(void);

/*
 * Reserve and clear memory of that size for the device, and write its address.  With
 * the wide register it is where the host's is, if that can be.  The debug console says
 * which, and when there is none.
 */
void stolen_set(struct efi_boot_services *bs, uint32_t device, uint64_t size);

#endif /* GUEST_STOLEN_H */
