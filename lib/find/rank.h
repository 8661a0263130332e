/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * rank.h - which driver and which table a user most probably wants
 *
 * Findings of a kind are compared by one criterion after the other; the first in which
 * they differ decides.  If two are equal in all criteria, it is a tie, and the first in
 * the image is the best.
 *
 * The driver is chosen first, then the table for it.  If a board's image has several
 * tables, the board's code uses the one with a GUID that all boards share, unless
 * something on the board selects another (a panel, a strap).  So that GUID comes before
 * the panel that a table names.  In one family of boards (25 images, 10 or 11 tables
 * each) the named panel alone would have chosen between two tables of accessories.
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
 * Set the criteria of the device and of the pair in every finding, and choose the best
 * of each kind.  If a device was given and nothing is for it, there is no best one.
 */
void gx_rank_all(struct gx_findings *all, struct gx_pci_device device);

#endif /* GX_FIND_RANK_H */
