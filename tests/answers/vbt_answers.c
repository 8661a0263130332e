/* SPDX-License-Identifier: BSD-2-Clause */
/* vbt_answers.c - video BIOS tables: headers, blocks, outputs, panels, fields */
#include <gopx/types.h>
#include <stdlib.h>
#include <string.h>

#include "answers.h"
#include "format/vbt/opregion.h"
#include "format/vbt/vbt_sequence.h"
#include "format/vbt/vbt_timing.h"
#include "format/vbt/vbt_value.h"
#include "fwbuild_opregion.h"
#include "fwbuild_vbt.h"

enum { VERSION_AT = 48 + 16 };

/* ---- decoding --------------------------------------------------------------- */

static void say_headers(struct gx_span at, const struct gx_vbt *v, struct answer *a)
{
	say_span(a, at, v->signature);
	say_span(a, at, v->sign_on);
	say(a, v->version);
	say(a, v->header_size);
	say(a, v->size);
	say(a, v->bdb_at);
	say(a, v->bdb_version);
	say(a, v->bdb_header_size);
	say(a, v->bdb_size);
	say(a, v->checksum);
	say(a, v->checksum_right);
	say_form(a, v->checksum_ok);
	say_span(a, at, v->table);
	say_span(a, at, v->blocks);
	say(a, v->blocks_at);
	say_form(a, v->blocks_ok);
	say_form(a, v->has_features);
	say_form(a, v->has_definitions);
	say_form(a, v->made_up);
	say_form(a, gx_vbt_is_usual(v));
}

static void say_timing(const struct gx_vbt_timing *t, struct answer *a)
{
	char text[GX_VBT_MODELINE_SIZE];

	say_form(a, t->clock > 0);
	say(a, t->clock);
	say(a, t->hactive);
	say(a, t->htotal);
	say(a, t->vactive);
	say(a, t->vtotal);
	say(a, t->hfront);
	say(a, t->hsync);
	say(a, t->vfront);
	say(a, t->vsync);
	say(a, t->width_mm);
	say(a, t->height_mm);
	say_form(a, t->hsync_positive);
	say_form(a, t->vsync_positive);
	gx_vbt_modeline_text(t, text);
	say_bytes(a, gx_span(text, strlen(text)));
}

static void say_device(struct gx_span at, const struct gx_vbt *v,
		       const struct gx_vbt_child *d, struct answer *a)
{
	say(a, d->handle);
	say(a, d->type);
	say(a, d->dvo_port);
	say(a, d->ddc_pin);
	say(a, d->aux_channel);
	say(a, d->max_lanes);
	say_form(a, d->type_c);
	say_form(a, d->thunderbolt);
	say(a, d->index);
	say_span(a, at, d->entry);
	say_text(a, gx_vbt_connector_name(d->handle, v->bdb_version));
	say_text(a, gx_vbt_child_kind(d->type));
	say_text(a, gx_vbt_type_c_port(d->dvo_port, v->signature));
	say_text(a, gx_vbt_port_name(d->dvo_port, v->bdb_version));
	say_text(a, gx_vbt_aux_name(d->aux_channel));
	say_form(a, gx_vbt_child_is_hdmi(d->type));
	say_form(a, gx_vbt_child_is_dvi(d->type));
	say_form(a, gx_vbt_child_is_dp(d->type));
	say_form(a, gx_vbt_child_is_internal(d->type));
}

static void say_devices(struct gx_span at, const struct gx_vbt *v, struct answer *a)
{
	struct gx_vbt_children c = gx_vbt_children(v);
	struct gx_vbt_used_children it = gx_vbt_used_children(v);
	struct gx_vbt_child d;

	say_span(a, at, c.entries);
	say_form(a, c.entry_size);
	say(a, c.stated_size);
	say(a, c.expected_size);
	while (gx_vbt_child_next(&it, &d))
		say_device(at, v, &d, a);
	for (size_t i = 0; i < 300; i += i < 8 || (i > 253 && i < 257) ? 1 : 41) {
		say_form(a, gx_vbt_child_at(v, i, &d));
		say_device(at, v, &d, a);
	}
	say_form(a, gx_vbt_edp_lanes(v));
}

