/* SPDX-License-Identifier: BSD-2-Clause */
/* vbt_timing.c - a panel's timing: from a modeline or an EDID into a VBT */
#include "format/vbt/vbt_timing.h"

#include <stdio.h>
#include <string.h>

#include "base/sum.h"

/* ---- modelines ----------------------------------------------------------------- */

/*@
  requires valid_read_string(s);
  assigns \nothing;
  ensures valid_read_string(\result);
*/
static const char *skip_blanks(const char *s)
{
	/*@
	  loop invariant valid_read_string(s);
	  loop assigns s;
	  loop variant strlen(s);
	*/
	while (*s == ' ' || *s == '\t')
		s++;
	return s;
}

/* A number of at most 'most'; NULL if there is none. */
/*@
  requires valid_read_string(s) && \valid(out);
  assigns *out;
  ensures \result == \null || valid_read_string(\result);
*/
static const char *take_number(const char *s, uint32_t most, uint32_t *out)
{
	uint32_t value = 0;

	s = skip_blanks(s);
	if (*s < '0' || *s > '9')
		return NULL;
	/*@
	  loop invariant valid_read_string(s);
	  loop assigns s, value;
	  loop variant strlen(s);
	*/
	for (; *s >= '0' && *s <= '9'; s++) {
		value = value * 10 + (uint32_t)(*s - '0');
		if (value > most)
			return NULL;
	}
	*out = value;
	return s;
}

/* Read MHz with up to three decimals; *out is in kHz. */
static const char *take_clock(const char *s, uint32_t *out)
{
	uint32_t unit = 1000;

	s = take_number(s, 4000, out);
	if (!s)
		return NULL;
	*out *= 1000;
	if (*s != '.')
		return s;
	/*@
	  loop assigns s, unit, *out;
	  loop variant unit;
	*/
	for (s++; *s >= '0' && *s <= '9' && unit > 1; s++) {
		unit /= 10;
		*out += unit * (uint32_t)(*s - '0');
	}
	return s;
}

/* Four numbers: active, start and end of the sync pulse, total.  None may be smaller than
 * the one before. */
static const char *take_extent(const char *s, uint32_t v[4])
{
	//@ loop variant 4 - i;
	for (size_t i = 0; i < 4; i++) {
		s = take_number(s, UINT16_MAX, &v[i]);
		if (!s || (i && v[i] < v[i - 1]))
			return NULL;
	}
	return v[0] ? s : NULL;
}

static const char *take_polarity(const char *s, const char *name, bool *positive)
{
	size_t len = strlen(name);

	s = skip_blanks(s);
	if ((*s != '+' && *s != '-') || strncmp(s + 1, name, len) != 0)
		return s;
	*positive = *s == '+';
	return s + 1 + len;
}

/* The text before the numbers in xorg.conf: Modeline "name". */
static const char *skip_title(const char *s)
{
	const char *end;

	s = skip_blanks(s);
	if (strncmp(s, "Modeline", 8) == 0 || strncmp(s, "modeline", 8) == 0)
		s = skip_blanks(s + 8);
	if (*s != '"')
		return s;
	end = strchr(s + 1, '"');
	return end ? end + 1 : s;
}

bool gx_vbt_modeline_parse(const char *text, struct gx_vbt_timing *out)
{
	struct gx_vbt_timing t = { 0 };
	const char *s = take_clock(skip_title(text), &t.clock);
	uint32_t h[4], v[4];

	*out = t;
	s = s ? take_extent(s, h) : NULL;
	s = s ? take_extent(s, v) : NULL;
	if (!s || t.clock == 0)
		return false;
	s = take_polarity(s, "hsync", &t.hsync_positive);
	s = take_polarity(s, "vsync", &t.vsync_positive);
	if (*skip_blanks(s))
		return false;
	t.hactive = (uint16_t)h[0];
	t.hfront = (uint16_t)(h[1] - h[0]);
	t.hsync = (uint16_t)(h[2] - h[1]);
	t.htotal = (uint16_t)h[3];
	t.vactive = (uint16_t)v[0];
	t.vfront = (uint16_t)(v[1] - v[0]);
	t.vsync = (uint16_t)(v[2] - v[1]);
	t.vtotal = (uint16_t)v[3];
	*out = t;
	return true;
}

void gx_vbt_modeline_text(const struct gx_vbt_timing *t, char out[GX_VBT_MODELINE_SIZE])
{
	unsigned h = t->hactive + t->hfront, v = t->vactive + t->vfront;

	snprintf(out, GX_VBT_MODELINE_SIZE,
		 "%u.%03u %u %u %u %u %u %u %u %u %chsync %cvsync", t->clock / 1000,
		 t->clock % 1000, t->hactive, h, h + t->hsync, t->htotal, t->vactive, v,
		 v + t->vsync, t->vtotal, t->hsync_positive ? '+' : '-',
		 t->vsync_positive ? '+' : '-');
}

/* ---- EDID ---------------------------------------------------------------------- */

