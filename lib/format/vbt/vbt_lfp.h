/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * vbt_lfp.h - where blocks 42 and 58 of a VBT have the data of each panel (LFP)
 *
 * Block 42 has an entry for each panel: register values, a timing in the form of EDID
 * (DTD), and a PnP id.  The names follow the entries, and in newer tables more data
 * follows the names.  Block 41 points to these parts; newer tables do not have it.  Block
 * 58 has timings in another form.
 */
#ifndef GX_FORMAT_VBT_LFP_H
#define GX_FORMAT_VBT_LFP_H

#include "format/vbt/vbt.h"

#define GX_VBT_PANELS      16 /* entries of each list with an entry per panel */
#define GX_VBT_DTD_SIZE    18
#define GX_VBT_PNP_ID_SIZE 10
#define GX_VBT_NAME_SIZE   13
#define GX_VBT_GDTD_SIZE   28 /* the known part of a timing of block 58 */

/* Where the data of panel 0 is: offsets in the table. */
struct gx_vbt_lfp {
	uint32_t entry_size; /* bytes from one panel to the next; 0: the entries are
				unusable */
	uint32_t dtd_at;
	uint32_t pnp_id_at;
	uint32_t names_at; /* 0: panels have no names */
	uint32_t end;      /* of block 42 */
	bool malformed;    /* block 41 exists and contradicts block 42 */
};

/* This makes the same checks as Linux.  If one fails, Linux reads no panel. */
struct gx_vbt_lfp gx_vbt_lfp_find(const struct gx_vbt *vbt);

/* The timings of block 58.  Since BDB version 229, they replace the timings of block
 * 42. */
struct gx_vbt_gdtds {
	uint32_t at; /* offset of the first timing in the table */
	uint32_t entry_size;
	uint32_t count; /* 0: there are no usable timings */
};

struct gx_vbt_gdtds gx_vbt_gdtds_find(const struct gx_vbt *vbt);

#endif /* GX_FORMAT_VBT_LFP_H */
