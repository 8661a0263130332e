/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fat.c - FAT file systems: a node for each file, joined from its clusters, and a search
 * of the clusters without a file
 */
#include "format/archive/fat.h"

#include <stdio.h>

#include "base/checked.h"
#include "base/safe_text.h"
#include "walk/kind.h"
#include "walk/kinds/input/chains.h"
#include "walk/walk.h"

/* A file system that is being read. */
struct fat_reading {
	struct gx_walk *w;
	struct gx_node *n;
	struct gx_fat fat;
	struct gx_chains chains;
	struct gx_chain *folders, *last_folder;
	uint64_t broken; /* files whose chain of clusters ends too early */
};

static uint32_t next_of(const void *table, uint32_t cluster)
{
	return gx_fat_next(table, cluster);
}

static uint64_t place_of(const void *table, uint32_t cluster)
{
	return gx_fat_cluster_at(table, cluster);
}

static enum gopx_status name_chain(struct fat_reading *r, const char *folder,
				   const char *name, struct gx_chain *c)
{
	char path[GX_SAFE_TEXT_MAX];

	snprintf(path, sizeof(path), "%.200s%s%.12s", folder, *folder ? "/" : "", name);
	c->name = gx_safe_text_utf8(r->w->arena, gx_span(path, sizeof(path)));
	return c->name ? GOPX_OK : GOPX_E_NOMEM;
}

static void add_folder(struct fat_reading *r, struct gx_chain *c)
{
	if (r->last_folder)
		r->last_folder->next = c;
	else
		r->folders = c;
	r->last_folder = c;
}

static enum gopx_status take_entry(struct fat_reading *r, const char *folder,
				   const struct gx_fat_entry *e)
{
	uint64_t unit = r->fat.cluster_size;
	uint64_t most = e->folder ? UINT64_MAX : ((uint64_t)e->size + unit - 1) / unit;
	struct gx_chain *c, found = { 0 };

	gx_walk_charge(r->w, GX_COST_MEMBER, 0);
	gx_chains_claim(&r->chains, e->first, most, &found);
	r->broken += !e->folder && found.count < most;
	if (found.count == 0)
		return GOPX_OK;
	c = gx_arena_alloc(r->w->arena, sizeof(*c));
	if (!c)
		return GOPX_E_NOMEM;
	*c = found;
	GX_TRY(name_chain(r, folder, e->name, c));
	if (e->folder) {
		add_folder(r, c);
	} else {
		gx_chains_keep(&r->chains, c, e->size);
	}
	return GOPX_OK;
}

/* *more is false after the last entry of the folder, or if no work is left. */
static enum gopx_status take_entries(struct fat_reading *r, const char *folder,
				     struct gx_span bytes, bool *more)
{
	gx_walk_charge(r->w, GX_COST_FILES, bytes.len);
	*more = true;
	for (; *more && bytes.len; bytes = gx_span_tail(bytes, GX_FAT_ENTRY_SIZE)) {
		struct gx_fat_entry e;
		enum gx_fat_entry_form form = gx_fat_entry(bytes, &e);

		*more = form != GX_FAT_ENTRY_END;
		if (form != GX_FAT_ENTRY_FILE)
			continue;
		GX_TRY(take_entry(r, folder, &e));
		GX_TRY(gx_walk_may_go_on(r->w, r->n, more));
	}
	return GOPX_OK;
}

static enum gopx_status read_folder(struct fat_reading *r, const struct gx_chain *folder)
{
	uint32_t at = folder->first;
	bool more = true;

	for (uint32_t i = 0; more && i < folder->count; i++) {
		GX_TRY(
		    take_entries(r, folder->name, gx_chains_unit(&r->chains, at), &more));
		at = gx_fat_next(&r->fat, at);
	}
	return GOPX_OK;
}

static enum gopx_status read_folders(struct fat_reading *r)
{
	struct gx_chain root = { .name = "" };
	bool more;

	if (r->fat.root) {
		gx_chains_claim(&r->chains, r->fat.root, UINT64_MAX, &root);
		GX_TRY(read_folder(r, &root));
	} else {
		GX_TRY(take_entries(r, "", r->fat.root_bytes, &more));
	}
	for (const struct gx_chain *c = r->folders; c; c = c->next)
		GX_TRY(read_folder(r, c));
	return GOPX_OK;
}

static enum gopx_status say_broken(struct fat_reading *r)
{
	if (r->broken == 0)
		return GOPX_OK;
	return gx_walk_diag(r->w, r->n, gx_area_offset(r->n->area), GOPX_DAMAGE,
			    GOPX_E_CORRUPT, "fat.chain",
			    "files whose chain of clusters ends too early: %llu",
			    (unsigned long long)r->broken);
}

static enum gopx_status expand(struct gx_walk *w, struct gx_node *n)
{
	struct fat_reading r = { .w = w, .n = n };
	bool left;

	if (!gx_fat_decode(n->area.bytes, &r.fat))
		return GOPX_E_INTERNAL;
	r.chains = (struct gx_chains){ .w = w,
				       .n = n,
				       .first = GX_FAT_FIRST,
				       .end = r.fat.end,
				       .unit = r.fat.cluster_size,
				       .table = &r.fat,
				       .next = next_of,
				       .at = place_of };
	GX_TRY(gx_chains_begin(&r.chains, &left));
	if (!left)
		return GOPX_OK;
	GX_TRY(read_folders(&r));
	GX_TRY(gx_chains_add(&r.chains));
	return say_broken(&r);
}

/* ---- recognise a file system ------------------------------------------------ */

static bool probe(struct gx_span at, struct gx_extent *out)
{
	struct gx_fat fat;

	out->size = gx_fat_decode(at, &fat) ? fat.size : 0;
	return out->size > 0;
}

/* A file system at the start of a file or boot image; it may have any label. */
const struct gx_kind gx_kind_fat = {
	.type = "fat",
	.package = true,
	.probe = probe,
	.expand = expand,
};

/*
 * A file system in a partition.  It is recognised by the label that all programs write.
 */
const struct gx_kind gx_kind_fat_label = {
	.type = "fat",
	.magic = "FAT1",
	.magic_len = 4,
	.magic_at = 54,
	.package = true,
	.probe = probe,
	.expand = expand,
};

const struct gx_kind gx_kind_fat32_label = {
	.type = "fat",
	.magic = "FAT32   ",
	.magic_len = 8,
	.magic_at = 82,
	.package = true,
	.probe = probe,
	.expand = expand,
};
