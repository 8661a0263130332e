/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * rank.h - which driver and which table a user most probably wants
 *
 * Findings of a kind are compared by one criterion after the other; the first in which
 * they differ decides.  Those that are equal in all are a tie, and the one that stands
 * first in the image is called the best.
 */
#ifndef GX_FIND_RANK_H
#define GX_FIND_RANK_H

#include <stdint.h>

struct gx_findings;

/* A PCI device to choose for; {0, 0}: none. */
struct gx_pci_device {
	uint16_t vendor, device;
};

/*
 * Set the criterion of the device in every finding, and choose the best of each kind:
 * none where the device was asked for and nothing is for it.
 */
void gx_rank_all(struct gx_findings *all, struct gx_pci_device device);

#endif /* GX_FIND_RANK_H */
