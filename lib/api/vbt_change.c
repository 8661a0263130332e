/* SPDX-License-Identifier: BSD-2-Clause */
/* vbt_change.c - changes of a table that gopx_vbt_open() opened */
#include "api/vbt.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/sum.h"
#include "format/vbt/vbt_timing.h"

/* offset of the device type in an entry; the handle is before it */
#define OUTPUT_TYPE_AT   2
#define OUTPUT_TYPE_SIZE 2

/* ---- refusing ------------------------------------------------------------------ */

static enum gopx_status refuse(struct gopx_vbt *vbt, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static enum gopx_status refuse(struct gopx_vbt *vbt, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(vbt->error, sizeof(vbt->error), format, args);
	va_end(args);
	return GOPX_E_ARGUMENT;
}

const char *gopx_vbt_error(const struct gopx_vbt *vbt)
{
	return vbt->error;
}

/* ---- the steps of a change ----------------------------------------------------- */

static uint8_t *begin(struct gopx_vbt *vbt)
{
	vbt->error[0] = 0;
	memcpy(vbt->work, vbt->table, vbt->size);
	return vbt->work;
}

/* Keep the result of a change if it is still a valid table. */
static enum gopx_status commit(struct gopx_vbt *vbt)
{
	struct gx_vbt checked;
	uint8_t *was = vbt->table;

	vbt->work[GX_VBT_CHECKSUM_AT] = 0;
	vbt->work[GX_VBT_CHECKSUM_AT] = (uint8_t)-gx_sum8(gx_span(vbt->work, vbt->size));
	if (gx_vbt_decode(gx_span(vbt->work, vbt->size), &checked) != GOPX_OK)
		return refuse(vbt, "the result would not be a valid table");
	vbt->table = vbt->work;
	vbt->work = was;
	return gx_vbt_refresh(vbt);
}

/* ---- names --------------------------------------------------------------------- */

/* The part of a name before the dot. */
struct owner {
	uint8_t group;
	size_t index;
};

/* The number after a prefix; false if there is none. */
static bool numbered(const char *s, size_t len, const char *prefix, size_t *number)
{
	size_t at = strlen(prefix);

	*number = 0;
	if (len <= at || len > at + 2 || strncmp(s, prefix, at) != 0)
		return false;
	for (; at < len; at++) {
		if (s[at] < '0' || s[at] > '9')
			return false;
		*number = *number * 10 + (size_t)(s[at] - '0');
	}
	return true;
}

static bool selected_panel(const struct gopx_vbt *vbt, size_t *index)
{
	struct gx_vbt_panel panel;

	*index = 0;
	if (!gx_vbt_panel_decode(&vbt->decoded, &panel) || panel.type >= GX_VBT_PANELS)
		return false;
	*index = panel.type;
	return true;
}

static bool find_output(const struct gopx_vbt *vbt, const char *s, size_t len,
			size_t *index)
{
	char name[GX_VBT_OWNER_SIZE];

	if (numbered(s, len, "output", index))
		return (*index)-- > 0;
	for (*index = 0; *index < gx_vbt_group_size(&vbt->map, GOPX_VBT_OF_OUTPUT);
	     (*index)++) {
		gx_vbt_owner_name(vbt, GOPX_VBT_OF_OUTPUT, *index, name);
		if (strlen(name) == len && strncmp(name, s, len) == 0)
			return true;
	}
	return false;
}

static bool find_owner(const struct gopx_vbt *vbt, const char *s, size_t len,
		       struct owner *out)
{
	static const struct {
		const char *prefix;
		uint8_t group;
	} groups[] = { { "panel", GOPX_VBT_OF_PANEL },
		       { "mipi", GOPX_VBT_OF_MIPI },
		       { "dsc", GOPX_VBT_OF_COMPRESSION } };

	*out = (struct owner){ .group = GOPX_VBT_OF_PANEL };
	if (len == 5 && strncmp(s, "panel", 5) == 0)
		return selected_panel(vbt, &out->index);
	for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++) {
		if (numbered(s, len, groups[i].prefix, &out->index)) {
			out->group = groups[i].group;
			return out->index < gx_vbt_group_size(&vbt->map, out->group);
		}
	}
	out->group = GOPX_VBT_OF_OUTPUT;
	return find_output(vbt, s, len, &out->index) &&
	       out->index < gx_vbt_group_size(&vbt->map, out->group);
}