static void say_panel(struct gx_span at, const struct gx_vbt *v, struct answer *a)
{
	struct gx_vbt_panel p;

	say_form(a, gx_vbt_panel_decode(v, &p));
	say(a, p.type);
	say_span(a, at, p.name);
	say_bytes(a, gx_span(p.manufacturer, 4));
	say(a, p.product);
	say_form(a, p.timing_block);
	say_timing(&p.timing, a);
	say_form(a, p.edp.present);
	say_form(a, p.edp.bits_per_pixel);
	say_form(a, p.edp.lanes);
	say(a, p.edp.link_rate);
	for (size_t i = 0; i < 5; i++)
		say(a, p.edp.power[i]);
	say_form(a, p.malformed);
	say_form(a, gx_vbt_panel_is_named(&p));
}

static void say_panels(struct gx_span at, const struct gx_vbt *v, struct answer *a)
{
	struct gx_vbt_lfp lfp = gx_vbt_lfp_find(v);
	struct gx_vbt_gdtds g = gx_vbt_gdtds_find(v);
	struct gx_vbt_timing t;

	say(a, lfp.entry_size);
	say(a, lfp.dtd_at);
	say(a, lfp.pnp_id_at);
	say(a, lfp.names_at);
	say_form(a, lfp.names_at > 0);
	say(a, lfp.end);
	say_form(a, lfp.malformed);
	say(a, g.at);
	say(a, g.entry_size);
	say_form(a, g.count);
	for (uint8_t i = 0; i <= GX_VBT_PANELS; i++) {
		say_form(a, gx_vbt_timing_of_42(v, i, &t));
		say_timing(&t, a);
		say_form(a, gx_vbt_timing_of_58(v, i, &t));
		say_timing(&t, a);
	}
	say_panel(at, v, a);
}

static void say_blocks(struct gx_span at, const struct gx_vbt *v, struct answer *a)
{
	struct gx_vbt_blocks it = gx_vbt_blocks(v->blocks);
	struct gx_vbt_block block;

	while (gx_vbt_block_next(&it, &block)) {
		say_form(a, block.id);
		say_form(a, block.cut);
		say(a, block.at);
		say_span(a, at, block.data);
		say_text(a, gx_vbt_block_name(block.id));
	}
	say_form(a, it.r.failed);
	say_span(a, at, gx_vbt_block_find(v->blocks, GX_VBT_LFP_DATA));
	for (size_t i = 0; i <= GX_VBT_MIPI_PANELS; i++) {
		struct gx_span s = gx_vbt_sequences(v, i);
		char names[GX_VBT_VALUE_SIZE];

		say_span(a, at, s);
		gx_vbt_sequence_names(v, s, names, sizeof(names));
		say_text(a, names);
	}
}

static bool ask_headers(struct gx_span at, struct gx_vbt *v, struct answer *a)
{
	enum gopx_status status = gx_vbt_decode(at, v);

	say_form(a, status);
	say_text(a, gx_vbt_refused(at));
	say_headers(at, v, a);
	return status == GOPX_OK;
}

static void ask_table(struct gx_span at, struct answer *a)
{
	struct gx_vbt v;

	if (!ask_headers(at, &v, a))
		return;
	say_blocks(at, &v, a);
	say_devices(at, &v, a);
	say_panels(at, &v, a);
}

static void ask_blocks(struct gx_span at, struct answer *a)
{
	struct gx_vbt v;

	if (ask_headers(at, &v, a))
		say_blocks(at, &v, a);
}

/* ---- fields ----------------------------------------------------------------- */

static void say_stored(const struct gx_vbt *v, const struct gx_vbt_field *field,
		       uint64_t bit, struct answer *a)
{
	static const char *const texts[] = {
		"0",          "1",       "yes",
		"no",         "255",     "0x1fff",
		"",           "0x",      "4294967295",
		"4294967296", "AUO193C", "auo1",
		"A\x7fZ~@_",  "AUOG93C", "@_O193C",
		"`UO193C",    "A?O193C", "longer than any name can be",
		"0xf",        "0xg",     "0xF",
		"0xG",        "0x`",     "0x@",
		"0x/",        "0x:",     "9",
		"/",          ":",       "X9",
		" ~",         "\x1f",    "thirteen long",
		"A\x7f",      "AUO19g3", "fourteen longe",
		"AUO1/3C",    "AUO1:3C", "AUO1@3C",
		"AUO1`3C",    "AUO193",  "AUO193C0",
		"AUO1F3C",    "AUO1f3C"
	};
	uint64_t most = gx_vbt_value_most(field), number;
	uint8_t *copy = malloc(v->table.len);

	if (!copy)
		abort();
	say(a, most);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		gx_span_copy(v->table, copy);
		say_form(a, gx_vbt_value_number(field, texts[i], &number));
		say(a, number);
		say_form(a, gx_vbt_value_store(copy, field, bit, texts[i]));
		say_bytes(a, gx_span(copy + bit / 8, 4));
	}
	for (int i = -1; i <= 1 && field->form < GX_VBT_TEXT; i++) {
		gx_span_copy(v->table, copy);
		say_form(
		    a, gx_vbt_field_store(copy, field, bit, most + (uint64_t)(int64_t)i));
		say_form(a, gx_vbt_field_store(copy, field, bit, field->bias - 1u));
		say_bytes(a, gx_span(copy + bit / 8, 4));
	}
	free(copy);
}

