/* SPDX-License-Identifier: BSD-2-Clause */
/* dell.c - the packed sections of Dell's updates, and ThinOS packages */
#include "format/update/dell_pfs.h"
#include "walk/kind.h"
#include "walk/walk.h"

/* ---- sections ------------------------------------------------------------- */

static bool probe_section(struct gx_span at, struct gx_extent *out)
{
	struct gx_dell_section s;

	if (gx_dell_section_decode(at, &s) != GOPX_OK)
		return false;
	out->size = s.size;
	return true;
}

static void plan_section(const struct gx_node *n, struct gx_unpack *job)
{
	struct gx_dell_section s;

	if (gx_dell_section_decode(n->area.bytes, &s) != GOPX_OK)
		return;
	job->accept = NULL;
	gx_unpack_try(job, GX_CODEC_ZLIB, s.packed);
}

static enum gopx_status expand_section(struct gx_walk *w, struct gx_node *n)
{
	struct gx_dell_section s;

	GX_TRY(gx_dell_section_decode(n->area.bytes, &s));
	if (!s.header_ok || (!s.footer_ok && s.size == n->area.bytes.len))
		GX_TRY(gx_walk_diag(w, n, gx_area_offset(n->area), GOPX_WARNING,
				    GOPX_E_CORRUPT, "dell.section.checksum",
				    "the %s contradicts itself",
				    s.header_ok ? "footer" : "header"));
	/* A section that could not be unpacked may still contain known pieces. */
	return gx_walk_recognise(w, n,
				 n->content.space
				     ? n->content
				     : gx_area_tail(n->area, GX_DELL_SECTION_HEADER));
}

const struct gx_kind gx_kind_dell_section = {
	.type = "dell-section",
	.magic = GX_DELL_SECTION_MAGIC,
	.magic_len = sizeof(GX_DELL_SECTION_MAGIC) - 1,
	.magic_at = GX_DELL_SECTION_MAGIC_AT,
	.cost = GX_COST_BYTES,
	.probe = probe_section,
	.plan = plan_section,
	.expand = expand_section,
};

/* ---- ThinOS packages ------------------------------------------------------ */

static bool probe_pkg(struct gx_span at, struct gx_extent *out)
{
	return gx_dell_pkg_decode(at, &out->size) == GOPX_OK;
}

static enum gopx_status expand_pkg(struct gx_walk *w, struct gx_node *n)
{
	n->body = gx_area_tail(n->area, GX_DELL_PKG_HEADER);
	return gx_walk_recognise(w, n, n->body);
}

const struct gx_kind gx_kind_dell_pkg = {
	.type = "dell-pkg",
	.magic = GX_DELL_PKG_MAGIC,
	.magic_len = sizeof(GX_DELL_PKG_MAGIC) - 1,
	.magic_at = GX_DELL_PKG_MAGIC_AT,
	.package = true,
	.probe = probe_pkg,
	.expand = expand_pkg,
};
