/* SPDX-License-Identifier: BSD-2-Clause */
/* insyde.c - iFlash images, and the obfuscated archive of iFdPacker's installers */
#include "format/update/insyde.h"

#include "base/safe_text.h"
#include "walk/kind.h"
#include "walk/walk.h"

static bool probe_iflash(struct gx_span at, struct gx_extent *out)
{
	struct gx_iflash image;

	if (gx_iflash_decode(at, &image) != GOPX_OK)
		return false;
	out->size = image.size;
	return true;
}

static enum gopx_status expand_iflash(struct gx_walk *w, struct gx_node *n)
{
	struct gx_iflash image;

	GX_TRY(gx_iflash_decode(n->area.bytes, &image));
	n->subtype = image.part;
	n->name = gx_safe_text_ascii(w->arena, image.tag);
	if (!n->name)
		return GOPX_E_NOMEM;
	/* The bytes that fill the image up to its total size are searched, too. */
	n->body = gx_area_tail(n->area, gx_span_offset(n->area.bytes, image.image));
	return gx_walk_recognise(w, n, n->body);
}

const struct gx_kind gx_kind_insyde_iflash = {
	.type = "insyde-iflash",
	.magic = GX_IFLASH_SIGNATURE,
	.magic_len = 8,
	.magic_at = 0,
	.package = true,
	.probe = probe_iflash,
	.expand = expand_iflash,
};

static bool probe_7z(struct gx_span at, struct gx_extent *out)
{
	return gx_rotated_7z_decode(at, &out->size) == GOPX_OK;
}

static void plan_7z(const struct gx_node *n, struct gx_unpack *job)
{
	job->accept = NULL;
	gx_unpack_try(job, GX_CODEC_ROTATE, n->area.bytes);
}

/* If the limits do not allow the decoded copy, there is nothing to search. */
static enum gopx_status expand_7z(struct gx_walk *w, struct gx_node *n)
{
	return n->content.space ? gx_walk_recognise(w, n, n->content) : GOPX_OK;
}

const struct gx_kind gx_kind_insyde_7z = {
	.type = "insyde-7z",
	.magic = GX_ROTATED_7Z_SIGNATURE,
	.magic_len = GX_ROTATED_7Z_SIGNATURE_SIZE,
	.magic_at = 0,
	.package = true,
	.cost = GX_COST_BYTES,
	.probe = probe_7z,
	.plan = plan_7z,
	.expand = expand_7z,
};