static void say_field(const struct gx_vbt_map *map, const struct gx_vbt_field *field,
		      size_t index, bool store, struct answer *a)
{
	char text[GX_VBT_VALUE_SIZE];
	uint64_t bit;
	bool there = gx_vbt_field_place(map, field, index, &bit);

	say_form(a, there);
	say(a, bit);
	if (!there)
		return;
	gx_vbt_value_text(map->vbt, field, bit, text);
	say_bytes(a, gx_span(text, strlen(text)));
	if (store && index < 2)
		say_stored(map->vbt, field, bit, a);
}

static void say_fields(const struct gx_vbt *v, bool store, struct answer *a)
{
	struct gx_vbt_map map = gx_vbt_map(v);

	for (size_t i = 0; i < gx_vbt_field_count(); i++) {
		const struct gx_vbt_field *field = gx_vbt_field_at(i);
		size_t size = gx_vbt_group_size(&map, field->group);

		say(a, size);
		for (size_t index = 0; index <= size; index += index < 3 ? 1 : 7)
			say_field(&map, field, index, store, a);
	}
	say_form(a, gx_vbt_field_at(gx_vbt_field_count()) != NULL);
}

static void ask_fields(struct gx_span at, struct answer *a)
{
	struct gx_vbt v;

	if (ask_headers(at, &v, a))
		say_fields(&v, false, a);
}

static void ask_all(struct gx_span at, struct answer *a)
{
	ask_table(at, a);
	ask_fields(at, a);
}

/*
 * Decode a table eight times, with eight successive BDB versions. The input byte chooses
 * the first version.
 */
static void ask_versions(struct gx_span at, struct answer *a)
{
	struct fwbytes table = { 0 };
	unsigned first = at.len ? 100 + 8u * gx_span_at(at, 0) % 200 : 0;

	vbt_put(&table, &(struct vbt_options){
			    .full = true, .generic_dtd = true, .exact = true });
	for (unsigned version = first; at.len && version < first + 8; version++) {
		struct gx_vbt v;

		poke_le16(&table, VERSION_AT, version);
		if (!ask_headers(gx_span(table.data, table.len), &v, a))
			continue;
		say_fields(&v, true, a);
		say_devices(v.table, &v, a);
		say_panels(v.table, &v, a);
	}
	bytes_free(&table);
}

/* ---- changes ---------------------------------------------------------------- */

static void say_timing_stored(const struct gx_vbt_timing *t, struct answer *a)
{
	struct fwbytes table = { 0 };
	struct gx_vbt_map map;
	struct gx_vbt v;

	vbt_put(&table, &(struct vbt_options){ .bdb_version = 250, .generic_dtd = true });
	if (gx_vbt_decode(gx_span(table.data, table.len), &v) != GOPX_OK)
		abort();
	map = gx_vbt_map(&v);
	for (size_t panel = 0; panel <= 16; panel += 4)
		say_form(a, gx_vbt_timing_store(&map, table.data, panel, t));
	say_bytes(a, gx_span(table.data, table.len));
	bytes_free(&table);
}

static void ask_modeline(struct gx_span at, struct answer *a)
{
	char *text = calloc(at.len + 1, 1);
	struct gx_vbt_timing t;

	if (!text)
		abort();
	gx_span_copy(at, text);
	say_form(a, gx_vbt_modeline_parse(text, &t));
	say_timing(&t, a);
	free(text);
}

static void ask_timing_store(struct gx_span at, struct answer *a)
{
	struct gx_vbt_timing t = gx_vbt_gdtd_decode(at);

	say_timing_stored(&t, a);
}

