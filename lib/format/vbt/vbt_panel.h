/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * vbt_panel.h - the panel (LFP) that a VBT selects by default
 *
 * Most tables keep the values of Intel's reference board here: the panel of the machine
 * describes itself by EDID.  So gopx calls it only the "VBT default panel".
 */
#ifndef GX_FORMAT_VBT_PANEL_H
#define GX_FORMAT_VBT_PANEL_H

#include "format/vbt/vbt_lfp.h"

#define GX_VBT_PANEL_EDID 0xff /* panel type: the panel is chosen by its EDID */

struct gx_vbt_timing {
	uint32_t clock; /* kHz; 0: no timing */
	uint16_t hactive, htotal;
	uint16_t vactive, vtotal;
	uint16_t hfront, hsync; /* front porch and sync pulse, in pixels */
	uint16_t vfront, vsync; /* front porch and sync pulse, in lines */
	uint16_t width_mm, height_mm;
	bool hsync_positive, vsync_positive;
};

struct gx_vbt_edp {
	bool present;
	uint8_t bits_per_pixel; /* 0: unknown */
	uint8_t lanes;          /* 0: unknown; see gx_vbt_edp_lanes() */
	uint32_t link_rate;     /* for fast link training, Mbit/s; 0: none or unknown */
	/* Power sequence in units of 100 us: T1+T3, T8, T9, T10, T11+T12. */
	uint16_t power[5];
};

struct gx_vbt_panel {
	uint8_t type;         /* index of the panel, or GX_VBT_PANEL_EDID */
	struct gx_span name;  /* ASCII, up to a NUL; empty: none */
	char manufacturer[4]; /* PnP: three letters; "": none */
	uint16_t product;     /* PnP */
	uint8_t timing_block; /* the block with the timing: 42 or 58 */
	struct gx_vbt_timing timing;
	struct gx_vbt_edp edp;
	bool malformed; /* the pointers to the panel's data cannot be used */
};

/* gx_vbt_dtd_decode() decodes a timing of block 42, which has the form of EDID's timings;
 * gx_vbt_gdtd_decode() decodes one of block 58. */
struct gx_vbt_timing gx_vbt_dtd_decode(struct gx_span dtd);
struct gx_vbt_timing gx_vbt_gdtd_decode(struct gx_span entry);

/* The timing of a panel in block 42 or in block 58.  If there is none, returns false, and
 * *out is zero. */
bool gx_vbt_timing_of_42(const struct gx_vbt *vbt, uint8_t index,
			 struct gx_vbt_timing *out);
bool gx_vbt_timing_of_58(const struct gx_vbt *vbt, uint8_t index,
			 struct gx_vbt_timing *out);

/* False if the table has no options for panels; then *out is zero. */
bool gx_vbt_panel_decode(const struct gx_vbt *vbt, struct gx_vbt_panel *out);

/* True if name, manufacturer or timing differ from Intel's references. */
bool gx_vbt_panel_is_named(const struct gx_vbt_panel *panel);

#endif /* GX_FORMAT_VBT_PANEL_H */
