/* SPDX-License-Identifier: BSD-2-Clause */
/* gop_facts.h - facts in a graphics driver: version, devices, and itself without
 * relocations */
#ifndef GX_FIND_GOP_FACTS_H
#define GX_FIND_GOP_FACTS_H

#include "base/arena.h"
#include "format/pe/pe_map.h"

/* A driver whose headers were read. */
struct gx_gop_pe {
	struct gx_span bytes;
	const struct gx_pe *pe;
	const struct gx_pe_map *map;
	bool named;     /* it contains the name "Intel(R) GOP Driver" */
	size_t name_at; /* offset of the name */
};

#define GX_GOP_VERSION_SIZE 24

struct gx_gop_version {
	char text[GX_GOP_VERSION_SIZE]; /* "9.0.1084"; "9.?.1084"; "": unknown */
	bool exact;                     /* derived from the code that builds it */
};

void gx_gop_version_find(const struct gx_gop_pe *driver, struct gx_gop_version *out);

/*
 * Limit for the entries of a list of supported devices.  The longest known list has 87.
 */
#define GX_GOP_DEVICES_MAX 512

/*
 * The PCI device ids that the driver supports, in the order of its list; at most
 * GX_GOP_DEVICES_MAX of them are stored in 'ids'.  Returns 0 if no list is found.
 */
size_t gx_gop_devices_find(const struct gx_gop_pe *driver, uint16_t *ids);

/*
 * Make a copy of the driver with image base 0 and without relocations; if its base is 0,
 * *out is the driver itself.  The size of the copy is subtracted from *budget.  *out is
 * empty if the relocations cannot be undone, or if *budget is too small.
 */
GX_NODISCARD enum gopx_status gx_gop_normalize(struct gx_arena *arena,
					       const struct gx_gop_pe *driver,
					       uint64_t *budget, struct gx_span *out);

#endif /* GX_FIND_GOP_FACTS_H */
