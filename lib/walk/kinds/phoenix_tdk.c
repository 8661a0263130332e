/* SPDX-License-Identifier: BSD-2-Clause */
/* phoenix_tdk.c - Phoenix TDK packers: a table after the files that it lists */
#include "format/update/phoenix_tdk.h"

#include "base/safe_text.h"
#include "walk/kind.h"
#include "walk/walk.h"

#define PACKING_LZMA 1

static void plan_file(const struct gx_node *n, struct gx_unpack *job)
{
	job->accept = NULL;
	gx_unpack_try(job, GX_CODEC_LZMA, n->area.bytes);
}

static enum gopx_status expand_file(struct gx_walk *w, struct gx_node *n)
{
	return n->content.space ? gx_walk_recognise(w, n, n->content) : GOPX_OK;
}

static const struct gx_kind file_kind = {
	.type = "phoenix-tdk-file",
	.plan = plan_file,
	.expand = expand_file,
};

static bool probe(struct gx_span at, struct gx_extent *out)
{
	struct gx_tdk tdk;

	if (gx_tdk_decode(at, &tdk) != GOPX_OK)
		return false;
	out->size = tdk.size;
	return true;
}

static struct gx_span file_of(struct gx_span packer, const struct gx_tdk_entry *e)
{
	return gx_span_head(gx_span_tail(packer, e->offset), e->size);
}

/* The first packed file in the table; its size is 0 if there is none. */
static struct gx_tdk_entry first_packed(struct gx_span table, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		struct gx_tdk_entry e = gx_tdk_entry(table, i);

		if (e.packing == PACKING_LZMA && e.size > 0)
			return e;
	}
	return (struct gx_tdk_entry){ 0 };
}

#define UNPACKED_MAX ((uint64_t)256 * 1024 * 1024) /* no firmware is larger */

/* True if 'file' can be a packed file: its header states a plausible size, or no size. */
static bool is_packed(struct gx_span file)
{
	uint64_t size;

	return gx_codec(GX_CODEC_LZMA)->size(file, &size) == GOPX_OK && size > 0 &&
	       (size <= UNPACKED_MAX || size == UINT64_MAX);
}

/*
 * Offsets in the table count from the start of the packer.  The packer starts at the
 * start of the piece that contains the table, or at an executable before the table.  The
 * files of the package are executables, too.  So take the first start for which the table
 * leads to a packed file.  If there is none, take the executable nearest to the table.
 */
static struct gx_span packer_of(struct gx_walk *w, const struct gx_node *n,
				const struct gx_tdk_entry *packed)
{
	struct gx_area around = gx_node_content(n->parent);
	uint64_t start = gx_area_offset(around), end = gx_area_offset(n->area);
	struct gx_span packer = { 0 };

	if (around.space != n->area.space)
		return packer;
	gx_span_sub(n->area.space->bytes, start, end - start, &packer);
	/* Siblings are ordered by place. */
	for (const struct gx_node *p = n->parent->child;
	     p != n && !is_packed(file_of(packer, packed)); p = p->next) {
		gx_walk_charge(w, GX_COST_BYTES, sizeof(*p));
		start = gx_area_offset(p->area);
		if (p->kind == &gx_kind_pe && p->area.space == n->area.space)
			gx_span_sub(n->area.space->bytes, start, end - start, &packer);
	}
	return packer;
}

/*
 * Only packed files need the table, because the search finds the others.  A packed file
 * is before the table.  It becomes an address space of the table's node.
 */
static enum gopx_status add_file(struct gx_walk *w, struct gx_node *n,
				 struct gx_span packer, const struct gx_tdk_entry *e)
{
	struct gx_span file = file_of(packer, e);
	struct gx_area area;
	struct gx_node *child;

	if (e->packing != PACKING_LZMA || file.len == 0)
		return GOPX_OK;
	GX_TRY(gx_walk_space(w, n, file, &area));
	GX_TRY(gx_walk_add(w, n, &file_kind, area, &child));
	if (!child)
		return GOPX_OK;
	child->name = gx_safe_text_ascii(w->arena, e->name);
	return child->name ? GOPX_OK : GOPX_E_NOMEM;
}

static enum gopx_status expand(struct gx_walk *w, struct gx_node *n)
{
	struct gx_tdk_entry packed;
	struct gx_span packer;
	struct gx_tdk tdk;
	bool left;

	/* Each table causes a search of everything before it.  Stop if the tables before
	 * this one have used up the limit of work. */
	GX_TRY(gx_walk_may_go_on(w, n, &left));
	if (!left)
		return GOPX_OK;
	GX_TRY(gx_tdk_decode(n->area.bytes, &tdk));
	packed = first_packed(n->area.bytes, tdk.count);
	packer = packer_of(w, n, &packed);
	for (uint32_t i = 0; i < tdk.count; i++) {
		struct gx_tdk_entry e = gx_tdk_entry(n->area.bytes, i);

		GX_TRY(add_file(w, n, packer, &e));
	}
	return GOPX_OK;
}

const struct gx_kind gx_kind_phoenix_tdk = {
	.type = "phoenix-tdk",
	.magic = GX_TDK_SIGNATURE,
	.magic_len = GX_TDK_SIGNATURE_SIZE,
	.magic_at = 0,
	.package = true,
	.probe = probe,
	.expand = expand,
};
