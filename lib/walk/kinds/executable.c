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
	out->looked = pe.headers_size;
	out->size = pe.size;
	return true;
}

/*
 * Installers contain volumes in their sections and resources, and drivers may contain
 * tables.  So the bytes of an executable are searched, except the first ones.
 */
static enum gopx_status expand(struct gx_walk *w, struct gx_node *n)
{
	return gx_walk_recognise(w, n, gx_area_tail(n->area, 2));
}

/* Only programs have packed resources; drivers have none.  The bytes around the packed
 * resources are searched. */
static enum gopx_status expand_pe(struct gx_walk *w, struct gx_node *n)
{
	uint64_t from = 2;
	struct gx_pe pe;

	if (gx_pe_decode(n->area.bytes, &pe) == GOPX_OK && pe.signature_cut)
		GX_TRY(gx_walk_diag(w, n, gx_area_offset(n->area), GOPX_WARNING,
				    GOPX_E_TRUNCATED, "pe.signature",
				    "the signature extends past the end"));
	if (!n->firmware)
		GX_TRY(gx_walk_resources(w, n, &from));
	return gx_walk_recognise(w, n, gx_area_tail(n->area, from));
}

const struct gx_kind gx_kind_pe = {
	.type = "pe",
	.magic = "MZ",
	.magic_len = 2,
	.magic_at = 0,
	.probe = probe,
	.expand = expand_pe,
};

static bool probe_te(struct gx_span at, struct gx_extent *out)
{
	struct gx_pe te;

	/* Make the cheap check first: for each header in a row of headers, gx_te_decode()
	 * would read the following headers as a section table. */
	if (!gx_te_first_section_fits(at) || gx_te_decode(at, &te) != GOPX_OK)
		return false;
	out->looked = te.headers_size;
	out->size = te.size;
	return te.size <= at.len;
}

static const char *te_ia32(size_t i)
{
	return i == 0 ? "VZ\x4c\x01" : NULL;
}

/* Check the machine type, because the two letters alone are too frequent. */
const struct gx_kind gx_kind_te = {
	.type = "te",
	.magic = "VZ\x64\x86",
	.magic_len = 4,
	.magic_at = 0,
	.more_magic = te_ia32,
	.probe = probe_te,
	.expand = expand,
};
