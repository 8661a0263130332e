/* SPDX-License-Identifier: BSD-2-Clause */
/* executable.c - PE and TE images */
#include "format/pe.h"
#include "walk/kind.h"

static bool probe(struct gx_span at, uint64_t *size)
{
	struct gx_pe pe;

	if (gx_pe_decode(at, &pe) != GOPX_OK)
		return false;
	*size = pe.size;
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

const struct gx_kind gx_kind_pe = {
	.type = "pe",
	.magic = "MZ",
	.magic_len = 2,
	.magic_at = 0,
	.light = true,
	.probe = probe,
	.expand = expand,
};

const struct gx_kind gx_kind_te = { .type = "te", .light = true, .expand = expand };
