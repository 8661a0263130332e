/* SPDX-License-Identifier: BSD-2-Clause */
/* vbt.c - a table opened by gopx_vbt_open(), its fields and their values */
#include "api/vbt.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* ---- the list of fields -------------------------------------------------------- */

size_t gopx_vbt_field_count(void)
{
	return gx_vbt_field_count();
}

const struct gopx_vbt_field *gopx_vbt_field_at(size_t index)
{
	return gx_vbt_field_public(gx_vbt_field_at(index));
}

const char *gopx_vbt_field_name(const struct gopx_vbt_field *f)
{
	return gx_vbt_field_inner(f)->name;
}

const char *gopx_vbt_field_help(const struct gopx_vbt_field *f)
{
	return gx_vbt_field_inner(f)->help;
}

enum gopx_vbt_group gopx_vbt_field_group(const struct gopx_vbt_field *f)
{
	return (enum gopx_vbt_group)gx_vbt_field_inner(f)->group;
}

uint8_t gopx_vbt_field_block(const struct gopx_vbt_field *f)
{
	return gx_vbt_field_inner(f)->block;
}

uint16_t gopx_vbt_field_since(const struct gopx_vbt_field *f)
{
	return gx_vbt_field_inner(f)->since;
}

uint16_t gopx_vbt_field_until(const struct gopx_vbt_field *f)
{
	return gx_vbt_field_inner(f)->until;
}

/* Append to a text of 'size' bytes; cut it off at the end. */
static void append(char *out, size_t size, const char *s)
{
	size_t len = strlen(out);

	snprintf(out + len, size - len, "%s", s);
}

static void append_range(const struct gx_vbt_field *f, char *out, size_t size)
{
	uint64_t least = f->scale ? (uint64_t)f->bias * f->scale : f->bias;
	char text[80];

	if (f->form == GX_VBT_BITS)
		snprintf(text, sizeof(text), "0x0 to 0x%" PRIx64, gx_vbt_value_most(f));
	else
		snprintf(text, sizeof(text), "%" PRIu64 " to %" PRIu64, least,
			 gx_vbt_value_most(f));
	append(out, size, text);
	if (f->scale) {
		snprintf(text, sizeof(text), " in steps of %u", f->scale);
		append(out, size, text);
	}
}

bool gopx_vbt_field_allowed(const struct gopx_vbt_field *field, char *out, size_t size)
{
	const struct gx_vbt_field *f = gx_vbt_field_inner(field);

	if (size == 0)
		return !f->fixed;
	out[0] = 0;
	if (f->fixed)
		return false;
	if (f->form == GX_VBT_FLAG)
		append(out, size, "yes, no");
	else if (f->form == GX_VBT_TEXT || f->form == GX_VBT_PNP_ID)
		append(out, size, f->help);
	else if (!f->words)
		append_range(f, out, size);
	for (const struct gx_vbt_word *w = f->words; w && w->word; w++) {
		append(out, size, w == f->words ? "" : ", ");
		append(out, size, w->word);
	}
	if (f->words && f->group == GOPX_VBT_OF_OUTPUT && f->width == 16)
		append(out, size, ", or 0x0 to 0xffff");
	return true;
}

/* ---- the values of a table ----------------------------------------------------- */

/* True if d is in use, and is the first such output with its connector. */
static bool is_first(const struct gopx_vbt *vbt, const struct gx_vbt_child *d)
{
	struct gx_vbt_used_children it = gx_vbt_used_children(&vbt->decoded);
	struct gx_vbt_child other;

	while (gx_vbt_child_next(&it, &other)) {
		if (other.handle == d->handle)
			return other.index == d->index;
	}
	return false;
}

