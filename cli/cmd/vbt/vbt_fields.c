/* SPDX-License-Identifier: BSD-2-Clause */
/* vbt_fields.c - show and compare all fields of a table */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cmd/vbt/vbt_fields.h"
#include "io/report.h"
#include "show/details.h"
#include "show/json.h"
#include "words/terminal.h"

/*
 * For this many tables of an image, the JSON has all fields.  For the tables after them
 * it has only a summary.
 */
#define FULL_TABLES 64

static const char *const group_names[] = {
	[GOPX_VBT_OF_TABLE] = "table",     [GOPX_VBT_OF_PANEL] = "panel",
	[GOPX_VBT_OF_OUTPUT] = "output",   [GOPX_VBT_OF_MIPI] = "mipi",
	[GOPX_VBT_OF_COMPRESSION] = "dsc",
};

struct gopx_vbt *vbt_fields_open(const struct gopx_finding *f)
{
	struct gopx_bytes table = gopx_finding_trimmed(f);
	struct gopx_vbt *vbt;
	enum gopx_status status = gopx_vbt_open(table.data, table.size, NULL, &vbt);

	if (status != GOPX_OK)
		report(NULL, "cannot open a table: %s", gopx_status_name(status));
	return vbt;
}

const struct gopx_vbt_value *vbt_fields_find(const struct gopx_vbt *vbt, size_t near,
					     const char *name)
{
	size_t count = gopx_vbt_value_count(vbt);

	/* Usually both tables have the same fields in the same order. */
	for (size_t i = 0; i < count; i++) {
		const struct gopx_vbt_value *v = gopx_vbt_value_at(vbt,
								   (near + i) % count);

		if (!strcmp(v->name, name))
			return v;
	}
	return NULL;
}

/* ---- for people ---------------------------------------------------------------- */

static void print_modeline(const struct gopx_vbt *vbt, size_t panel, uint8_t block)
{
	const struct gopx_vbt_timing *t = gopx_vbt_timing_at(vbt, panel, block);

	if (t)
		printf("%*stiming (block %u%s)%*s %s\n", DETAILS_VALUES, "", block,
		       t->taken ? ", taken" : "", t->taken ? 5 : 12, "", t->modeline);
}

/* Print a lower-case heading whenever the group (panel, output, ...) changes. */
static void print_owner(const struct gopx_vbt *vbt, const struct gopx_vbt_value *v,
			const char **last)
{
	const char *owner = v->owner ? v->owner : "fields";

	if (*last && !strcmp(*last, owner))
		return;
	*last = owner;
	fputs("    ", stdout);
	details_styled(STYLE_FAINT, owner);
	putchar('\n');
	if (!v->owner || gopx_vbt_field_group(v->field) != GOPX_VBT_OF_PANEL)
		return;
	print_modeline(vbt, v->index, 42);
	print_modeline(vbt, v->index, 58);
}

void vbt_fields_print(const struct gopx_vbt *vbt)
{
	const char *last = NULL;

	for (size_t i = 0; i < gopx_vbt_value_count(vbt); i++) {
		const struct gopx_vbt_value *v = gopx_vbt_value_at(vbt, i);

		print_owner(vbt, v, &last);
		printf("%*s%-28s ", DETAILS_VALUES, "", gopx_vbt_field_name(v->field));
		text_put(stdout, v->text);
		putchar('\n');
	}
}

static void print_versions(const struct gopx_vbt_field *f)
{
	unsigned since = gopx_vbt_field_since(f), until = gopx_vbt_field_until(f);

	printf("  block %u", gopx_vbt_field_block(f));
	if (since)
		printf(", since version %u", since);
	if (until)
		printf(", up to version %u", until);
}

void vbt_fields_list(void)
{
	char allowed[256];

	for (size_t i = 0; i < gopx_vbt_field_count(); i++) {
		const struct gopx_vbt_field *f = gopx_vbt_field_at(i);
		enum gopx_vbt_group group = gopx_vbt_field_group(f);
		bool settable = gopx_vbt_field_allowed(f, allowed, sizeof(allowed));

		if (group != GOPX_VBT_OF_TABLE)
			printf("%s.", group_names[group]);
		printf("%s: %s\n", gopx_vbt_field_name(f), gopx_vbt_field_help(f));
		print_versions(f);
		printf("; %s%s\n", settable ? "set to " : "cannot be set",
		       settable ? allowed : "");
	}
	puts("panel.timing: both timings of a panel\n"
	     "  blocks 42 and 58; set to a modeline: \"MHz and eight numbers, +hsync or "
	     "-vsync\"");
}

/* ---- two tables ---------------------------------------------------------------- */

static void print_difference(const char *name, const struct gopx_vbt_value *a,
			     const struct gopx_vbt_value *b)
{
	printf("%s: ", name);
	text_put(stdout, a ? a->text : "not there");
	fputs(" -> ", stdout);
	text_put(stdout, b ? b->text : "not there");
	putchar('\n');
}

/* Print one line for a group (panel, output, ...) that only one of the tables has. */
static bool lacks_owner(const struct gopx_vbt *vbt, const char *owner)
{
	for (size_t i = 0; owner && i < gopx_vbt_value_count(vbt); i++) {
		const struct gopx_vbt_value *v = gopx_vbt_value_at(vbt, i);

		if (v->owner && !strcmp(v->owner, owner))
			return false;
	}
	return owner != NULL;
}

/* Which of the two tables the argument 'a' of diff_side() is. */
enum side { FIRST, SECOND };