static void ask_edid(struct gx_span at, struct answer *a)
{
	struct fwbytes table = { 0 };
	struct gx_vbt_edid edid;
	struct gx_vbt_map map;
	struct gx_vbt v;

	say_form(a, gx_vbt_edid_decode(at, &edid));
	say_timing(&edid.timing, a);
	say_span(a, at, edid.pnp_id);
	say_span(a, at, edid.name);
	if (edid.pnp_id.len == 0)
		return;
	vbt_put(&table, &(struct vbt_options){ .bdb_version = 250 });
	if (gx_vbt_decode(gx_span(table.data, table.len), &v) != GOPX_OK)
		abort();
	map = gx_vbt_map(&v);
	for (size_t panel = 0; panel <= 16; panel += 4)
		say_form(a, gx_vbt_edid_store(&map, table.data, panel, &edid));
	map.lfp.names_at = 0;
	say_form(a, gx_vbt_edid_store(&map, table.data, 1, &edid));
	map.lfp.entry_size = 0;
	say_form(a, gx_vbt_edid_store(&map, table.data, 2, &edid));
	say_form(a, gx_vbt_edid_store(&map, table.data, 16, &edid));
	say_bytes(a, gx_span(table.data, table.len));
	bytes_free(&table);
}

static void ask_opregion(struct gx_span at, struct answer *a)
{
	struct gx_opregion o;

	say_form(a, gx_opregion_decode(at, &o));
	say(a, o.major);
	say(a, o.minor);
	say(a, o.rvda);
	say(a, o.rvds);
	say_form(a, o.relative);
}

/*
 * Decide whether panels are those of reference boards. The bits of the input byte choose
 * the name, the maker and the timing of the panels.
 */
static void ask_named(struct gx_span at, struct answer *a)
{
	static const char *const names[] = { "", "LFP_PanelName", "LFP_PanelNam", "A" };
	static const char *const makers[] = { "", "MS_", "MS", "XMS" };
	unsigned n = at.len ? gx_span_at(at, 0) : 0;
	const char *name = names[n & 3], *maker = makers[n >> 2 & 3];

	for (uint8_t type = 0; type <= GX_VBT_PANELS; type++) {
		struct gx_vbt_panel panel = { .type = type };

		panel.name = gx_span(name, strlen(name));
		memcpy(panel.manufacturer, maker, strlen(maker));
		panel.timing.clock = n & 16 ? 65000 : n & 32;
		panel.timing.hactive = n & 64 ? 1024 : 1023;
		panel.timing.vactive = n & 128 ? 768 : 769;
		say_form(a, gx_vbt_panel_is_named(&panel));
	}
}

/* Look up the input byte in all small tables that contain names. */
static void ask_names(struct gx_span at, struct answer *a)
{
	unsigned n = at.len ? gx_span_at(at, 0) : 0;

	for (uint16_t version = 154; version <= 156; version++)
		say_text(a, gx_vbt_port_name((uint8_t)n, version));
	for (uint16_t version = 214; version <= 218; version++)
		say_text(a, gx_vbt_connector_name((uint16_t)(1 << n % 16), version));
	say_text(a, gx_vbt_aux_name((uint8_t)n));
	say_text(a, gx_vbt_block_name((uint8_t)n));
	say_text(a, gx_vbt_type_c_port((uint8_t)n, gx_span("$VBT METEORLAKE     ", 20)));
	for (unsigned high = 0; high < 32; high++)
		say_text(a, gx_vbt_child_kind((uint16_t)(high << 8 | n)));
}

/* ---- inputs ----------------------------------------------------------------- */

static void table(struct fwbytes *out)
{
	vbt_put(out, &(struct vbt_options){ .edp = true });
	put_text(out, "after");
}

static void table_exact(struct fwbytes *out)
{
	vbt_put(out, &(struct vbt_options){
			 .bdb_version = 186, .exact = true, .no_pointers = true });
}

static void table_new(struct fwbytes *out)
{
	vbt_put(out, &(struct vbt_options){
			 .bdb_version = 250, .edp = true, .generic_dtd = true });
}

static void table_virtual(struct fwbytes *out)
{
	vbt_put(out, &(struct vbt_options){ .bdb_version = 186, .shape = VBT_VIRTUAL });
}

static void table_headless(struct fwbytes *out)
{
	vbt_put(out, &(struct vbt_options){ .shape = VBT_HEADLESS });
}

static void table_full(struct fwbytes *out)
{
	vbt_put(out, &(struct vbt_options){
			 .bdb_version = 250, .full = true, .generic_dtd = true });
}

static void table_full_old(struct fwbytes *out)
{
	vbt_put(out, &(struct vbt_options){ .bdb_version = 180, .full = true });
}

/*
 * Sequences of an old version, whose elements have no sizes. They contain every kind of
 * element, and an unknown one.
 */