/* List the existing outputs, for a message. */
static enum gopx_status refuse_owner(struct gopx_vbt *vbt, const char *name, size_t len)
{
	char owner[GX_VBT_OWNER_SIZE], list[256] = "";

	for (size_t i = 0; i < gx_vbt_group_size(&vbt->map, GOPX_VBT_OF_OUTPUT); i++) {
		size_t at = strlen(list);

		gx_vbt_owner_name(vbt, GOPX_VBT_OF_OUTPUT, i, owner);
		snprintf(list + at, sizeof(list) - at, "%s, ", owner);
	}
	return refuse(
	    vbt,
	    "the table has no %.*s; it has %spanel0 to panel15, and panel where "
	    "one is selected",
	    len < 40 ? (int)len : 40, name, list);
}

/* The field with this name in this table; NULL: none. */
static const struct gx_vbt_field *find_field(const struct gopx_vbt *vbt,
					     const struct owner *owner, const char *name,
					     uint64_t *bit, bool *known)
{
	*known = false;
	for (size_t i = 0; i < gx_vbt_field_count(); i++) {
		const struct gx_vbt_field *f = gx_vbt_field_at(i);

		if (f->group != owner->group || strcmp(f->name, name) != 0)
			continue;
		*known = true;
		if (gx_vbt_field_place(&vbt->map, f, owner->index, bit))
			return f;
	}
	return NULL;
}

/* Refuse a name that no field of the group has.  If another group has such a field, the
 * message says so. */
static enum gopx_status refuse_field(struct gopx_vbt *vbt, const char *name)
{
	static const char *const examples[] = { [GOPX_VBT_OF_PANEL] = "panel2",
						[GOPX_VBT_OF_OUTPUT] = "EFP1",
						[GOPX_VBT_OF_MIPI] = "mipi0",
						[GOPX_VBT_OF_COMPRESSION] = "dsc0" };

	for (size_t i = 0; i < gopx_vbt_field_count(); i++) {
		const struct gx_vbt_field *f = gx_vbt_field_at(i);

		if (strcmp(f->name, name) != 0)
			continue;
		if (f->group == GOPX_VBT_OF_TABLE)
			return refuse(vbt, "%s is a field of the table as a whole: %s",
				      f->name, f->name);
		return refuse(vbt, "%s belongs to another group: write %s.%s", f->name,
			      examples[f->group], f->name);
	}
	return refuse(vbt, "there is no field %.40s", name);
}

/* ---- one field ----------------------------------------------------------------- */

static enum gopx_status set_timing(struct gopx_vbt *vbt, const struct owner *owner,
				   const char *text)
{
	struct gx_vbt_timing t;

	if (!gx_vbt_modeline_parse(text, &t))
		return refuse(vbt, "a timing is a modeline, such as \"138.5 1920 1968 "
				   "2000 2080 1080 1083 1088 1111 +hsync -vsync\"");
	if (!gx_vbt_timing_store(&vbt->map, begin(vbt), owner->index, &t))
		return refuse(vbt, "the table has no place for this timing");
	return commit(vbt);
}

