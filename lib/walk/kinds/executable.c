/* SPDX-License-Identifier: BSD-2-Clause */
/* executable.c - PE and TE images */
#include "format/pe/pe.h"
#include "walk/kind.h"
#include "walk/walk.h"

static bool probe(struct gx_span at, struct gx_extent *out)
{
	struct gx_pe pe;

	if (gx_pe_decode(at, &pe) != GOPX_OK)
		return false;
	out->size = pe.size;
	return true;
}

/*
 * Installers carry volumes in their sections and resources, and drivers may carry
 * tables: an executable is searched, behind the bytes that it was found by.
 */
static enum gopx_status expand(struct gx_walk *w, struct gx_node *n)
{
	return gx_walk_search(w, n, gx_area_tail(n->area, 2));
}

/* Programs, not drivers, have packed resources; what is around them is searched. */
static enum gopx_status expand_pe(struct gx_walk *w, struct gx_node *n)
{
	uint64_t from = 2;

	if (!n->firmware)
		GX_TRY(gx_walk_resources(w, n, &from));
	return gx_walk_search(w, n, gx_area_tail(n->area, from));
}

const struct gx_kind gx_kind_pe = {
	.type = "pe",
	.magic = "MZ",
	.magic_len = 2,
	.magic_at = 0,
	.probe = probe,
	.expand = expand_pe,
};

const struct gx_kind gx_kind_te = { .type = "te", .expand = expand };