static void sequences_old(struct fwbytes *out)
{
	static const char bytes[] = "\2" /* panel 1, then panel 3 */
				    "\1\x20\0"
				    "\2\2\1\2\3\4\1\5\6\2\0\7\7\3\1\2\0"
				    "\3\4\1\2\3\4\5\6\1\x9\0\4\3\1\2\0\0"
				    "\3\5\0"
				    "\5\x9\1\0\0"
				    "\0\0\0\0\0";
	size_t at, size;

	vbt_put(out, &(struct vbt_options){ .shape = VBT_HEADLESS, .exact = true });
	at = out->len;
	put_u8(out, 53);
	put_le16(out, sizeof(bytes) - 1);
	put_bytes(out, bytes, sizeof(bytes) - 1);
	size = out->len - at;
	poke_le16(out, 24, (unsigned)out->len);
	poke_le16(out, 48 + 20, (unsigned)(22 + size));
}

static void sequences_new(struct fwbytes *out)
{
	static const char bytes[] = "\3"
				    "\x28\0\0\0"
				    "\1\x10\0\0\0"
				    "\2\4\0\0\0abcd"
				    "\3\1\0\0\0x"
				    "\0"
				    "\2\x7\0\0\0"
				    "\x0c\1\0\0\0y"
				    "\0"
				    "\0\0\0\0\0\0\0";
	size_t at;

	vbt_put(out, &(struct vbt_options){ .shape = VBT_HEADLESS, .exact = true });
	at = out->len;
	put_u8(out, 53);
	put_le16(out, 0);
	put_bytes(out, bytes, 5 + 0x28);
	poke_le16(out, 24, (unsigned)out->len);
	poke_le16(out, 48 + 20, (unsigned)(22 + out->len - at));
}

/* ---- one block at its limits ---------------------------------------------------- */

/* Put a table without blocks. Add blocks with block_put(), then call table_end(). */
static void table_begin(struct fwbytes *out, unsigned bdb_version)
{
	vbt_put(out, &(struct vbt_options){ .bdb_version = bdb_version,
					    .shape = VBT_HEADLESS,
					    .exact = true });
}

static size_t block_put(struct fwbytes *out, unsigned id, size_t size)
{
	size_t body = out->len + 3;

	put_u8(out, id);
	put_le16(out, (unsigned)size);
	put_fill(out, 0, size);
	return body;
}

static void table_end(struct fwbytes *out)
{
	poke_le16(out, 24, (unsigned)out->len);
	poke_le16(out, 48 + 20, (unsigned)out->len - 48);
}

struct outputs {
	unsigned version, stated, size, count;
};

/* Put outputs. Only every third output has a connector. */
static void outputs_put(struct fwbytes *out, const struct outputs *o)
{
	size_t body;

	table_begin(out, o->version);
	body = block_put(out, 2, 5 + (size_t)o->size * o->count);
	poke_u8(out, body + 4, o->stated);
	for (size_t i = 0; i < o->count; i++) {
		poke_le16(out, body + 5 + o->size * i, 4);
		poke_le16(out, body + 5 + o->size * i + 2, i % 3 ? 0 : 0x1004);
		if (o->size > 33) {
			poke_u8(out, body + 5 + o->size * i + 25, 0x10);
			poke_u8(out, body + 5 + o->size * i + 33, 3);
		}
	}
	table_end(out);
}

#define OUTPUTS(name, ...)                                          \
	static void name(struct fwbytes *out)                       \
	{                                                           \
		outputs_put(out, &(struct outputs){ __VA_ARGS__ }); \
	}

OUTPUTS(outputs_least, 100, 22, 22, 3)
OUTPUTS(outputs_too_small, 100, 21, 21, 3)
OUTPUTS(outputs_too_small_now, 267, 21, 21, 3)
OUTPUTS(outputs_least_now, 267, 22, 22, 3)
OUTPUTS(outputs_stated, 209, 22, 22, 4)
OUTPUTS(outputs_stated_small, 209, 19, 38, 4)
OUTPUTS(outputs_wrong, 209, 40, 38, 3)
OUTPUTS(outputs_wrong_twice, 209, 40, 37, 3)
OUTPUTS(outputs_none, 209, 40, 38, 0)
OUTPUTS(outputs_aux, 155, 39, 39, 1)
OUTPUTS(outputs_no_aux, 154, 39, 39, 1)
OUTPUTS(outputs_type_c, 195, 39, 39, 1)
OUTPUTS(outputs_no_type_c, 194, 39, 39, 1)
OUTPUTS(outputs_thunderbolt, 209, 39, 39, 1)
OUTPUTS(outputs_no_thunderbolt, 208, 39, 39, 1)
OUTPUTS(outputs_lanes, 244, 39, 39, 1)
OUTPUTS(outputs_no_lanes, 243, 39, 39, 1)
OUTPUTS(outputs_many, 106, 27, 27, 257)