static enum gopx_status set_field(struct gopx_vbt *vbt, const struct owner *owner,
				  const char *name, const char *text)
{
	char allowed[256];
	bool known;
	uint64_t bit;
	const struct gx_vbt_field *f = find_field(vbt, owner, name, &bit, &known);

	if (!f && known)
		return refuse(vbt, "this table, of BDB version %u, does not have %.40s",
			      vbt->decoded.bdb_version, name);
	if (!f)
		return refuse_field(vbt, name);
	if (!gopx_vbt_field_allowed(gx_vbt_field_public(f), allowed, sizeof(allowed)))
		return refuse(vbt, "%s cannot be changed", f->name);
	if (!gx_vbt_value_store(begin(vbt), f, bit, text))
		return refuse(vbt, "%s can be: %s", f->name, allowed);
	return commit(vbt);
}

enum gopx_status gopx_vbt_set(struct gopx_vbt *vbt, const char *name, const char *text)
{
	const char *dot = strchr(name, '.');
	struct owner owner = { .group = GOPX_VBT_OF_TABLE };

	vbt->error[0] = 0;
	if (dot && !find_owner(vbt, name, (size_t)(dot - name), &owner))
		return refuse_owner(vbt, name, (size_t)(dot - name));
	if (dot && owner.group == GOPX_VBT_OF_PANEL && !strcmp(dot, ".timing"))
		return set_timing(vbt, &owner, text);
	return set_field(vbt, &owner, dot ? dot + 1 : name, text);
}

/* ---- several fields at once ---------------------------------------------------- */

enum gopx_status gopx_vbt_set_edid(struct gopx_vbt *vbt, const char *panel,
				   const void *edid, size_t size)
{
	struct gx_vbt_edid decoded;
	struct owner owner;
	uint8_t *table;

	vbt->error[0] = 0;
	if (!find_owner(vbt, panel, strlen(panel), &owner) ||
	    owner.group != GOPX_VBT_OF_PANEL)
		return refuse_owner(vbt, panel, strlen(panel));
	if (!gx_vbt_edid_decode(gx_span(edid, size), &decoded))
		return refuse(
		    vbt,
		    "this is not an EDID, or its checksum is wrong or it has no timing");
	table = begin(vbt);
	if (!gx_vbt_timing_store(&vbt->map, table, owner.index, &decoded.timing) ||
	    !gx_vbt_edid_store(&vbt->map, table, owner.index, &decoded))
		return refuse(vbt, "the table has no place for this panel");
	return commit(vbt);
}

static size_t entry_at(const struct gopx_vbt *vbt, size_t index)
{
	const struct gx_vbt_children *c = &vbt->map.children;

	return gx_span_offset(vbt->decoded.table, c->entries) + index * c->entry_size;
}

enum gopx_status gopx_vbt_headless(struct gopx_vbt *vbt)
{
	uint8_t *table = begin(vbt);

	for (size_t i = 0; i < gx_vbt_group_size(&vbt->map, GOPX_VBT_OF_OUTPUT); i++)
		memset(table + entry_at(vbt, i) + OUTPUT_TYPE_AT, 0, OUTPUT_TYPE_SIZE);
	return commit(vbt);
}

enum gopx_status gopx_vbt_swap(struct gopx_vbt *vbt, const char *a, const char *b)
{
	size_t size = vbt->map.children.entry_size - (size_t)OUTPUT_TYPE_AT;
	size_t first, second;
	uint8_t *table;

	vbt->error[0] = 0;
	if (!find_output(vbt, a, strlen(a), &first) ||
	    first >= gx_vbt_group_size(&vbt->map, GOPX_VBT_OF_OUTPUT))
		return refuse_owner(vbt, a, strlen(a));
	if (!find_output(vbt, b, strlen(b), &second) ||
	    second >= gx_vbt_group_size(&vbt->map, GOPX_VBT_OF_OUTPUT))
		return refuse_owner(vbt, b, strlen(b));
	table = begin(vbt);
	first = entry_at(vbt, first) + OUTPUT_TYPE_AT;
	second = entry_at(vbt, second) + OUTPUT_TYPE_AT;
	memcpy(table + first, vbt->table + second, size);
	memcpy(table + second, vbt->table + first, size);
	return commit(vbt);
}
