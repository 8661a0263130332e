/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * finding.h - what the finished tree holds: distinct bodies and their places
 */
#ifndef GX_FIND_FINDING_H
#define GX_FIND_FINDING_H

#include "find/gop_facts.h"
#include "find/rank.h"
#include "walk/walk.h"

struct gx_pe;

#define GX_REASONS_MAX 12

struct gx_place {
	const struct gx_node *node; /* the driver or table itself */
	struct gx_place *next;
};

struct gx_gop {
	const char *vendor; /* "intel", or of another driver whose it is */
	uint16_t machine;
	bool te;
	/* What gx_gop_describe() adds. */
	uint64_t image_base;
	struct gx_gop_version version;
	const uint16_t *devices;
	size_t device_count;
	uint64_t platforms; /* GX_PLATFORM_BIT of each that a device is of */
	struct gx_span normalized;
};

struct gx_vbt_facts {
	const char *signature;
	const char *sign_on; /* NULL: empty */
	enum gopx_vbt_origin origin;
	uint64_t platforms; /* GX_PLATFORM_BIT of each that its name stands for */
};

struct gx_finding {
	enum gopx_finding_kind kind;
	const struct gx_note *note; /* of a piece that is closed; else NULL */
	enum gopx_confidence confidence;
	struct gx_rank rank;
	bool best;
	bool tied;              /* it ranks as high as another, which may be the best */
	bool for_device;        /* a device was asked for, and it is for that */
	const char *decided;    /* of the best: why it is; NULL for a tie */
	struct gx_span body;    /* as stored */
	struct gx_span trimmed; /* cut to its own size */
	const char *reasons[GX_REASONS_MAX];
	size_t reason_count;
	struct gx_place *places, *last_place;
	size_t place_count;
	uint32_t digest; /* of 'trimmed': equal bodies have equal digests */
	struct gx_gop gop;
	struct gx_vbt_facts vbt;
};

struct gx_findings {
	struct gx_finding **items;
	size_t count, cap;
	size_t max;                            /* of each kind */
	size_t of_kind[GOPX_FINDING_NOTE + 1]; /* how many of each */
	bool other_drivers;                    /* those of other makers are wanted, too */
	uint64_t paths;                        /* bytes of text that the places take */
	bool has_volume;                       /* the tree has a firmware volume */
};

/*
 * Find everything in the finished tree of w, and choose the best of each kind: for
 * the device, when there is one.
 */
GX_NODISCARD enum gopx_status gx_find_all(struct gx_walk *w, struct gx_pci_device device,
					  struct gx_findings *out);

/* ---- for the finders ------------------------------------------------------ */

/* Reasons are static text; those beyond GX_REASONS_MAX are left out. */
void gx_finding_because(struct gx_finding *f, const char *reason);

/*
 * Add the driver or table 'f', found at node n: as a finding, or as a further place
 * of the one that has the same body already.  Over the limit it is left out.
 */
GX_NODISCARD enum gopx_status gx_findings_add(struct gx_findings *all, struct gx_walk *w,
					      const struct gx_finding *f,
					      const struct gx_node *n);

/* Nearest ancestor of this kind; NULL when there is none. */
const struct gx_node *gx_node_ancestor(const struct gx_node *n,
				       const struct gx_kind *kind);

/*
 * The body that n starts: of the section, file, member or input around it, when n is the
 * first thing in it; else an empty span.
 */
struct gx_span gx_enclosing_body(const struct gx_node *n);

/* The finders: look at one node, add what it is.  find/gop.c, find/vbt.c */
GX_NODISCARD enum gopx_status gx_find_gop(struct gx_walk *w, const struct gx_node *n,
					  struct gx_findings *all);
GX_NODISCARD enum gopx_status gx_find_vbt(struct gx_walk *w, const struct gx_node *n,
					  struct gx_findings *all);

/* One that is not Intel's GOP driver; 'is_driver': it has what every such driver has. */
GX_NODISCARD enum gopx_status gx_find_other_gop(struct gx_walk *w,
						const struct gx_node *n,
						const struct gx_pe *pe, bool is_driver,
						struct gx_findings *all);

/* The driver at n as it is stored. */
struct gx_span gx_driver_body(const struct gx_node *n);

/*
 * A piece that cannot be opened, and one with the mark of a BIOS from before UEFI where
 * the image has no firmware volume.  find/note.c
 */
GX_NODISCARD enum gopx_status gx_find_note(struct gx_walk *w, const struct gx_node *n,
					   struct gx_findings *all);

/* What a body tells of itself, once for each finding.  find/gop_describe.c */
GX_NODISCARD enum gopx_status gx_gop_describe(struct gx_walk *w, struct gx_finding *f);

#endif /* GX_FIND_FINDING_H */