/* Options for blocks 41 and 42. 'timing' is the size of a panel's register values. */
struct panels {
	unsigned timing, stated, further; /* what block 41 states */
	unsigned off[3];                  /* added to each offset */
	unsigned dtd, pnp_id;             /* added to the size of each DTD and PnP ID */
	unsigned name;                    /* added to the size of each name */
	bool no_names, no_pointers;
	unsigned cut;  /* the number of bytes to remove from the end of block 42 */
	unsigned type; /* the selected panel; 15 if this is 0 */
};

static void pointers_put(struct fwbytes *out, const struct panels *p)
{
	size_t body = block_put(out, 41, 1 + 16 * 9 + 3), at = out->len + 3 - 48;
	size_t distance = p->timing + 28;

	poke_u8(out, body, 3);
	for (size_t i = 0; i < 16; i++) {
		size_t place = body + 1 + 9 * i, of = at + i * (distance + p->further);

		poke_le16(out, place, (unsigned)of + p->off[0]);
		poke_u8(out, place + 2, p->stated);
		poke_le16(out, place + 3, (unsigned)of + p->timing + p->off[1]);
		poke_u8(out, place + 5, 18 + p->dtd);
		poke_le16(out, place + 6, (unsigned)of + p->timing + 18 + p->off[2]);
		poke_u8(out, place + 8, 10 + p->pnp_id);
	}
	poke_le16(out, body + 145, (unsigned)(at + 16 * distance));
	poke_u8(out, body + 147, p->no_names ? 0 : 13 + p->name);
}

static void panels_put(struct fwbytes *out, const struct panels *p)
{
	size_t entry = p->timing + 28, body;

	table_begin(out, 209);
	body = block_put(out, 40, 27);
	poke_u8(out, body, p->type ? p->type : 15);
	if (!p->no_pointers)
		pointers_put(out, p);
	body = block_put(out, 42, 16 * entry + (p->no_names ? 0 : 16 * 13));
	for (size_t i = 0; i < 16; i++) {
		poke_le16(out, body + i * entry + p->timing - 2, 0xffff);
		poke_le16(out, body + i * entry + p->timing, 0x1234);
		poke_le16(out, body + i * entry + p->timing + 20, 0x5678);
	}
	poke_le16(out, body - 2, (unsigned)(out->len - body) - p->cut);
	bytes_cut(out, out->len - p->cut);
	table_end(out);
}

#define PANELS(name, ...)                                         \
	static void name(struct fwbytes *out)                     \
	{                                                         \
		panels_put(out, &(struct panels){ __VA_ARGS__ }); \
	}

PANELS(panels_least, .timing = 32, .stated = 32)
PANELS(panels_too_small, .timing = 31, .stated = 31)
PANELS(panels_hole, .timing = 40, .stated = 34)
PANELS(panels_other_hole, .timing = 40, .stated = 36)
PANELS(panels_apart, .timing = 46, .stated = 46, .further = 1)
PANELS(panels_apart_far, .timing = 40, .stated = 34, .further = 2)
PANELS(panels_other, .timing = 46, .stated = 46, .type = 16)
PANELS(panels_off_0, .timing = 46, .stated = 46, .off = { 1 })
PANELS(panels_off_1, .timing = 46, .stated = 46, .off = { 0, 1 })
PANELS(panels_off_2, .timing = 46, .stated = 46, .off = { 0, 0, 1 })
PANELS(panels_dtd, .timing = 46, .stated = 46, .dtd = 1)
PANELS(panels_pnp_id, .timing = 46, .stated = 46, .pnp_id = 1)
PANELS(panels_names, .timing = 46, .stated = 46, .name = 1)
PANELS(panels_names_cut, .timing = 46, .stated = 46, .cut = 1)
PANELS(panels_no_names, .timing = 46, .stated = 46, .no_names = true)
PANELS(panels_cut, .timing = 46, .stated = 46, .no_names = true, .cut = 1)
PANELS(panels_alone_least, .timing = 32, .no_pointers = true)
PANELS(panels_alone_most, .timing = 46, .no_pointers = true)
PANELS(panels_alone_small, .timing = 30, .no_pointers = true)
PANELS(panels_alone_large, .timing = 48, .no_pointers = true)
PANELS(panels_alone_cut, .timing = 46, .no_pointers = true, .cut = 1)
PANELS(panels_alone_no_names, .timing = 46, .no_pointers = true, .no_names = true)
PANELS(panels_alone_short, .timing = 46, .no_pointers = true, .no_names = true, .cut = 1)

