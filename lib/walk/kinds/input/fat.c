/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fat.c - FAT file systems: files as their clusters follow each other, and what lies
 * in clusters that no file has
 */
#include "format/archive/fat.h"

#include <stdio.h>

#include "base/checked.h"
#include "base/safe_text.h"
#include "walk/kind.h"
#include "walk/walk.h"

/* A file, or a folder that is to be read: all its clusters are its own. */
struct chain {
	struct chain *next; /* of the folders */
	uint32_t first, count, runs;
	uint64_t size; /* bytes that are there */
	const char *name;
};

/* A file system that is being read. */
struct reading {
	struct gx_walk *w;
	struct gx_node *n;
	struct gx_fat fat;
	struct chain **owners; /* of each cluster; of a file, at its first one only */
	struct chain somebody; /* owns the others of a file, and those of folders */
	struct chain *folders, *last_folder;
	uint64_t broken; /* files whose clusters do not lead to their end */
};

static struct chain **owner_of(const struct reading *r, uint32_t cluster)
{
	return &r->owners[cluster - GX_FAT_FIRST];
}

/*
 * Take the clusters from 'first' on, up to 'most'.  What another has is not taken: so
 * the work is no more than there are clusters, whatever the table says.
 */
static void claim(struct reading *r, uint32_t first, uint64_t most, struct chain *c)
{
	uint32_t at = first, before = 0;

	c->first = first;
	while (at >= GX_FAT_FIRST && at < r->fat.end && c->count < most &&
	       !*owner_of(r, at)) {
		*owner_of(r, at) = &r->somebody;
		c->runs += at != before + 1;
		c->count++;
		before = at;
		at = gx_fat_next(&r->fat, at);
	}
	c->size = (uint64_t)c->count * r->fat.cluster_size;
}

static enum gopx_status name_chain(struct reading *r, const char *folder,
				   const char *name, struct chain *c)
{
	char path[GX_SAFE_TEXT_MAX];

	snprintf(path, sizeof(path), "%.200s%s%.12s", folder, *folder ? "/" : "", name);
	c->name = gx_safe_text_utf8(r->w->arena, gx_span(path, sizeof(path)));
	return c->name ? GOPX_OK : GOPX_E_NOMEM;
}

static void add_folder(struct reading *r, struct chain *c)
{
	if (r->last_folder)
		r->last_folder->next = c;
	else
		r->folders = c;
	r->last_folder = c;
}

static enum gopx_status take_entry(struct reading *r, const char *folder,
				   const struct gx_fat_entry *e)
{
	uint64_t unit = r->fat.cluster_size;
	uint64_t most = e->folder ? UINT64_MAX : ((uint64_t)e->size + unit - 1) / unit;
	struct chain *c, found = { 0 };

	gx_walk_charge(r->w, GX_COST_MEMBER, 0);
	claim(r, e->first, most, &found);
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
		c->size = gx_min_u64(c->size, e->size);
		*owner_of(r, c->first) = c;
	}
	return GOPX_OK;
}

