/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * rank.h - which driver and which table a user most probably wants
 *
 * Findings of a kind are compared by one criterion after the other; the first in which
 * they differ decides.  Those that are equal in all are a tie, and the one that stands
 * first in the image is called the best.
 *
 * The driver is chosen first, then the table for it.  Where a board's image has several
 * tables, the board's code takes the one under a GUID that everybody uses for it unless
 * something on the board selects another (a panel, a strap): so that GUID comes before
 * the panel that a table names.  On one family of boards (25 images, 10 or 11 tables
 * each) the named panel chose between two tables of accessories.
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
 * Set the criteria of the device and of the pair in every finding, and choose the best of
 * each kind: none where the device was asked for and nothing is for it.
 */
void gx_rank_all(struct gx_findings *all, struct gx_pci_device device);

#endif /* GX_FIND_RANK_H */