#define EDID_SIZE        128
#define EDID_PNP_ID_AT   8
#define EDID_DTD_AT      54
#define EDID_DESCRIPTORS 4

#define DESCRIPTOR_NAME 0xfc
#define DESCRIPTOR_TEXT 0xfe

/* The text of the first descriptor of this kind, up to its newline. */
static struct gx_span descriptor(struct gx_span edid, uint8_t kind)
{
	//@ loop variant EDID_DESCRIPTORS - i;
	for (unsigned i = 0; i < EDID_DESCRIPTORS; i++) {
		struct gx_reader r = gx_reader(edid);
		struct gx_span text;

		gx_seek(&r, EDID_DTD_AT + i * GX_VBT_DTD_SIZE);
		if (gx_le24(&r) != 0 || gx_u8(&r) != kind)
			continue;
		gx_skip(&r, 1);
		text = gx_take(&r, GX_VBT_NAME_SIZE);
		return gx_span_head(text, gx_span_find(text, gx_span("\n", 1)));
	}
	return (struct gx_span){ 0 };
}

bool gx_vbt_edid_decode(struct gx_span edid, struct gx_vbt_edid *out)
{
	static const char mark[8] = "\0\xff\xff\xff\xff\xff\xff";
	struct gx_span base, dtd;

	*out = (struct gx_vbt_edid){ 0 };
	if (!gx_span_sub(edid, 0, EDID_SIZE, &base) || !gx_span_starts(base, mark, 8) ||
	    gx_sum8(base) != 0)
		return false;
	gx_span_sub(base, EDID_DTD_AT, GX_VBT_DTD_SIZE, &dtd);
	gx_span_sub(base, EDID_PNP_ID_AT, GX_VBT_PNP_ID_SIZE, &out->pnp_id);
	out->timing = gx_vbt_dtd_decode(dtd);
	out->name = descriptor(base, DESCRIPTOR_NAME);
	if (out->name.len == 0)
		out->name = descriptor(base, DESCRIPTOR_TEXT);
	return out->timing.clock && out->timing.hactive && out->timing.vactive;
}

/* ---- store a timing in a table ------------------------------------------------- */

/* The value for a field of a timing.  The end of the field's name says which value this
 * is.  Returns false for any other field. */
/*@
  assigns *value;
*/
static bool value_of(const struct gx_vbt_timing *t, const struct gx_vbt_field *field,
		     uint64_t *value)
{
	const struct {
		const char *name;
		uint32_t value;
	} values[] = {
		{ "clock-khz", t->clock },
		{ "hactive", t->hactive },
		{ "hblank", (uint32_t)t->htotal - t->hactive },
		{ "hfront", t->hfront },
		{ "hsync", t->hsync },
		{ "vactive", t->vactive },
		{ "vblank", (uint32_t)t->vtotal - t->vactive },
		{ "vfront", t->vfront },
		{ "vsync", t->vsync },
		{ "hsync-positive", t->hsync_positive },
		{ "vsync-positive", t->vsync_positive },
		{ "width-mm", t->width_mm },
		{ "height-mm", t->height_mm },
	};
	const char *name = strchr(field->name, '-') + 1;

	/*@
	  loop assigns i, *value;
	  loop variant sizeof(values) / sizeof(values[0]) - i;
	*/
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		if (strcmp(name, values[i].name) != 0)
			continue;
		*value = values[i].value;
		if (field->scale)
			*value = (*value + field->scale / 2) / field->scale *
				 field->scale;
		return *value || !strstr(name, "-mm");
	}
	return false;
}

bool gx_vbt_timing_store(const struct gx_vbt_map *map, uint8_t *table, size_t panel,
			 const struct gx_vbt_timing *t)
{
	bool any = false;

	//@ loop variant gx_vbt_timing_fields.count - i;
	for (size_t i = 0; i < gx_vbt_timing_fields.count; i++) {
		const struct gx_vbt_field *field = &gx_vbt_timing_fields.fields[i];
		uint64_t bit, value;

		if (!value_of(t, field, &value) ||
		    !gx_vbt_field_place(map, field, panel, &bit))
			continue;
		any = true;
		if (!gx_vbt_field_store(table, field, bit, value))
			return false;
	}
	return any;
}

bool gx_vbt_edid_store(const struct gx_vbt_map *map, uint8_t *table, size_t panel,
		       const struct gx_vbt_edid *edid)
{
	const struct gx_vbt_lfp *lfp = &map->lfp;
	uint64_t names_at = lfp->names_at + (uint64_t)panel * GX_VBT_NAME_SIZE;

	if (lfp->entry_size == 0 || panel >= GX_VBT_PANELS)
		return false;
	gx_span_copy(edid->pnp_id, table + lfp->pnp_id_at + panel * lfp->entry_size);
	if (edid->name.len == 0 || lfp->names_at == 0)
		return true;
	memset(table + names_at, 0, GX_VBT_NAME_SIZE);
	gx_span_copy(edid->name, table + names_at);
	return true;
}
