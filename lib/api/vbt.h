/* SPDX-License-Identifier: BSD-2-Clause */
/* vbt.h - the fields of struct gopx_vbt */
#ifndef GX_API_VBT_H
#define GX_API_VBT_H

#include <gopx/vbt.h>

#include "api/image.h"
#include "base/arena.h"
#include "format/vbt/vbt_timing.h"
#include "format/vbt/vbt_value.h"

#define GX_VBT_ERROR_SIZE 512
#define GX_VBT_OWNER_SIZE 16

/* The timings of one panel, in blocks 42 and 58. */
struct gx_vbt_timings {
	struct gopx_vbt_timing published[2];
	char modelines[2][GX_VBT_MODELINE_SIZE];
};

struct gopx_vbt {
	struct gx_arena arena;        /* holds this struct and the table */
	struct gx_arena values_arena; /* holds the values, until the next change */
	uint8_t *table;
	/* a second buffer of the same size: a change is made here, and may be refused */
	uint8_t *work;
	size_t size;
	struct gx_vbt decoded;
	struct gx_vbt_map map;
	struct gopx_vbt_value *values;
	size_t value_count, value_room;
	struct gx_vbt_timings timings[GX_VBT_PANELS];
	char error[GX_VBT_ERROR_SIZE];
};

/*
 * The name of the part of the table to which a field belongs, such as "panel2"; "" for
 * the table as a whole.  An output in use has the name of its connector, "EFP1", if no
 * output before it has this connector.  Any other output has the name of its place in the
 * list of outputs, which counts from 1: "output3".
 */
void gx_vbt_owner_name(const struct gopx_vbt *vbt, uint8_t group, size_t index,
		       char out[GX_VBT_OWNER_SIZE]);

/* Decode the current table and list its values. */
GX_NODISCARD enum gopx_status gx_vbt_refresh(struct gopx_vbt *vbt);

/* api/vbt_timing.c: fill in vbt->timings. */
void gx_vbt_publish_timings(struct gopx_vbt *vbt);

#endif /* GX_API_VBT_H */
