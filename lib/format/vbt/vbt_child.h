/* SPDX-License-Identifier: BSD-2-Clause */
/* vbt_child.h - the child devices of a VBT: the display outputs of the board */
#ifndef GX_FORMAT_VBT_CHILD_H
#define GX_FORMAT_VBT_CHILD_H

#include "format/vbt/vbt.h"

struct gx_vbt_child {
	uint16_t handle; /* the connector, as a bit */
	uint16_t type;   /* bits for its signals, and for an internal panel */
	uint8_t dvo_port;
	uint8_t ddc_pin;     /* GMBUS pin pair of the connector's DDC; 0: none */
	uint8_t aux_channel; /* channel of a DisplayPort; 0: none or not stated */
	uint8_t max_lanes;   /* lanes of a DisplayPort; 0: no limit in the table */
	bool type_c;
	bool thunderbolt;
	uint8_t index; /* index of the entry; unused ones count, too */
	struct gx_span entry;
};

/* The entries of block 2. */
struct gx_vbt_children {
	struct gx_span entries;
	uint8_t entry_size; /* bytes from one entry to the next */
	/* the size that block 2 states; another one if this is impossible */
	uint8_t stated_size;
	uint8_t expected_size; /* usual size in this BDB version; 0: unknown */
};

/*@
  requires \valid_read(vbt) && gx_readable(vbt->blocks);
  assigns \nothing;
  ensures gx_readable(\result.entries);
*/
struct gx_vbt_children gx_vbt_children(const struct gx_vbt *vbt);

/* A walk over the child devices in use; entries of type 0 are skipped. */
struct gx_vbt_used_children {
	struct gx_reader r;
	uint16_t bdb_version;
	uint8_t entry_size; /* 22 to 44 bytes; newer BDB versions have larger entries */
	uint8_t count;      /* entries read */
};

/*@
  requires \valid_read(vbt) && gx_readable(vbt->blocks);
  assigns \nothing;
  ensures gx_reading(\result.r);
*/
struct gx_vbt_used_children gx_vbt_used_children(const struct gx_vbt *vbt);

/* The entry at an index, in use or not; false past the end. */
bool gx_vbt_child_at(const struct gx_vbt *vbt, size_t index, struct gx_vbt_child *out);

/* False at the end. */
/*@
  requires \valid(it) && gx_reading(it->r);
  requires \valid(out) && \separated(it, out);
  assigns it->r.pos, it->r.failed, it->count, *out;
  ensures gx_reading(it->r);
  ensures \result ==> it->count > \old(it->count);
*/
bool gx_vbt_child_next(struct gx_vbt_used_children *it, struct gx_vbt_child *out);

/*
 * "LFP1", "EFP2"; NULL for an unknown handle.  The handle of TV stands for EFP5 since BDB
 * version 215.  The handle of CRT stands for EFP6 since version 217.
 */
const char *gx_vbt_connector_name(uint16_t handle, uint16_t bdb_version);

/* The signals that an output of this type supports. */
bool gx_vbt_child_is_hdmi(uint16_t type);
bool gx_vbt_child_is_dvi(uint16_t type); /* including HDMI */
/*@
  assigns \nothing;
*/
bool gx_vbt_child_is_dp(uint16_t type); /* including eDP */

/* "eDP", "DisplayPort", "HDMI or DVI"; never NULL. */
const char *gx_vbt_child_kind(uint16_t type);

/* True for a built-in panel. */
/*@
  assigns \nothing;
*/
bool gx_vbt_child_is_internal(uint16_t type);

/*
 * The largest number of lanes of the eDP panel, from the panel's output (BDB version 244
 * and later).  0 if the BDB is older, or has no such output.
 */
uint8_t gx_vbt_edp_lanes(const struct gx_vbt *vbt);

/*
 * "TC1" for DP-F or HDMI-F, if ports F to I are Type-C ports; else NULL.  'signature' is
 * the signature of the table.
 */
const char *gx_vbt_type_c_port(uint8_t dvo_port, struct gx_span signature);

/* "DP-A", "HDMI-B"; NULL for an unknown number, or before BDB version 155. */
const char *gx_vbt_port_name(uint8_t dvo_port, uint16_t bdb_version);

/* "A" to "I"; NULL for an unknown number. */
const char *gx_vbt_aux_name(uint8_t aux_channel);

#endif /* GX_FORMAT_VBT_CHILD_H */
