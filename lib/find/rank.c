/* SPDX-License-Identifier: BSD-2-Clause */
/* rank.c - which driver and which table a user most probably wants */
#include "find/rank.h"

#include "find/finding.h"
#include "find/platform.h"
#include "walk/kind.h"

/* For each criterion, the clause that is shown when it decides. */
static const char *const gop_decided[GX_RANK_CRITERIA] = {
	[GX_GOP_FOR_DEVICE] = "it supports the device",
	[GX_GOP_INTEGRATED] = "it is not for a graphics card",
	[GX_GOP_CERTAIN] = "it has every sign of Intel's driver",
	[GX_GOP_X64] = "it is for x64",
	[GX_GOP_PE] = "it is a PE image, not a TE image",
	[GX_GOP_IN_USE] = "its file is not deleted or being replaced",
};

static const char *const vbt_decided[GX_RANK_CRITERIA] = {
	[GX_VBT_FOR_DEVICE] = "its name stands for the platform of the device",
	[GX_VBT_INTEGRATED] = "it is not for a graphics card",
	[GX_VBT_CERTAIN] = "the others may not be tables",
	[GX_VBT_FITS] = "its name stands for a platform of the driver",
	[GX_VBT_SAME_MEMBER] = "it is in the same file of the archive as the driver",
	[GX_VBT_CURRENT] = "the OpRegion points to it",
	[GX_VBT_FOR_DRIVER] = "it was made for the UEFI driver",
	[GX_VBT_LEADING] = "it is stored as a table of its own",
	[GX_VBT_IN_USE] = "it is in a file that is not deleted or being replaced",
	[GX_VBT_DEFAULT_FILE] = "it is in the file of a board's default table",
	[GX_VBT_NAMED_PANEL] = "it names a panel",
	[GX_VBT_NAMED_FILE] = "its file has a name",
};

/* ---- compare with the given device ------------------------------------------ */

static bool lists(const struct gx_gop *gop, uint16_t device)
{
	for (size_t i = 0; i < gop->device_count; i++) {
		if (gop->devices[i] == device)
			return true;
	}
	return false;
}

static uint8_t gop_suits(const struct gx_finding *f, struct gx_pci_device d)
{
	return d.vendor == GX_PCI_VENDOR_INTEL && lists(&f->gop, d.device);
}

static uint8_t vbt_suits(const struct gx_finding *f, struct gx_pci_device d)
{
	enum gx_platform_id platform = gx_platform_of_device(d.device);

	if (d.vendor != GX_PCI_VENDOR_INTEL)
		return 0;
	if (platform == GX_PLATFORM_COUNT || f->vbt.platforms == 0)
		return 1;
	return f->vbt.platforms & GX_PLATFORM_BIT(platform) ? 2 : 0;
}

/* True if the user asks for a graphics card.  Then drivers and tables for cards are not
 * ranked lower. */
static bool asks_for_card(struct gx_pci_device d)
{
	enum gx_platform_id platform = gx_platform_of_device(d.device);

	return d.vendor == GX_PCI_VENDOR_INTEL && platform != GX_PLATFORM_COUNT &&
	       gx_platforms_discrete(GX_PLATFORM_BIT(platform));
}

static void judge_device(struct gx_finding *f, struct gx_pci_device d)
{
	bool integrated = !gx_platforms_discrete(f->gop.platforms | f->vbt.platforms);
	bool asked = d.vendor || d.device;
	uint8_t suits = !asked;

	/* GX_GOP_INTEGRATED and GX_VBT_INTEGRATED. */
	f->rank.score[1] = integrated || asks_for_card(d);

	if (asked && f->kind == GOPX_FINDING_GOP)
		suits = gop_suits(f, d);
	else if (asked && f->kind == GOPX_FINDING_VBT)
		suits = vbt_suits(f, d);
	/* GX_GOP_FOR_DEVICE and GX_VBT_FOR_DEVICE. */
	f->rank.score[0] = suits;
	f->for_device = asked && suits > 0;
}

/* ---- compare a table with the best driver ----------------------------------- */

static uint8_t fits(uint64_t of_table, uint64_t of_driver)
{
	if (of_table == 0 || of_driver == 0)
		return 1;
	return of_table & of_driver ? 2 : 0;
}

/* True if a copy of f is in the same file of an archive as the driver, or both are in no
 * archive. */
static bool is_beside(const struct gx_finding *f, const struct gx_node *member)
{
	for (const struct gx_place *p = f->places; p; p = p->next) {
		if (gx_node_ancestor(p->node, &gx_kind_member) == member)
			return true;
	}
	return false;
}

static void judge_pairs(struct gx_findings *all, const struct gx_finding *driver)
{
	const struct gx_node *member = gx_node_ancestor(driver->places->node,
							&gx_kind_member);

	for (size_t i = 0; i < all->count; i++) {
		struct gx_finding *f = all->items[i];

		if (f->kind != GOPX_FINDING_VBT)
			continue;
		f->rank.score[GX_VBT_FITS] = fits(f->vbt.platforms,
						  driver->gop.platforms);
		f->rank.score[GX_VBT_SAME_MEMBER] = is_beside(f, member);
	}
}

/* ---- choose the best finding ------------------------------------------------ */

/* The first finding of this kind with the highest rank, other than 'but'. */
static struct gx_finding *highest(const struct gx_findings *all,
				  enum gopx_finding_kind kind,
				  const struct gx_finding *but)
{
	struct gx_finding *best = NULL;

	for (size_t i = 0; i < all->count; i++) {
		struct gx_finding *f = all->items[i];

		if (f->kind == kind && f != but &&
		    (!best || gx_rank_compare(&f->rank, &best->rank) > 0))
			best = f;
	}
	return best;
}

/* A table whose name says nothing about the device gets the middle score. */
static bool is_made_for_device(const struct gx_finding *f)
{
	return f->for_device && (f->kind == GOPX_FINDING_GOP || f->rank.score[0] > 1);
}

static const char *what_decided(const struct gx_finding *best,
				const struct gx_finding *second)
{
	const char *const *clauses = best->kind == GOPX_FINDING_GOP ? gop_decided
								    : vbt_decided;
	size_t i = 0;

	if (!second)
		return is_made_for_device(best) ? clauses[0] : "it is the only one";
	while (best->rank.score[i] == second->rank.score[i])
		i++;
	return clauses[i];
}

/* The best one of a kind; NULL if there is none. */
static const struct gx_finding *choose(struct gx_findings *all,
				       enum gopx_finding_kind kind)
{
	struct gx_finding *best = highest(all, kind, NULL), *second;

	if (!best || best->rank.score[0] == 0)
		return NULL;
	best->best = true;
	second = highest(all, kind, best);
	if (!second || gx_rank_compare(&best->rank, &second->rank) != 0) {
		best->decided = what_decided(best, second);
		return best;
	}
	for (size_t i = 0; i < all->count; i++) {
		struct gx_finding *f = all->items[i];

		f->tied |= f->kind == kind && gx_rank_compare(&f->rank, &best->rank) == 0;
	}
	return best;
}

void gx_rank_all(struct gx_findings *all, struct gx_pci_device device)
{
	const struct gx_finding *driver;

	for (size_t i = 0; i < all->count; i++) {
		if (all->items[i]->kind != GOPX_FINDING_NOTE)
			judge_device(all->items[i], device);
	}
	driver = choose(all, GOPX_FINDING_GOP);
	if (driver)
		judge_pairs(all, driver);
	choose(all, GOPX_FINDING_VBT);
}
