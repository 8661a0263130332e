/* SPDX-License-Identifier: BSD-2-Clause */
/* vbt_timing.h - a panel's timing: from a modeline or an EDID into a VBT */
#ifndef GX_FORMAT_VBT_TIMING_H
#define GX_FORMAT_VBT_TIMING_H

#include "format/vbt/vbt_field.h"
#include "format/vbt/vbt_panel.h"

#define GX_VBT_MODELINE_SIZE 128

/*
 * Parse "138.50 1920 1968 2000 2080 1080 1083 1088 1111 +hsync -vsync".  The clock is in
 * MHz; the polarities may be missing.  False for an invalid timing.
 */
bool gx_vbt_modeline_parse(const char *text, struct gx_vbt_timing *out);

void gx_vbt_modeline_text(const struct gx_vbt_timing *t, char out[GX_VBT_MODELINE_SIZE]);

/* The facts about a panel in its EDID (the first 128 bytes). */
struct gx_vbt_edid {
	struct gx_vbt_timing timing;
	struct gx_span pnp_id; /* in the form of a VBT: GX_VBT_PNP_ID_SIZE bytes */
	struct gx_span name;   /* ASCII; empty: none */
};

/* False if it is not an EDID, or has no timing. */
bool gx_vbt_edid_decode(struct gx_span edid, struct gx_vbt_edid *out);

/*
 * Store a timing of a panel in 'table', which is a copy of the table and may be changed.
 * The places for the timing are in block 42, in block 58, or in both.  A size of 0 mm
 * keeps the old size.  Returns false if the table has no place for the timing, or if a
 * value does not fit.  Then the copy may be partly changed.
 */
bool gx_vbt_timing_store(const struct gx_vbt_map *map, uint8_t *table, size_t panel,
			 const struct gx_vbt_timing *t);

/* Store the PnP id of an EDID in the same way, and the name if the EDID has one. */
bool gx_vbt_edid_store(const struct gx_vbt_map *map, uint8_t *table, size_t panel,
		       const struct gx_vbt_edid *edid);

#endif /* GX_FORMAT_VBT_TIMING_H */
