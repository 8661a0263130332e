/* SPDX-License-Identifier: BSD-2-Clause */
/* inverted_cab.c - cabinets with inverted bits, from Fujitsu and VAIO */
#include "format/archive/archive_extent.h"
#include "walk/kind.h"
#include "walk/walk.h"

static bool probe(struct gx_span at, struct gx_extent *out)
{
	return gx_inverted_cab_probe(at, out);
}

static void plan(const struct gx_node *n, struct gx_unpack *job)
{
	job->accept = NULL;
	gx_unpack_try(job, GX_CODEC_INVERT, n->area.bytes);
}

/* If the limits do not allow the copy, the bytes cannot be searched. */
static enum gopx_status expand(struct gx_walk *w, struct gx_node *n)
{
	return n->content.space ? gx_walk_recognise(w, n, n->content) : GOPX_OK;
}

const struct gx_kind gx_kind_inverted_cab = {
	.type = "inverted-cab",
	.magic = "\xb2\xac\xbc\xb9\xff\xff\xff\xff",
	.magic_len = 8,
	.magic_at = 0,
	.package = true,
	.probe = probe,
	.plan = plan,
	.expand = expand,
};
