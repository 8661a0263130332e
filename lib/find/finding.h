/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * finding.h - the results of the finders: distinct bodies and their places
 */
#ifndef GX_FIND_FINDING_H
#define GX_FIND_FINDING_H

#include "find/driver/gop_facts.h"
#include "find/score.h"
#include "walk/walk.h"

#define GX_REASONS_MAX 12

struct gx_place {
	const struct gx_node *node; /* the driver or table itself */
	struct gx_place *next;
};

struct gx_gop {
	const char *vendor; /* "intel"; for another driver its maker */
	uint16_t machine;
	bool te;
	/* The facts that gx_gop_describe() adds. */
	uint64_t image_base;
	struct gx_gop_version version;
	const uint16_t *devices;
	size_t device_count;
	uint64_t platforms; /* set of GX_PLATFORM_BIT: the platforms of the supported
			       devices */
	struct gx_span normalized;
};

struct gx_vbt_facts {
	const char *signature;
	const char *sign_on; /* NULL: empty */
	enum gopx_vbt_origin origin;
	/* set of GX_PLATFORM_BIT: the platforms that the name stands for */
	uint64_t platforms;
};

struct gx_finding {
	enum gopx_finding_kind kind;
	const struct gx_note *note; /* the note of a closed piece; else NULL */
	enum gopx_confidence confidence;
	struct gx_rank rank;
	bool best;
	bool tied;              /* it is as good as the best one */
	bool for_device;        /* a device was given, and this finding is for it */
	const char *decided;    /* why the best one was chosen; NULL for a tie */
	struct gx_span body;    /* the stored bytes */
	struct gx_span trimmed; /* cut to the size in its header */
	const char *reasons[GX_REASONS_MAX];
	size_t reason_count;
	struct gx_place *places, *last_place;
	size_t place_count;
	uint32_t digest; /* digest of 'trimmed'; equal bodies have equal digests */
	struct gx_gop gop;
	struct gx_vbt_facts vbt;
};

struct gx_findings {
	struct gx_finding **items;
	size_t count, cap;
	size_t max;                            /* of each kind */
	size_t of_kind[GOPX_FINDING_NOTE + 1]; /* number of findings of each kind */
	bool other_drivers;                    /* also find drivers of other makers */
	uint64_t paths;                        /* bytes of text for the places */
	bool has_volume;                       /* the tree has a firmware volume */
};

/* Add a reason, a static text; it is dropped if there already are GX_REASONS_MAX. */
void gx_finding_because(struct gx_finding *f, const char *reason);

/*
 * Add the driver or table 'f', found at node n: as a finding, or as another place of the
 * finding with the same body.  If the limit is reached, it is dropped.
 */
GX_NODISCARD enum gopx_status gx_findings_add(struct gx_findings *all, struct gx_walk *w,
					      const struct gx_finding *f,
					      const struct gx_node *n);

/* Nearest ancestor of this kind; NULL: none. */
const struct gx_node *gx_node_ancestor(const struct gx_node *n,
				       const struct gx_kind *kind);

#endif /* GX_FIND_FINDING_H */
