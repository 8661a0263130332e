/* SPDX-License-Identifier: BSD-2-Clause */
/* ami_ucp.c - AMI UCP packages and their modules */
#include "format/update/ami_ucp.h"

#include "base/sum.h"
#include "base/safe_text.h"
#include "walk/kind.h"
#include "walk/walk.h"

static bool probe(struct gx_span at, struct gx_extent *out)
{
	return gx_ucp_decode(at, &out->size) == GOPX_OK;
}

/* AMI uses EFI 1.1.  Tiano is tried only if EFI 1.1 cannot unpack all of the stream. */
static void plan_module(const struct gx_node *n, struct gx_unpack *job)
{
	struct gx_ucp_module m;

	if (gx_ucp_module_decode(n->area.bytes, &m) != GOPX_OK || !m.packed)
		return;
	job->accept = NULL;
	gx_unpack_try(job, GX_CODEC_EFI11, m.stream);
	gx_unpack_try(job, GX_CODEC_TIANO, m.stream);
}

static enum gopx_status expand_module(struct gx_walk *w, struct gx_node *n)
{
	return gx_walk_recognise(w, n, gx_node_content(n));
}

static const struct gx_kind module_kind = {
	.type = "ami-ucp-module",
	.plan = plan_module,
	.expand = expand_module,
};

static enum gopx_status add_module(struct gx_walk *w, struct gx_node *package,
				   const struct gx_ucp_module *m, struct gx_area rest)
{
	struct gx_node *n;

	GX_TRY(gx_walk_add(w, package, &module_kind, gx_area_head(rest, m->size), &n));
	if (!n)
		return GOPX_OK;
	n->body = gx_area_head(gx_area_tail(n->area, gx_span_offset(rest.bytes, m->data)),
			       m->data.len);
	n->name = gx_safe_text_ascii(w->arena, m->tag);
	if (!n->name)
		return GOPX_E_NOMEM;
	if (m->size > rest.bytes.len)
		return gx_walk_diag(w, n, gx_area_offset(n->area), GOPX_DAMAGE,
				    GOPX_E_TRUNCATED, "ucp.module-truncated",
				    "size 0x%llx, only 0x%zx bytes are there",
				    (unsigned long long)m->size, rest.bytes.len);
	return GOPX_OK;
}

static enum gopx_status expand(struct gx_walk *w, struct gx_node *n)
{
	struct gx_area rest = gx_area_tail(n->area, GX_UCP_HEADER_SIZE);
	uint16_t sum = gx_sum16(n->area.bytes);
	struct gx_ucp_module m;

	n->body = rest;
	if (sum && !n->damaged)
		GX_TRY(gx_walk_diag(w, n, gx_area_offset(n->area), GOPX_WARNING,
				    GOPX_E_CORRUPT, "ucp.checksum",
				    "the package sums to 0x%04x, not to 0", sum));
	while (gx_ucp_module_decode(rest.bytes, &m) == GOPX_OK) {
		GX_TRY(add_module(w, n, &m, rest));
		rest = gx_area_tail(rest, m.size);
	}
	return gx_walk_rest(w, n, rest);
}

const struct gx_kind gx_kind_ami_ucp = {
	.type = "ami-ucp",
	.magic = GX_UCP_SIGNATURE,
	.magic_len = 4,
	.magic_at = 0,
	.package = true,
	.cost = GX_COST_BYTES,
	.probe = probe,
	.expand = expand,
};

const struct gx_kind gx_kind_ami_ucp_hp = {
	.type = "ami-ucp",
	.magic = GX_UCP_SIGNATURE_HP,
	.magic_len = 4,
	.magic_at = 0,
	.package = true,
	.cost = GX_COST_BYTES,
	.probe = probe,
	.expand = expand,
};
