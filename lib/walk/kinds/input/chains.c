/* SPDX-License-Identifier: BSD-2-Clause */
/* chains.c - files that a table joins from units, and the units that belong to no file */
#include "walk/kinds/input/chains.h"

#include "base/checked.h"
#include "walk/kind.h"

static struct gx_chain **owner_of(const struct gx_chains *s, uint32_t unit)
{
	return &s->owners[unit - s->first];
}

enum gopx_status gx_chains_begin(struct gx_chains *s, bool *left)
{
	uint32_t units = s->end - s->first;

	/* The entry of each unit is read three times, and the owner of each unit is
	 * stored. */
	GX_TRY(gx_walk_pay(s->w, s->n, GX_COST_CLUSTERS, (uint64_t)units * 4, left));
	if (!*left)
		return GOPX_OK;
	s->owners = gx_arena_array(s->w->arena, units, sizeof(*s->owners));
	return s->owners ? GOPX_OK : GOPX_E_NOMEM;
}

void gx_chains_claim(struct gx_chains *s, uint32_t first, uint64_t most,
		     struct gx_chain *c)
{
	uint32_t at = first, before = 0;

	c->first = first;
	while (at >= s->first && at < s->end && c->count < most && !*owner_of(s, at)) {
		*owner_of(s, at) = &s->somebody;
		c->runs += c->count == 0 || at != before + 1;
		c->count++;
		before = at;
		at = s->next(s->table, at);
	}
	c->size = (uint64_t)c->count * s->unit;
}

void gx_chains_keep(struct gx_chains *s, struct gx_chain *c, uint64_t size)
{
	c->size = gx_min_u64(c->size, size);
	*owner_of(s, c->first) = c;
}

struct gx_span gx_chains_unit(const struct gx_chains *s, uint32_t unit)
{
	return gx_span_head(gx_span_tail(s->n->area.bytes, s->at(s->table, unit)),
			    s->unit);
}

/* List the runs of units of a file, as far as the input has them. */
static size_t list_pieces(const struct gx_chains *s, const struct gx_chain *c,
			  struct gx_piece *pieces)
{
	uint64_t unit = s->unit, end = s->n->area.bytes.len;
	uint32_t at = c->first, before = 0;
	size_t count = 0;

	for (uint32_t i = 0; i < c->count; i++) {
		uint64_t from = s->at(s->table, at), left = c->size - i * unit;
		uint64_t len = gx_min_u64(gx_min_u64(unit, left), end - from);

		if (i == 0 || at != before + 1)
			pieces[count++] = (struct gx_piece){
				i * unit, 0, gx_area_offset(s->n->area) + from
			};
		pieces[count - 1].size += len;
		before = at;
		at = s->next(s->table, at);
	}
	return count;
}

/* Set the area of a file: one range of the input, or joined pieces. */
static enum gopx_status place_file(struct gx_chains *s, const struct gx_chain *c,
				   struct gx_area *out)
{
	struct gx_piece *pieces;

	if (c->runs == 1) {
		*out = gx_area_head(gx_area_tail(s->n->area, s->at(s->table, c->first)),
				    c->size);
		return GOPX_OK;
	}
	*out = (struct gx_area){ 0 };
	pieces = gx_arena_array(s->w->arena, c->runs, sizeof(*pieces));
	if (!pieces)
		return GOPX_E_NOMEM;
	return gx_walk_join_area(s->w, s->n, c->size, 0, pieces,
				 list_pieces(s, c, pieces), out);
}

static enum gopx_status add_file(struct gx_chains *s, const struct gx_chain *c)
{
	struct gx_area area;
	struct gx_node *n;

	GX_TRY(place_file(s, c, &area));
	if (area.bytes.len == 0)
		return GOPX_OK;
	GX_TRY(gx_walk_add(s->w, s->n, &gx_kind_member, area, &n));
	if (n)
		n->name = c->name && *c->name ? c->name : NULL;
	return GOPX_OK;
}

/* Search the units that belong to no file: they may contain deleted files. */
static enum gopx_status add_free(struct gx_chains *s, uint32_t from, uint32_t to)
{
	uint64_t at = s->at(s->table, from);

	return gx_walk_rest(
	    s->w, s->n,
	    gx_area_head(gx_area_tail(s->n->area, at), s->at(s->table, to) - at));
}

enum gopx_status gx_chains_add(struct gx_chains *s)
{
	uint32_t from = s->first; /* first unit of a run without owner */

	for (uint32_t i = s->first; i < s->end; i++) {
		const struct gx_chain *c = *owner_of(s, i);

		if (!c)
			continue;
		if (from < i)
			GX_TRY(add_free(s, from, i));
		from = i + 1;
		if (c != &s->somebody)
			GX_TRY(add_file(s, c));
	}
	return from < s->end ? add_free(s, from, s->end) : GOPX_OK;
}
