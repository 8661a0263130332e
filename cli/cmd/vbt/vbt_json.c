/* SPDX-License-Identifier: BSD-2-Clause */
/* vbt_json.c - print the tables of an image as JSON; see doc/gopx-vbt.schema.json */
#include "show/json.h"
#include "show/node.h"
#include "cmd/vbt/vbt_fields.h"
#include "cmd/vbt/vbt_print.h"

static void set_flag(json_t *o, const char *key, bool value)
{
	json_object_set_new(o, key, json_boolean(value));
}

static void set_number(json_t *o, const char *key, uint64_t value)
{
	json_object_set_new(o, key, json_number(value));
}

/* Zero stands for an unknown value. */
static void set_known(json_t *o, const char *key, uint64_t value)
{
	json_object_set_new(o, key, value ? json_number(value) : json_null());
}

static void set_text(json_t *o, const char *key, const char *value)
{
	json_object_set_new(o, key, json_text(value));
}

static json_t *timing(const struct gopx_vbt_panel *p)
{
	json_t *o = json_object();

	if (!p->clock) {
		json_decref(o);
		return json_null();
	}
	set_number(o, "block", p->timing_block);
	set_number(o, "clock_khz", p->clock);
	set_number(o, "hactive", p->hactive);
	set_number(o, "htotal", p->htotal);
	set_number(o, "vactive", p->vactive);
	set_number(o, "vtotal", p->vtotal);
	set_number(o, "hfront", p->hfront);
	set_number(o, "hsync", p->hsync);
	set_number(o, "vfront", p->vfront);
	set_number(o, "vsync", p->vsync);
	set_flag(o, "hsync_positive", p->hsync_positive);
	set_flag(o, "vsync_positive", p->vsync_positive);
	set_number(o, "width_mm", p->width_mm);
	set_number(o, "height_mm", p->height_mm);
	return o;
}

static json_t *edp(const struct gopx_vbt_panel *p)
{
	json_t *o, *power;

	if (!p->edp)
		return json_null();
	o = json_object();
	power = json_array();
	for (size_t i = 0; i < sizeof(p->power) / sizeof(*p->power); i++)
		json_array_append_new(power, json_number(p->power[i]));
	set_known(o, "lanes", p->lanes);
	set_known(o, "link_rate_mbps", p->link_rate);
	set_known(o, "bits_per_pixel", p->bits_per_pixel);
	json_object_set_new(o, "power_100us", power);
	return o;
}

static json_t *panel(const struct gopx_vbt_panel *p)
{
	json_t *o;

	if (!p)
		return json_null();
	o = json_object();
	json_object_set_new(o, "type",
			    p->type == 0xff ? json_null() : json_number(p->type));
	set_flag(o, "named", p->named);
	set_text(o, "name", p->name);
	set_text(o, "pnp_id", p->pnp_id);
	json_object_set_new(o, "timing", timing(p));
	json_object_set_new(o, "edp", edp(p));
	return o;
}

static json_t *devices(const struct gopx_finding *f)
{
	json_t *list = json_array();

	for (size_t i = 0; i < gopx_finding_vbt_device_count(f); i++) {
		const struct gopx_vbt_device *d = gopx_finding_vbt_device_at(f, i);
		json_t *o = json_object();

		set_number(o, "handle", d->handle);
		set_text(o, "connector", d->connector);
		set_number(o, "type", d->type);
		set_text(o, "kind", d->kind);
		set_flag(o, "internal", d->internal);
		set_number(o, "dvo_port", d->dvo_port);
		set_text(o, "port", d->port);
		set_number(o, "ddc_pin", d->ddc_pin);
		set_number(o, "aux_channel", d->aux_channel);
		set_text(o, "aux", d->aux);
		set_flag(o, "hdmi", d->hdmi);
		set_flag(o, "dp", d->dp);
		set_flag(o, "tmds", d->tmds);
		set_flag(o, "type_c", d->type_c);
		set_flag(o, "thunderbolt", d->thunderbolt);
		set_known(o, "max_lanes", d->max_lanes);
		set_text(o, "type_c_port", d->type_c_port);
		json_array_append_new(list, o);
	}
	return list;
}