static void modeline(struct fwbytes *out)
{
	put_text(out, "Modeline \"1920x1080\" 138.508 1920 1968 2000 2080 "
		      "1080 1083 1088 1111 +hsync -vsync ");
}

static void modeline_short(struct fwbytes *out)
{
	put_text(out, "4000 65535 65535 65535 65535 65534 65534 65534 65535\t-vsync");
}

static void gdtd(struct fwbytes *out)
{
	put_le32(out, 138500);
	for (unsigned i = 0; i < 2; i++) {
		put_le16(out, 1920 / (i + 1));
		put_le16(out, 160 / (i + 1));
		put_le16(out, 48 / (i + 1));
		put_le16(out, 32 / (i + 1));
	}
	put_le16(out, 344);
	put_le16(out, 194);
	put_u8(out, 0x80);
	put_fill_to(out, 0, 28);
}

static void edid(struct fwbytes *out)
{
	put_bytes(out, "\0\xff\xff\xff\xff\xff\xff\0\x06\xaf\x3c\x19\1\2\3\4\5\6", 18);
	put_fill_to(out, 1, 54);
	put_bytes(out,
		  "\x1a\x36\x80\xa0\x70\x38\x1f\x40\x30\x20\x35\0\x58\xc2\x10\0\0\x1a",
		  18);
	put_bytes(out, "\0\0\0\xfe\0text\n       ", 17);
	put_fill_to(out, 1, 90);
	put_bytes(out, "\0\0\0\xfc\0a name of it.", 18);
	put_fill_to(out, 0, 128);
}

static void edid_no_clock(struct fwbytes *out)
{
	edid(out);
	poke_le16(out, 54, 0);
}

static void edid_no_width(struct fwbytes *out)
{
	edid(out);
	poke_u8(out, 56, 0);
	poke_u8(out, 58, 0);
}

static void edid_no_height(struct fwbytes *out)
{
	edid(out);
	poke_u8(out, 59, 0);
	poke_u8(out, 61, 0);
}

static void repair_edid(uint8_t *data, size_t len)
{
	uint8_t sum = 0;

	for (size_t i = 0; len >= 128 && i < 127; i++)
		sum = (uint8_t)(sum + data[i]);
	if (len >= 128)
		data[127] = (uint8_t)-sum;
}

static void opregion(struct fwbytes *out)
{
	opregion_put(out,
		     &(struct opregion_options){
			 .major = 2, .minor = 1, .rvda = OPREGION_SIZE, .rvds = 70 });
	bytes_cut(out, 0x400);
}

/* The OpRegion ends between the address of the table and the size of the table. */
static void opregion_cut(struct fwbytes *out)
{
	opregion(out);
	bytes_cut(out, 0x3c4);
}

static void one_byte(struct fwbytes *out)
{
	put_u8(out, 0);
}

