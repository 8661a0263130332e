/* SPDX-License-Identifier: BSD-2-Clause */
/* ifwi.c - integrated firmware images: gopx searches the bytes after their tables */
#include "format/flash/ifwi.h"
#include "walk/kind.h"
#include "walk/walk.h"

static bool probe(struct gx_span at, struct gx_extent *out)
{
	struct gx_ifwi ifwi;

	/* Without its primary table, a secondary table extends past its container.  It is
	 * not an image. */
	if (gx_ifwi_decode(at, &ifwi) != GOPX_OK || ifwi.size > at.len)
		return false;
	out->size = ifwi.size;
	return true;
}

/*
 * Volumes may be anywhere in the partitions, and a volume may even span two.  So the
 * table gives the end of the image, but the partitions get no nodes.
 */
static enum gopx_status expand(struct gx_walk *w, struct gx_node *n)
{
	struct gx_ifwi ifwi;
	struct gx_area first;

	GX_TRY(gx_ifwi_decode(n->area.bytes, &ifwi));
	n->body = gx_area_tail(n->area, ifwi.header_size);
	if (ifwi.second_at == 0)
		return gx_walk_recognise(w, n, n->body);
	/* Leave out the signature of the secondary table, so that it is not found as
	 * another image. */
	first = gx_area_head(n->body, ifwi.second_at - ifwi.header_size);
	GX_TRY(gx_walk_recognise(w, n, first));
	return gx_walk_recognise(
	    w, n, gx_area_tail(n->area, ifwi.second_at + GX_BPDT_SIGNATURE_SIZE));
}

const struct gx_kind gx_kind_ifwi = {
	.type = "ifwi",
	.magic = GX_BPDT_SIGNATURE,
	.magic_len = GX_BPDT_SIGNATURE_SIZE,
	.magic_at = 0,
	.firmware = true,
	.probe = probe,
	.expand = expand,
};