/*
 * Print the fields that 'a' has and 'b' lacks. If 'a' is the first table, also print the
 * fields whose values differ.
 */
static bool diff_side(const struct gopx_vbt *a, const struct gopx_vbt *b, enum side side)
{
	const char *gone = NULL;
	bool any = false;

	for (size_t i = 0; i < gopx_vbt_value_count(a); i++) {
		const struct gopx_vbt_value *v = gopx_vbt_value_at(a, i);
		const struct gopx_vbt_value *w = vbt_fields_find(b, i, v->name);

		if (w && (side == SECOND || !strcmp(v->text, w->text)))
			continue;
		any = true;
		if (!w && (gone == v->owner && gone))
			continue;
		if (!w && lacks_owner(b, v->owner)) {
			gone = v->owner;
			printf("%s: %s\n", gone,
			       side == SECOND ? "not there -> there"
					      : "there -> not there");
			continue;
		}
		print_difference(v->name, side == SECOND ? w : v, side == SECOND ? v : w);
	}
	return any;
}

bool vbt_fields_diff(const struct gopx_vbt *a, const struct gopx_vbt *b)
{
	bool differ = diff_side(a, b, FIRST);

	return diff_side(b, a, SECOND) || differ;
}

/* ---- for programs -------------------------------------------------------------- */

static json_t *value_json(const struct gopx_vbt_value *v)
{
	if (v->kind == GOPX_VBT_VALUE_NUMBER)
		return json_number(v->number);
	if (v->kind == GOPX_VBT_VALUE_FLAG)
		return json_boolean(v->number);
	return json_text(v->text);
}

/* The JSON object for a value.  Each group (panel, output, ...) gets its own object. */
/* Add the timings as modelines, and state which of two timings Linux uses. */
static void set_timings(json_t *o, const struct gopx_vbt *vbt, size_t panel)
{
	static const struct {
		const char *key;
		uint8_t block;
	} timings[] = { { "dtd-modeline", 42 }, { "generic-modeline", 58 } };

	for (size_t i = 0; i < sizeof(timings) / sizeof(*timings); i++) {
		const struct gopx_vbt_timing *t = gopx_vbt_timing_at(vbt, panel,
								     timings[i].block);

		if (!t)
			continue;
		json_object_set_new(o, timings[i].key, json_text(t->modeline));
		if (t->taken)
			json_object_set_new(o, "timing-block", json_number(t->block));
	}
}

static json_t *object_for(json_t *all, const struct gopx_vbt *vbt,
			  const struct gopx_vbt_value *v, const char **last)
{
	static const char *const keys[] = {
		[GOPX_VBT_OF_TABLE] = "table",     [GOPX_VBT_OF_PANEL] = "panels",
		[GOPX_VBT_OF_OUTPUT] = "outputs",  [GOPX_VBT_OF_MIPI] = "mipi",
		[GOPX_VBT_OF_COMPRESSION] = "dsc",
	};
	enum gopx_vbt_group group = gopx_vbt_field_group(v->field);
	json_t *list = json_object_get(all, keys[group]);

	if (!v->owner)
		return list;
	if (!*last || strcmp(*last, v->owner)) {
		json_t *o = json_object();

		*last = v->owner;
		json_object_set_new(o, "owner", json_text(v->owner));
		if (group == GOPX_VBT_OF_PANEL)
			set_timings(o, vbt, v->index);
		json_array_append_new(list, o);
	}
	return json_array_get(list, json_array_size(list) - 1);
}

json_t *vbt_fields_json(const struct gopx_finding *f, size_t index)
{
	struct gopx_vbt *vbt = index < FULL_TABLES ? vbt_fields_open(f) : NULL;
	const char *last = NULL;
	json_t *all;

	if (!vbt)
		return json_null();
	all = json_object();
	json_object_set_new(all, "table", json_object());
	json_object_set_new(all, "panels", json_array());
	json_object_set_new(all, "outputs", json_array());
	json_object_set_new(all, "mipi", json_array());
	json_object_set_new(all, "dsc", json_array());
	for (size_t i = 0; i < gopx_vbt_value_count(vbt); i++) {
		const struct gopx_vbt_value *v = gopx_vbt_value_at(vbt, i);

		json_object_set_new(object_for(all, vbt, v, &last),
				    gopx_vbt_field_name(v->field), value_json(v));
	}
	gopx_vbt_free(vbt);
	return all;
}

json_t *vbt_fields_list_json(void)
{
	json_t *list = json_array();
	char allowed[256];

	for (size_t i = 0; i < gopx_vbt_field_count(); i++) {
		const struct gopx_vbt_field *f = gopx_vbt_field_at(i);
		bool settable = gopx_vbt_field_allowed(f, allowed, sizeof(allowed));
		json_t *o = json_object();

		json_object_set_new(o, "group",
				    json_text(group_names[gopx_vbt_field_group(f)]));
		json_object_set_new(o, "name", json_text(gopx_vbt_field_name(f)));
		json_object_set_new(o, "help", json_text(gopx_vbt_field_help(f)));
		json_object_set_new(o, "block", json_number(gopx_vbt_field_block(f)));
		json_object_set_new(o, "since", json_number(gopx_vbt_field_since(f)));
		json_object_set_new(o, "until", json_number(gopx_vbt_field_until(f)));
		json_object_set_new(o, "allowed",
				    settable ? json_text(allowed) : json_null());
		json_array_append_new(list, o);
	}
	return list;
}