void gx_vbt_owner_name(const struct gopx_vbt *vbt, uint8_t group, size_t index,
		       char out[GX_VBT_OWNER_SIZE])
{
	static const char *const prefixes[] = { [GOPX_VBT_OF_PANEL] = "panel",
						[GOPX_VBT_OF_OUTPUT] = "output",
						[GOPX_VBT_OF_MIPI] = "mipi",
						[GOPX_VBT_OF_COMPRESSION] = "dsc" };
	struct gx_vbt_child d;
	const char *name = NULL;

	out[0] = 0;
	if (group == GOPX_VBT_OF_TABLE)
		return;
	if (group == GOPX_VBT_OF_OUTPUT && gx_vbt_child_at(&vbt->decoded, index, &d) &&
	    is_first(vbt, &d))
		name = gx_vbt_connector_name(d.handle, vbt->decoded.bdb_version);
	if (name)
		snprintf(out, GX_VBT_OWNER_SIZE, "%s", name);
	else
		snprintf(out, GX_VBT_OWNER_SIZE, "%s%zu", prefixes[group],
			 index + (group == GOPX_VBT_OF_OUTPUT));
}

static enum gopx_vbt_value_kind kind_of(const struct gx_vbt_field *f)
{
	if (f->form == GX_VBT_FLAG)
		return GOPX_VBT_VALUE_FLAG;
	return f->form == GX_VBT_NUMBER || f->form == GX_VBT_BITS ? GOPX_VBT_VALUE_NUMBER
								  : GOPX_VBT_VALUE_TEXT;
}

static bool has_number(const struct gx_vbt_field *f)
{
	return f->form == GX_VBT_NUMBER || f->form == GX_VBT_BITS ||
	       f->form == GX_VBT_FLAG || f->form == GX_VBT_WORD;
}

static enum gopx_status add_value(struct gopx_vbt *vbt, const struct gx_vbt_field *f,
				  size_t index, const char *owner, uint64_t bit)
{
	struct gx_arena *arena = &vbt->values_arena;
	char name[64], text[GX_VBT_VALUE_SIZE] = "";
	struct gopx_vbt_value *v;

	vbt->values = gx_arena_grow(arena, vbt->values, &vbt->value_room,
				    vbt->value_count + 1, sizeof(*vbt->values));
	if (!vbt->values)
		return GOPX_E_NOMEM;
	snprintf(name, sizeof(name), "%s%s%s", owner ? owner : "", owner ? "." : "",
		 f->name);
	gx_vbt_value_text(&vbt->decoded, f, bit, text);
	v = &vbt->values[vbt->value_count];
	*v = (struct gopx_vbt_value){
		.field = gx_vbt_field_public(f),
		.owner = owner,
		.name = gx_arena_string(arena, name, strlen(name)),
		.text = gx_arena_string(arena, text, strlen(text)),
		.number = has_number(f) ? gx_vbt_field_number(&vbt->decoded, f, bit) : 0,
		.kind = kind_of(f),
		.index = (uint32_t)index,
		.offset = (uint32_t)(bit / 8),
	};
	if (!v->name || !v->text)
		return GOPX_E_NOMEM;
	vbt->value_count++;
	return GOPX_OK;
}

/* The fields of one panel, output, ... */
static enum gopx_status list_owner(struct gopx_vbt *vbt, uint8_t group, size_t index)
{
	char name[GX_VBT_OWNER_SIZE];
	const char *owner = NULL;

	gx_vbt_owner_name(vbt, group, index, name);
	if (name[0]) {
		owner = gx_arena_string(&vbt->values_arena, name, strlen(name));
		if (!owner)
			return GOPX_E_NOMEM;
	}
	for (size_t i = 0; i < gx_vbt_field_count(); i++) {
		const struct gx_vbt_field *f = gx_vbt_field_at(i);
		uint64_t bit;

		if (f->group == group && gx_vbt_field_place(&vbt->map, f, index, &bit))
			GX_TRY(add_value(vbt, f, index, owner, bit));
	}
	return GOPX_OK;
}

