/* SPDX-License-Identifier: BSD-2-Clause */
/* efi_stream.c - a whole file that is one Tiano or EFI 1.1 stream */
#include "format/pi/efi_stream.h"
#include "walk/kind.h"
#include "walk/walk.h"

static bool probe(struct gx_span at, struct gx_extent *out)
{
	out->size = gx_efi_stream_is_whole(at) ? at.len : 0;
	return out->size > 0;
}

/* EFI 1.1 first: the wrong one of the two goes wrong at once on so long a stream. */
static void plan(const struct gx_node *n, struct gx_unpack *job)
{
	job->accept = NULL;
	gx_unpack_try(job, GX_CODEC_EFI11, n->area.bytes);
	gx_unpack_try(job, GX_CODEC_TIANO, n->area.bytes);
}

static enum gopx_status expand(struct gx_walk *w, struct gx_node *n)
{
	/* Not the size at its start, so that it is not found in itself again. */
	return gx_walk_search(w, n,
			      n->content.space ? n->content : gx_area_tail(n->area, 1));
}

const struct gx_kind gx_kind_efi_stream = {
	.type = "efi-stream",
	.package = true,
	.probe = probe,
	.plan = plan,
	.expand = expand,
};
