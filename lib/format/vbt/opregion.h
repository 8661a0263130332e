/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * opregion.h - IGD OpRegion: data that firmware passes to the graphics driver in memory
 *
 * A dump from a running system (Linux: i915_opregion in debugfs) contains the VBT in use,
 * which firmware and driver may have changed.  The table is in mailbox 4 or, if it is too
 * large for that, at the place that mailbox 3 states.
 */
#ifndef GX_FORMAT_OPREGION_H
#define GX_FORMAT_OPREGION_H

#include "base/bytes.h"
#include "base/status.h"

#define GX_OPREGION_SIGNATURE      "IntelGraphicsMem"
#define GX_OPREGION_SIGNATURE_SIZE 16
#define GX_OPREGION_SIZE           0x2000
#define GX_OPREGION_MAILBOX4_AT    0x400

struct gx_opregion {
	uint8_t major, minor; /* version of the OpRegion; 0 in some old ones */
	/* The "Raw VBT data" outside the mailboxes; size 0: none. */
	uint64_t rvda;
	uint32_t rvds;
	bool relative; /* rvda counts from the start of the OpRegion, not of memory */
};

/* Decode the OpRegion at the start of 'at'.  GOPX_E_FORMAT: not an OpRegion.  The
 * signature alone is not enough, because code contains it, too. */
GX_NODISCARD enum gopx_status gx_opregion_decode(struct gx_span at,
						 struct gx_opregion *out);

#endif /* GX_FORMAT_OPREGION_H */