/* *more is false after the last entry of the folder, or without work. */
static enum gopx_status take_entries(struct reading *r, const char *folder,
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

static struct gx_span cluster_of(const struct reading *r, uint32_t cluster)
{
	return gx_span_head(
	    gx_span_tail(r->n->area.bytes, gx_fat_cluster_at(&r->fat, cluster)),
	    r->fat.cluster_size);
}

static enum gopx_status read_folder(struct reading *r, const struct chain *folder)
{
	uint32_t at = folder->first;
	bool more = true;

	for (uint32_t i = 0; more && i < folder->count; i++) {
		GX_TRY(take_entries(r, folder->name, cluster_of(r, at), &more));
		at = gx_fat_next(&r->fat, at);
	}
	return GOPX_OK;
}

static enum gopx_status read_folders(struct reading *r)
{
	struct chain root = { .name = "" };
	bool more;

	if (r->fat.root) {
		claim(r, r->fat.root, UINT64_MAX, &root);
		GX_TRY(read_folder(r, &root));
	} else {
		GX_TRY(take_entries(r, "", r->fat.root_bytes, &more));
	}
	for (const struct chain *c = r->folders; c; c = c->next)
		GX_TRY(read_folder(r, c));
	return GOPX_OK;
}

/* ---- files ----------------------------------------------------------------- */

/* The runs of clusters that a file is in, as far as the input has them. */
static size_t list_pieces(const struct reading *r, const struct chain *c,
			  struct gx_piece *pieces)
{
	uint64_t unit = r->fat.cluster_size, end = r->n->area.bytes.len;
	uint32_t at = c->first, before = 0;
	size_t count = 0;

	for (uint32_t i = 0; i < c->count; i++) {
		uint64_t from = gx_fat_cluster_at(&r->fat, at), left = c->size - i * unit;
		uint64_t len = gx_min_u64(gx_min_u64(unit, left), end - from);

		if (at != before + 1)
			pieces[count++] = (struct gx_piece){
				i * unit, 0, gx_area_offset(r->n->area) + from
			};
		pieces[count - 1].size += len;
		before = at;
		at = gx_fat_next(&r->fat, at);
	}
	return count;
}

/* Where the file's bytes are: in the file system itself, or joined. */
static enum gopx_status place_file(struct reading *r, const struct chain *c,
				   struct gx_area *out)
{
	struct gx_piece *pieces;

	if (c->runs == 1) {
		*out = gx_area_head(
		    gx_area_tail(r->n->area, gx_fat_cluster_at(&r->fat, c->first)),
		    c->size);
		return GOPX_OK;
	}
	*out = (struct gx_area){ 0 };
	pieces = gx_arena_array(r->w->arena, c->runs, sizeof(*pieces));
	if (!pieces)
		return GOPX_E_NOMEM;
	return gx_walk_join_area(r->w, r->n, c->size, 0, pieces,
				 list_pieces(r, c, pieces), out);
}

static enum gopx_status add_file(struct reading *r, const struct chain *c)
{
	struct gx_area area;
	struct gx_node *n;

	GX_TRY(place_file(r, c, &area));
	if (area.bytes.len == 0)
		return GOPX_OK;
	GX_TRY(gx_walk_add(r->w, r->n, &gx_kind_member, area, &n));
	if (n)
		n->name = *c->name ? c->name : NULL;
	return GOPX_OK;
}

/* Files that were deleted are there as long as nothing is written over them. */
static enum gopx_status add_free(struct reading *r, uint32_t from, uint32_t to)
{
	uint64_t at = gx_fat_cluster_at(&r->fat, from);

	return gx_walk_rest(r->w, r->n,
			    gx_area_head(gx_area_tail(r->n->area, at),
					 gx_fat_cluster_at(&r->fat, to) - at));
}

static enum gopx_status add_files(struct reading *r)
{
	uint32_t from = GX_FAT_FIRST; /* of clusters that nobody has */

	for (uint32_t i = GX_FAT_FIRST; i < r->fat.end; i++) {
		const struct chain *c = *owner_of(r, i);

		if (!c)
			continue;
		if (from < i)
			GX_TRY(add_free(r, from, i));
		from = i + 1;
		if (c != &r->somebody)
			GX_TRY(add_file(r, c));
	}
	return from < r->fat.end ? add_free(r, from, r->fat.end) : GOPX_OK;
}

static enum gopx_status say_broken(struct reading *r)
{
	if (r->broken == 0)
		return GOPX_OK;
	return gx_walk_diag(r->w, r->n, gx_area_offset(r->n->area), GOPX_DAMAGE,
			    GOPX_E_CORRUPT, "fat.chain",
			    "files whose clusters do not lead to their end: %llu",
			    (unsigned long long)r->broken);
}

static enum gopx_status expand(struct gx_walk *w, struct gx_node *n)
{
	struct reading r = { .w = w, .n = n };
	uint32_t clusters;
	bool left;

	if (!gx_fat_decode(n->area.bytes, &r.fat))
		return GOPX_E_INTERNAL;
	clusters = r.fat.end - GX_FAT_FIRST;
	/* Of each: its entry, thrice, and its owner. */
	GX_TRY(gx_walk_pay(w, n, GX_COST_CLUSTERS, (uint64_t)clusters * 4, &left));
	if (!left)
		return GOPX_OK;
	r.owners = gx_arena_array(w->arena, clusters, sizeof(*r.owners));
	if (!r.owners)
		return GOPX_E_NOMEM;
	GX_TRY(read_folders(&r));
	GX_TRY(add_files(&r));
	return say_broken(&r);
}

/* ---- how it is recognised --------------------------------------------------- */

static bool probe(struct gx_span at, struct gx_extent *out)
{
	struct gx_fat fat;

	out->size = gx_fat_decode(at, &fat) ? fat.size : 0;
	return out->size > 0;
}

/* At the start of a file or boot image, whatever the label says. */
const struct gx_kind gx_kind_fat = {
	.type = "fat",
	.package = true,
	.probe = probe,
	.expand = expand,
};

/* In a partition: by the label that every program writes there. */
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
