/* SPDX-License-Identifier: BSD-2-Clause */
/* vbt_timing.c - both timings of each panel of a table */
#include "api/vbt.h"
#include "format/vbt/vbt_block.h"

/* Returns false if the panel has no timing. */
static bool publish(struct gx_vbt_timings *all, size_t which, bool there,
		    const struct gx_vbt_timing *t)
{
	if (!there || t->clock == 0)
		return false;
	gx_vbt_modeline_text(t, all->modelines[which]);
	all->published[which] = (struct gopx_vbt_timing){
		.block = which ? GX_VBT_GENERIC_DTD : GX_VBT_LFP_DATA,
		.clock = t->clock,
		.hactive = t->hactive,
		.htotal = t->htotal,
		.vactive = t->vactive,
		.vtotal = t->vtotal,
		.hfront = t->hfront,
		.hsync = t->hsync,
		.vfront = t->vfront,
		.vsync = t->vsync,
		.width_mm = t->width_mm,
		.height_mm = t->height_mm,
		.hsync_positive = t->hsync_positive,
		.vsync_positive = t->vsync_positive,
		.modeline = all->modelines[which],
	};
	return true;
}

void gx_vbt_publish_timings(struct gopx_vbt *vbt)
{
	for (uint8_t i = 0; i < GX_VBT_PANELS; i++) {
		struct gx_vbt_timings *all = &vbt->timings[i];
		struct gx_vbt_timing t;
		bool there = gx_vbt_timing_of_42(&vbt->decoded, i, &t);

		*all = (struct gx_vbt_timings){ 0 };
		all->published[0].taken = publish(all, 0, there, &t);
		there = gx_vbt_timing_of_58(&vbt->decoded, i, &t);
		if (publish(all, 1, there, &t)) {
			all->published[0].taken = false;
			all->published[1].taken = true;
		}
	}
}

const struct gopx_vbt_timing *gopx_vbt_timing_at(const struct gopx_vbt *vbt, size_t panel,
						 uint8_t block)
{
	const struct gopx_vbt_timing *t;

	if (panel >= GX_VBT_PANELS ||
	    (block != GX_VBT_LFP_DATA && block != GX_VBT_GENERIC_DTD))
		return NULL;
	t = &vbt->timings[panel].published[block == GX_VBT_GENERIC_DTD];
	return t->block ? t : NULL;
}
