/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * lzma.c - LZMA_Alone streams to which no header points: saved bodies, gaps, .lzma files
 */
#include "base/checked.h"
#include "format/pi/packed.h"
#include "walk/kind.h"
#include "walk/walk.h"

/* Limit of the packed size.  Even incompressible data does not grow that much. */
#define GROWTH(unpacked) ((unpacked) / 8 + 4096)

static bool probe(struct gx_span at, struct gx_extent *out)
{
	uint64_t unpacked;

	if (!gx_lzma_is_believable(at, &unpacked))
		return false;
	out->size = unpacked == UINT64_MAX
			? at.len
			: gx_min_u64(at.len, unpacked + GROWTH(unpacked));
	return true;
}

static void plan(const struct gx_node *n, struct gx_unpack *job)
{
	job->guess = true;
	gx_unpack_try(job, GX_CODEC_LZMA, n->area.bytes);
}

static enum gopx_status expand(struct gx_walk *w, struct gx_node *n)
{
	if (!n->content.space)
		return gx_walk_give_up(w, n);
	GX_TRY(gx_walk_give_back(w, n, n->packed_size));
	return gx_walk_content(w, n, n->content);
}

const struct gx_kind gx_kind_lzma = {
	.type = "lzma-stream",
	.magic = GX_LZMA_MAGIC,
	.magic_len = sizeof(GX_LZMA_MAGIC) - 1,
	.magic_at = 0,
	.probe = probe,
	.plan = plan,
	.expand = expand,
};
