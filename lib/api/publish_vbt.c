/* SPDX-License-Identifier: BSD-2-Clause */
/* publish_vbt.c - the content of a table, in the structs of gopx.h */
#include <stdio.h>
#include <string.h>

#include "api/image.h"
#include "base/safe_text.h"
#include "format/vbt/vbt_block.h"
#include "format/vbt/vbt_child.h"
#include "format/vbt/vbt_panel.h"

/* Real tables have 60 blocks and 10 outputs at the most. */
#define BLOCKS_MAX  256
#define OUTPUTS_MAX 64

static enum gopx_vbt_mark mark_of(const struct gx_vbt *vbt)
{
	struct gx_vbt_used_children it = gx_vbt_used_children(vbt);
	struct gx_vbt_child child;

	if (vbt->made_up)
		return GOPX_VBT_VIRTUAL;
	if (vbt->has_features && !vbt->has_definitions)
		return GOPX_VBT_GENERATED;
	return gx_vbt_child_next(&it, &child) ? GOPX_VBT_ORDINARY : GOPX_VBT_HEADLESS;
}

static void publish_info(const struct gx_vbt_facts *facts, const struct gx_vbt *vbt,
			 struct gopx_vbt_info *out)
{
	struct gx_vbt_children children = gx_vbt_children(vbt);

	*out = (struct gopx_vbt_info){
		.signature = facts->signature,
		.sign_on = facts->sign_on,
		.vbt_size = vbt->size,
		.bdb_version = vbt->bdb_version,
		.checksum_ok = vbt->checksum_ok,
		.origin = facts->origin,
		.version = vbt->version,
		.header_size = vbt->header_size,
		.bdb_offset = vbt->bdb_at,
		.bdb_size = vbt->bdb_size,
		.blocks_ok = vbt->blocks_ok,
		.checksum = vbt->checksum,
		.checksum_right = vbt->checksum_right,
		.checksum_offset = GX_VBT_CHECKSUM_AT,
		.child_device_size = children.entry_size,
		.child_device_stated = children.stated_size,
		.mark = mark_of(vbt),
	};
}

static enum gopx_status publish_blocks(struct gx_arena *arena, const struct gx_vbt *vbt,
				       struct gopx_finding *out)
{
	struct gx_vbt_blocks it = gx_vbt_blocks(vbt->blocks);
	struct gx_vbt_block block;
	size_t room = 0;

	while (out->block_count < BLOCKS_MAX && gx_vbt_block_next(&it, &block)) {
		out->blocks = gx_arena_grow(arena, out->blocks, &room,
					    out->block_count + 1, sizeof(*out->blocks));
		if (!out->blocks)
			return GOPX_E_NOMEM;
		out->blocks[out->block_count++] = (struct gopx_vbt_block){
			.id = block.id,
			.name = gx_vbt_block_name(block.id),
			.offset = (uint32_t)(vbt->blocks_at + block.at),
			.size = (uint32_t)block.data.len,
			.cut = block.cut,
		};
	}
	return GOPX_OK;
}

static struct gopx_vbt_device describe(const struct gx_vbt_child *d,
				       const struct gx_vbt *vbt)
{
	return (struct gopx_vbt_device){
		.handle = d->handle,
		.connector = gx_vbt_connector_name(d->handle, vbt->bdb_version),
		.type = d->type,
		.kind = gx_vbt_child_kind(d->type),
		.internal = gx_vbt_child_is_internal(d->type),
		.dvo_port = d->dvo_port,
		.port = gx_vbt_port_name(d->dvo_port, vbt->bdb_version),
		.ddc_pin = d->ddc_pin,
		.aux_channel = d->aux_channel,
		.aux = gx_vbt_aux_name(d->aux_channel),
		.hdmi = gx_vbt_child_is_hdmi(d->type),
		.dp = gx_vbt_child_is_dp(d->type),
		.tmds = gx_vbt_child_is_dvi(d->type),
		.type_c = d->type_c,
		.thunderbolt = d->thunderbolt,
		.max_lanes = d->max_lanes,
		.type_c_port = gx_vbt_type_c_port(d->dvo_port, vbt->signature),
	};
}

static enum gopx_status publish_outputs(struct gx_arena *arena, const struct gx_vbt *vbt,
					struct gopx_finding *out)
{
	struct gx_vbt_used_children it = gx_vbt_used_children(vbt);
	struct gx_vbt_child child;
	size_t room = 0;

	while (out->output_count < OUTPUTS_MAX && gx_vbt_child_next(&it, &child)) {
		out->outputs = gx_arena_grow(arena, out->outputs, &room,
					     out->output_count + 1,
					     sizeof(*out->outputs));
		if (!out->outputs)
			return GOPX_E_NOMEM;
		out->outputs[out->output_count++] = describe(&child, vbt);
	}
	return GOPX_OK;
}

static enum gopx_status publish_panel_names(struct gx_arena *arena,
					    const struct gx_vbt_panel *panel,
					    struct gopx_vbt_panel *out)
{
	char pnp_id[8];

	out->name = gx_safe_text_ascii(arena, panel->name);
	if (!out->name)
		return GOPX_E_NOMEM;
	if (!out->name[0])
		out->name = NULL;
	if (!panel->manufacturer[0])
		return GOPX_OK;
	snprintf(pnp_id, sizeof(pnp_id), "%.3s%04X", panel->manufacturer, panel->product);
	out->pnp_id = gx_arena_string(arena, pnp_id, strlen(pnp_id));
	return out->pnp_id ? GOPX_OK : GOPX_E_NOMEM;
}

static enum gopx_status publish_panel(struct gx_arena *arena, const struct gx_vbt *vbt,
				      struct gopx_finding *out)
{
	struct gx_vbt_panel panel;

	out->has_panel = gx_vbt_panel_decode(vbt, &panel);
	out->panel = (struct gopx_vbt_panel){
		.type = panel.type,
		.named = gx_vbt_panel_is_named(&panel),
		.timing_block = panel.timing_block,
		.clock = panel.timing.clock,
		.hactive = panel.timing.hactive,
		.htotal = panel.timing.htotal,
		.vactive = panel.timing.vactive,
		.vtotal = panel.timing.vtotal,
		.edp = panel.edp.present,
		.bits_per_pixel = panel.edp.bits_per_pixel,
		.lanes = panel.edp.lanes,
		.link_rate = panel.edp.link_rate,
		.hfront = panel.timing.hfront,
		.hsync = panel.timing.hsync,
		.vfront = panel.timing.vfront,
		.vsync = panel.timing.vsync,
		.hsync_positive = panel.timing.hsync_positive,
		.vsync_positive = panel.timing.vsync_positive,
		.width_mm = panel.timing.width_mm,
		.height_mm = panel.timing.height_mm,
	};
	memcpy(out->panel.power, panel.edp.power, sizeof(out->panel.power));
	return publish_panel_names(arena, &panel, &out->panel);
}

enum gopx_status gx_finding_publish_vbt(struct gx_arena *arena, struct gopx_finding *out)
{
	struct gx_vbt vbt;

	if (out->inner->kind != GOPX_FINDING_VBT ||
	    gx_vbt_decode(out->inner->trimmed, &vbt) != GOPX_OK)
		return GOPX_OK;
	publish_info(&out->inner->vbt, &vbt, &out->vbt);
	GX_TRY(publish_blocks(arena, &vbt, out));
	GX_TRY(publish_outputs(arena, &vbt, out));
	return publish_panel(arena, &vbt, out);
}
