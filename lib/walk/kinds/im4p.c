/* SPDX-License-Identifier: BSD-2-Clause */
/* im4p.c - Apple's Image4 payloads, which contain flash images uncompressed */
#include "format/update/im4p.h"

#include "base/safe_text.h"
#include "walk/kind.h"
#include "walk/walk.h"

static bool probe(struct gx_span at, struct gx_extent *out)
{
	struct gx_im4p im4p;

	if (gx_im4p_decode(at, &im4p) != GOPX_OK)
		return false;
	out->size = im4p.size;
	return true;
}

static enum gopx_status expand(struct gx_walk *w, struct gx_node *n)
{
	struct gx_im4p im4p;

	GX_TRY(gx_im4p_decode(n->area.bytes, &im4p));
	n->name = gx_safe_text_ascii(w->arena, im4p.type);
	if (!n->name)
		return GOPX_E_NOMEM;
	n->body = gx_area_tail(n->area, im4p.header_size);
	return gx_walk_recognise(w, n, n->body);
}

const struct gx_kind gx_kind_im4p = {
	.type = "apple-im4p",
	.magic = GX_IM4P_SIGNATURE,
	.magic_len = GX_IM4P_SIGNATURE_SIZE,
	.magic_at = 0,
	.package = true,
	.probe = probe,
	.expand = expand,
};