static bool is_listed(const struct gopx_vbt *vbt, uint8_t group, size_t index)
{
	struct gx_vbt_child d;

	if (group != GOPX_VBT_OF_OUTPUT)
		return true;
	return gx_vbt_child_at(&vbt->decoded, index, &d) && d.type;
}

enum gopx_status gx_vbt_refresh(struct gopx_vbt *vbt)
{
	gx_arena_fini(&vbt->values_arena);
	gx_arena_init(&vbt->values_arena, &vbt->arena.allocator);
	vbt->values = NULL;
	vbt->value_count = vbt->value_room = 0;
	GX_TRY(gx_vbt_decode(gx_span(vbt->table, vbt->size), &vbt->decoded));
	vbt->map = gx_vbt_map(&vbt->decoded);
	gx_vbt_publish_timings(vbt);
	for (uint8_t group = GOPX_VBT_OF_TABLE; group <= GOPX_VBT_OF_COMPRESSION;
	     group++) {
		for (size_t i = 0; i < gx_vbt_group_size(&vbt->map, group); i++) {
			if (is_listed(vbt, group, i))
				GX_TRY(list_owner(vbt, group, i));
		}
	}
	return GOPX_OK;
}

/* ---- the object ---------------------------------------------------------------- */

static enum gopx_status open_table(struct gx_arena *arena, struct gx_span table,
				   struct gopx_vbt **out)
{
	struct gopx_vbt *vbt = gx_arena_alloc(arena, sizeof(*vbt));
	uint8_t *copy = gx_arena_alloc(arena, table.len);
	uint8_t *work = gx_arena_alloc(arena, table.len);

	if (!vbt || !copy || !work)
		return GOPX_E_NOMEM;
	gx_span_copy(table, copy);
	vbt->table = copy;
	vbt->work = work;
	vbt->size = table.len;
	gx_arena_init(&vbt->values_arena, &arena->allocator);
	*out = vbt;
	return GOPX_OK;
}

enum gopx_status gopx_vbt_open(const void *data, size_t size,
			       const struct gopx_options *opts, struct gopx_vbt **out)
{
	struct gx_allocator allocator = { 0 };
	struct gopx_vbt *made = NULL;
	struct gx_vbt decoded;
	struct gx_arena arena;
	enum gopx_status status;

	if (!out)
		return GOPX_E_ARGUMENT;
	*out = NULL;
	if ((!data && size) || (opts && !opts->alloc_fn != !opts->free_fn))
		return GOPX_E_ARGUMENT;
	GX_TRY(gx_vbt_decode(gx_span(data, size), &decoded));
	if (opts && opts->alloc_fn)
		allocator = (struct gx_allocator){ opts->alloc_fn, opts->free_fn,
						   opts->alloc_ctx };
	gx_arena_init(&arena, &allocator);
	status = open_table(&arena, decoded.table, &made);
	if (status != GOPX_OK) {
		gx_arena_fini(&arena);
		return status;
	}
	made->arena = arena;
	status = gx_vbt_refresh(made);
	if (status != GOPX_OK) {
		gopx_vbt_free(made);
		return status;
	}
	*out = made;
	return GOPX_OK;
}

void gopx_vbt_free(struct gopx_vbt *vbt)
{
	struct gx_arena arena;

	if (!vbt)
		return;
	gx_arena_fini(&vbt->values_arena);
	/* The struct is in the arena, so free a copy of the arena. */
	arena = vbt->arena;
	gx_arena_fini(&arena);
}

size_t gopx_vbt_value_count(const struct gopx_vbt *vbt)
{
	return vbt->value_count;
}

const struct gopx_vbt_value *gopx_vbt_value_at(const struct gopx_vbt *vbt, size_t index)
{
	return index < vbt->value_count ? &vbt->values[index] : NULL;
}

struct gopx_bytes gopx_vbt_bytes(const struct gopx_vbt *vbt)
{
	return (struct gopx_bytes){ vbt->table, vbt->size };
}
