/* SPDX-License-Identifier: BSD-2-Clause */
/* compound.c - compound files (MSI): a node for each stream, joined from its sectors */
#include "format/archive/compound.h"

#include "base/safe_text.h"
#include "walk/kind.h"
#include "walk/kinds/input/chains.h"
#include "walk/walk.h"

/* A compound file that is being read. */
struct compound_reading {
	struct gx_walk *w;
	struct gx_node *n;
	struct gx_compound file;
	struct gx_chains chains;
	uint64_t broken; /* streams whose chain of sectors ends too early */
};

static uint32_t next_of(const void *table, uint32_t sector)
{
	return gx_compound_next(table, sector);
}

static uint64_t place_of(const void *table, uint32_t sector)
{
	return gx_compound_sector_at(table, sector);
}

static enum gopx_status take_stream(struct compound_reading *r,
				    const struct gx_compound_entry *e)
{
	uint64_t unit = r->file.sector, most = e->size / unit + (e->size % unit != 0);
	struct gx_chain *c, found = { 0 };

	gx_walk_charge(r->w, GX_COST_MEMBER, 0);
	gx_chains_claim(&r->chains, e->first, most, &found);
	r->broken += found.count < most;
	if (found.count == 0)
		return GOPX_OK;
	c = gx_arena_alloc(r->w->arena, sizeof(*c));
	if (!c)
		return GOPX_E_NOMEM;
	*c = found;
	c->name = gx_safe_text_utf8(r->w->arena, gx_span(e->name, sizeof(e->name)));
	if (!c->name)
		return GOPX_E_NOMEM;
	gx_chains_keep(&r->chains, c, e->size);
	return GOPX_OK;
}

static enum gopx_status read_entries(struct compound_reading *r, struct gx_span bytes,
				     bool *left)
{
	gx_walk_charge(r->w, GX_COST_FILES, bytes.len);
	for (; *left && bytes.len; bytes = gx_span_tail(bytes, GX_COMPOUND_ENTRY_SIZE)) {
		struct gx_compound_entry e;

		if (!gx_compound_entry(&r->file, bytes, &e))
			continue;
		GX_TRY(take_stream(r, &e));
		GX_TRY(gx_walk_may_go_on(r->w, r->n, left));
	}
	return GOPX_OK;
}

static enum gopx_status read_directory(struct compound_reading *r)
{
	struct gx_chain directory = { 0 };
	uint32_t at = r->file.directory;
	bool left = true;

	gx_chains_claim(&r->chains, at, UINT64_MAX, &directory);
	for (uint32_t i = 0; left && i < directory.count; i++) {
		GX_TRY(read_entries(r, gx_chains_unit(&r->chains, at), &left));
		at = gx_compound_next(&r->file, at);
	}
	return GOPX_OK;
}

static enum gopx_status say_broken(struct compound_reading *r)
{
	if (r->broken == 0)
		return GOPX_OK;
	return gx_walk_diag(r->w, r->n, gx_area_offset(r->n->area), GOPX_DAMAGE,
			    GOPX_E_CORRUPT, "compound.chain",
			    "streams whose chain of sectors ends too early: %llu",
			    (unsigned long long)r->broken);
}

static enum gopx_status expand(struct gx_walk *w, struct gx_node *n)
{
	struct compound_reading r = { .w = w, .n = n };
	bool left;

	if (!gx_compound_decode(n->area.bytes, &r.file))
		return GOPX_E_INTERNAL;
	r.chains = (struct gx_chains){ .w = w,
				       .n = n,
				       .end = r.file.end,
				       .unit = r.file.sector,
				       .table = &r.file,
				       .next = next_of,
				       .at = place_of };
	GX_TRY(gx_chains_begin(&r.chains, &left));
	if (!left)
		return GOPX_OK;
	r.file.table = gx_arena_array(w->arena, r.file.table_count,
				      sizeof(*r.file.table));
	if (!r.file.table)
		return GOPX_E_NOMEM;
	gx_compound_collect(&r.file);
	GX_TRY(read_directory(&r));
	GX_TRY(gx_chains_add(&r.chains));
	return say_broken(&r);
}

static bool probe(struct gx_span at, struct gx_extent *out)
{
	struct gx_compound file;

	out->size = gx_compound_decode(at, &file)
			? (at.len < file.size ? at.len : file.size)
			: 0;
	return out->size > 0;
}

const struct gx_kind gx_kind_compound = {
	.type = "compound",
	.magic = GX_COMPOUND_MAGIC,
	.magic_len = sizeof(GX_COMPOUND_MAGIC) - 1,
	.magic_at = 0,
	.package = true,
	.probe = probe,
	.expand = expand,
};