static json_t *blocks(const struct gopx_finding *f)
{
	json_t *list = json_array();

	for (size_t i = 0; i < gopx_finding_vbt_block_count(f); i++) {
		const struct gopx_vbt_block *b = gopx_finding_vbt_block_at(f, i);
		json_t *o = json_object();

		set_number(o, "id", b->id);
		set_text(o, "name", b->name);
		set_number(o, "offset", b->offset);
		set_number(o, "size", b->size);
		set_flag(o, "cut", b->cut);
		json_array_append_new(list, o);
	}
	return list;
}

/* The kind of an unusual table; NULL for an ordinary one. */
static const char *mark_name(enum gopx_vbt_mark mark)
{
	static const char *const names[] = {
		[GOPX_VBT_HEADLESS] = "headless",
		[GOPX_VBT_GENERATED] = "generated",
		[GOPX_VBT_VIRTUAL] = "virtual",
	};

	return (size_t)mark < sizeof(names) / sizeof(*names) ? names[mark] : NULL;
}

static void set_header(json_t *o, const struct gopx_vbt_info *vbt)
{
	set_text(o, "signature", vbt->signature);
	set_text(o, "sign_on", vbt->sign_on);
	set_text(o, "origin", origin_name(vbt->origin));
	set_text(o, "mark", mark_name(vbt->mark));
	set_number(o, "version", vbt->version);
	set_number(o, "header_size", vbt->header_size);
	set_number(o, "vbt_size", vbt->vbt_size);
	set_number(o, "checksum", vbt->checksum);
	set_number(o, "checksum_right", vbt->checksum_right);
	set_flag(o, "checksum_ok", vbt->checksum_ok);
	set_number(o, "bdb_offset", vbt->bdb_offset);
	set_number(o, "bdb_version", vbt->bdb_version);
	set_number(o, "bdb_size", vbt->bdb_size);
}

static json_t *table(const struct gopx_finding *f, size_t index)
{
	const struct gopx_vbt_info *vbt = gopx_finding_vbt(f);
	json_t *o = json_object();

	set_flag(o, "best", gopx_finding_best(f));
	json_object_set_new(o, "size", json_number(gopx_finding_body(f).size));
	json_object_set_new(o, "sha256", json_sha256(gopx_finding_body(f)));
	json_set_place(o, gopx_finding_place_at(f, 0));
	set_header(o, vbt);
	json_object_set_new(o, "platforms", json_platforms(f));
	json_object_set_new(o, "panel", panel(gopx_finding_vbt_panel(f)));
	set_number(o, "child_device_size", vbt->child_device_size);
	set_number(o, "child_device_stated", vbt->child_device_stated);
	json_object_set_new(o, "devices", devices(f));
	set_flag(o, "blocks_ok", vbt->blocks_ok);
	json_object_set_new(o, "blocks", blocks(f));
	json_object_set_new(o, "fields", vbt_fields_json(f, index));
	return o;
}

void vbt_print_json(const struct scanned *image)
{
	json_t *o = json_document("gopx-vbt/1", image);
	json_t *tables = json_array();

	for (size_t i = 0; i < gopx_finding_count(image->scan); i++) {
		const struct gopx_finding *f = gopx_finding_at(image->scan, i);

		if (gopx_finding_vbt(f))
			json_array_append_new(tables, table(f, json_array_size(tables)));
	}
	json_object_set_new(o, "complete",
			    json_boolean(gopx_image_complete(image->scan)));
	json_object_set_new(o, "tables", tables);
	json_object_set_new(o, "diagnostics", json_diagnostics(image->scan));
	json_print(o);
}