const struct subject answers_subjects[] = {
	SUBJECT_WITH("table headers", table, ask_blocks, .window = 72),
	SUBJECT_WITH("exact table headers", table_exact, ask_blocks, .window = 72),
	SUBJECT_WITH("virtual table headers", table_virtual, ask_blocks, .window = 72,
		     .light = true),
	SUBJECT_WITH("headless table", table_headless, ask_blocks, .window = 72,
		     .light = true),
	SUBJECT_WITH("table", table, ask_table, .window = 8192, .flips = true),
	SUBJECT_WITH("table, no pointers", table_exact, ask_table, .window = 8192,
		     .flips = true),
	SUBJECT_WITH("table, new", table_new, ask_table, .window = 8192, .flips = true),
	SUBJECT_WITH("table, full", table_full, ask_fields, .window = 8192,
		     .flips = true),
	SUBJECT_WITH("table, full and old", table_full_old, ask_fields, .window = 8192,
		     .flips = true),
	SUBJECT_WITH("sequences, old", sequences_old, ask_blocks, .from = 70),
	SUBJECT_WITH("sequences, new", sequences_new, ask_blocks, .from = 70),
	SUBJECT_ONCE("outputs, least", outputs_least, ask_all),
	SUBJECT_ONCE("outputs, too small", outputs_too_small, ask_all),
	SUBJECT_ONCE("outputs, too small now", outputs_too_small_now, ask_all),
	SUBJECT_ONCE("outputs, least now", outputs_least_now, ask_all),
	SUBJECT_ONCE("outputs, stated", outputs_stated, ask_all),
	SUBJECT_ONCE("outputs, stated small", outputs_stated_small, ask_all),
	SUBJECT_ONCE("outputs, wrong", outputs_wrong, ask_all),
	SUBJECT_ONCE("outputs, wrong twice", outputs_wrong_twice, ask_all),
	SUBJECT_ONCE("outputs, none", outputs_none, ask_all),
	SUBJECT_ONCE("outputs, aux", outputs_aux, ask_all),
	SUBJECT_ONCE("outputs, no aux", outputs_no_aux, ask_all),
	SUBJECT_ONCE("outputs, type c", outputs_type_c, ask_all),
	SUBJECT_ONCE("outputs, no type c", outputs_no_type_c, ask_all),
	SUBJECT_ONCE("outputs, thunderbolt", outputs_thunderbolt, ask_all),
	SUBJECT_ONCE("outputs, no thunderbolt", outputs_no_thunderbolt, ask_all),
	SUBJECT_ONCE("outputs, lanes", outputs_lanes, ask_all),
	SUBJECT_ONCE("outputs, no lanes", outputs_no_lanes, ask_all),
	SUBJECT_ONCE("outputs, many", outputs_many, ask_all),
	SUBJECT_ONCE("panels, least", panels_least, ask_all),
	SUBJECT_ONCE("panels, too small", panels_too_small, ask_all),
	SUBJECT_ONCE("panels, hole", panels_hole, ask_all),
	SUBJECT_ONCE("panels, other hole", panels_other_hole, ask_all),
	SUBJECT_ONCE("panels, apart", panels_apart, ask_all),
	SUBJECT_ONCE("panels, apart far", panels_apart_far, ask_all),
	SUBJECT_ONCE("panels, other", panels_other, ask_all),
	SUBJECT_ONCE("panels, off 0", panels_off_0, ask_all),
	SUBJECT_ONCE("panels, off 1", panels_off_1, ask_all),
	SUBJECT_ONCE("panels, off 2", panels_off_2, ask_all),
	SUBJECT_ONCE("panels, dtd", panels_dtd, ask_all),
	SUBJECT_ONCE("panels, pnp id", panels_pnp_id, ask_all),
	SUBJECT_ONCE("panels, names", panels_names, ask_all),
	SUBJECT_ONCE("panels, names cut", panels_names_cut, ask_all),
	SUBJECT_ONCE("panels, no names", panels_no_names, ask_all),
	SUBJECT_ONCE("panels, cut", panels_cut, ask_all),
	SUBJECT_ONCE("panels, alone least", panels_alone_least, ask_all),
	SUBJECT_ONCE("panels, alone most", panels_alone_most, ask_all),
	SUBJECT_ONCE("panels, alone small", panels_alone_small, ask_all),
	SUBJECT_ONCE("panels, alone large", panels_alone_large, ask_all),
	SUBJECT_ONCE("panels, alone cut", panels_alone_cut, ask_all),
	SUBJECT_ONCE("panels, alone no names", panels_alone_no_names, ask_all),
	SUBJECT_ONCE("panels, alone short", panels_alone_short, ask_all),
	SUBJECT_ONCE("fields of sequences, old", sequences_old, ask_fields),
	SUBJECT_ONCE("fields of sequences, new", sequences_new, ask_fields),
	SUBJECT_WITH("modeline", modeline, ask_modeline, .text = true),
	SUBJECT_WITH("modeline, large", modeline_short, ask_modeline, .text = true),
	SUBJECT_WITH("timing", gdtd, ask_timing_store, .light = true),
	SUBJECT_WITH("edid", edid, ask_edid, .light = true, .repair = repair_edid),
	SUBJECT_WITH("edid, no clock", edid_no_clock, ask_edid, .once = true,
		     .repair = repair_edid),
	SUBJECT_WITH("edid, no width", edid_no_width, ask_edid, .once = true,
		     .repair = repair_edid),
	SUBJECT_WITH("edid, no height", edid_no_height, ask_edid, .once = true,
		     .repair = repair_edid),
	SUBJECT_WITH("edid, wrong sum", edid, ask_edid, .flips = true),
	SUBJECT_WITH("opregion", opregion, ask_opregion, .window = 32),
	SUBJECT_WITH("opregion, address", opregion, ask_opregion, .from = 0x3ba),
	SUBJECT_ONCE("opregion, cut", opregion_cut, ask_opregion),
	SUBJECT("names", one_byte, ask_names),
	SUBJECT("panels by name", one_byte, ask_named),
	SUBJECT_WITH("versions", one_byte, ask_versions, .light = true),
	{ 0 },
};
