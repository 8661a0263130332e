/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ami_pfat.c - AMI BIOS Guard updates: a file is joined from its blocks.  The files are
 * in the order of flash, because a volume may continue in the next file.
 */
#include "format/update/ami_pfat.h"
#include "walk/kind.h"
#include "walk/walk.h"

/* Bytes after the last block ("out of band" data) are not part of it. */
static bool probe(struct gx_span at, struct gx_extent *out)
{
	struct gx_pfat pfat;
	struct gx_bios_guard block;
	struct gx_pfat_cursor c;

	if (gx_pfat_decode(at, &pfat) != GOPX_OK)
		return false;
	c = gx_pfat_blocks(&pfat, at);
	while (gx_pfat_next(&c, &pfat, &block))
		continue;
	out->size = c.at;
	return true;
}

/* Add up the sizes of the existing blocks of each file.  *blocks is the number of these
 * blocks. */
static uint64_t measure(const struct gx_pfat *pfat, struct gx_span at, uint64_t *sizes,
			size_t *blocks)
{
	struct gx_pfat_cursor c = gx_pfat_blocks(pfat, at);
	struct gx_bios_guard block;
	uint64_t all = 0;

	*blocks = 0;
	for (size_t i = 0; i < pfat->file_count; i++)
		sizes[i] = 0;
	for (; gx_pfat_next(&c, pfat, &block); (*blocks)++) {
		sizes[c.file] += block.data.len;
		all += block.data.len;
	}
	return all;
}

/* Compute the places from the sizes.  Each file directly follows the one before it in
 * flash. */
static void place(const struct gx_pfat *pfat, const uint64_t *sizes, uint64_t *places)
{
	size_t file_at[GX_PFAT_FILES_MAX];
	uint64_t end = 0;

	for (size_t i = 0; i < pfat->file_count; i++)
		file_at[pfat->files[i].order] = i;
	for (size_t order = 0; order < pfat->file_count; order++) {
		places[file_at[order]] = end;
		end += sizes[file_at[order]];
	}
}

static enum gopx_status check_complete(struct gx_walk *w, struct gx_node *n,
				       const struct gx_pfat *pfat,
				       const struct gx_pfat_cursor *c)
{
	/* The missing end is already reported. */
	if (c->file == pfat->file_count || n->damaged)
		return GOPX_OK;
	return gx_walk_diag(
	    w, n, gx_area_offset(n->area) + c->at, GOPX_DAMAGE, GOPX_E_CORRUPT,
	    "pfat.block", "file %zu: block %lu of %lu is missing", c->file + 1,
	    (unsigned long)c->done + 1, (unsigned long)pfat->files[c->file].blocks);
}

static enum gopx_status expand(struct gx_walk *w, struct gx_node *n)
{
	struct gx_pfat pfat;
	struct gx_pfat_cursor c;
	struct gx_bios_guard block;
	struct gx_piece *pieces;
	uint64_t sizes[GX_PFAT_FILES_MAX], places[GX_PFAT_FILES_MAX] = { 0 };
	uint64_t size;
	size_t count, i = 0;

	GX_TRY(gx_pfat_decode(n->area.bytes, &pfat));
	size = measure(&pfat, n->area.bytes, sizes, &count);
	place(&pfat, sizes, places);
	if (size == 0)
		return GOPX_OK;
	pieces = gx_arena_array(w->arena, count, sizeof(*pieces));
	if (!pieces)
		return GOPX_E_NOMEM;
	c = gx_pfat_blocks(&pfat, n->area.bytes);
	while (gx_pfat_next(&c, &pfat, &block)) {
		pieces[i++] = gx_node_piece(n, block.data, places[c.file]);
		places[c.file] += block.data.len;
	}
	GX_TRY(check_complete(w, n, &pfat, &c));
	GX_TRY(gx_walk_join(w, n, size, 0, pieces, count));
	return n->content.space ? gx_walk_recognise(w, n, n->content) : GOPX_OK;
}

const struct gx_kind gx_kind_ami_pfat = {
	.type = "ami-pfat",
	.magic = GX_PFAT_SIGNATURE,
	.magic_len = 8,
	.magic_at = GX_PFAT_SIGNATURE_AT,
	.cost = GX_COST_BYTES,
	.probe = probe,
	.expand = expand,
};
