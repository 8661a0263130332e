/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * rank.h - which driver and which table a user most probably wants
 *
 * Findings of a kind are compared by a list of criteria.  The first criterion in which
 * they differ decides.  If the findings do not differ, there is a tie.  Then the first
 * one in the image is the best.
 *
 * The driver is chosen first, then the table for it.  The image of a board may have
 * several tables.  Usually the board's code uses the table whose GUID is the same on all
 * boards.  A panel or a strap on the board may select another table.  So this GUID counts
 * more than the name of a panel in a table.  In one family of boards (25 images with 10
 * or 11 tables each), only two tables name a panel, and both are for accessories.
 */
#ifndef GX_FIND_RANK_H
#define GX_FIND_RANK_H

#include <stdint.h>

struct gx_findings;

/* The PCI device for which to choose; {0, 0}: none. */
struct gx_pci_device {
	uint16_t vendor, device;
};

/*
 * Set the remaining scores of every finding: how well it suits the device, and whether
 * driver and table suit each other.  Then choose the best finding of each kind.  If a
 * device was given and no finding of a kind suits it, this kind has no best one.
 */
void gx_rank_all(struct gx_findings *all, struct gx_pci_device device);

#endif /* GX_FIND_RANK_H */
