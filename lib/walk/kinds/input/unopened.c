/* SPDX-License-Identifier: BSD-2-Clause */
/* unopened.c - packages that stay closed: what they are, and what to do next */
#include "format/archive/unopened.h"
#include "walk/kind.h"
#include "walk/walk.h"

/* ---- Inno Setup ------------------------------------------------------------ */

static bool probe_inno(struct gx_span at, struct gx_extent *out)
{
	return gx_inno_probe(at, &out->size);
}

static enum gopx_status expand_inno(struct gx_walk *w, struct gx_node *n)
{
	return gx_walk_note(
	    w, n, "input.unsupported",
	    "Inno Setup installer: unpack it with innoextract, then scan the result");
}

const struct gx_kind gx_kind_inno_setup = {
	.type = "inno-setup",
	.magic = GX_INNO_MAGIC,
	.magic_len = sizeof(GX_INNO_MAGIC) - 1,
	.magic_at = 0,
	.package = true,
	.probe = probe_inno,
	.expand = expand_inno,
};

/* ---- NSIS and InstallShield ------------------------------------------------- */

static bool probe_nsis(struct gx_span at, struct gx_extent *out)
{
	return gx_nsis_probe(at, &out->size);
}

static enum gopx_status expand_nsis(struct gx_walk *w, struct gx_node *n)
{
	return gx_walk_note(w, n, "input.unsupported",
			    "NSIS installer: unpack it with 7z, then scan the result");
}

const struct gx_kind gx_kind_nsis = {
	.type = "nsis",
	.magic = GX_NSIS_MAGIC,
	.magic_len = sizeof(GX_NSIS_MAGIC) - 1,
	.magic_at = GX_NSIS_MAGIC_AT,
	.package = true,
	.probe = probe_nsis,
	.expand = expand_nsis,
};

static bool probe_iss(struct gx_span at, struct gx_extent *out)
{
	(void)at;
	out->size = sizeof(GX_ISS_MAGIC) - 1;
	return true;
}

static enum gopx_status expand_iss(struct gx_walk *w, struct gx_node *n)
{
	return gx_walk_note(
	    w, n, "input.unsupported",
	    "InstallShield installer: unpack it with isx or 7z, then scan the result");
}

const struct gx_kind gx_kind_installshield = {
	.type = "installshield",
	.magic = GX_ISS_MAGIC,
	.magic_len = sizeof(GX_ISS_MAGIC) - 1,
	.magic_at = 0,
	.package = true,
	.probe = probe_iss,
	.expand = expand_iss,
};

/* ---- formats of whole files -------------------------------------------------- */

static bool probe_closed(struct gx_span at, struct gx_extent *out)
{
	out->size = gx_closed_of(at) ? at.len : 0;
	return out->size > 0;
}

/* Do not search the file.  Its content is compressed or in pieces, so anything found in
 * it would be wrong. */
static enum gopx_status expand_closed(struct gx_walk *w, struct gx_node *n)
{
	const struct gx_closed *what = gx_closed_of(n->area.bytes);

	n->subtype = what->type;
	return gx_walk_note(w, n, "input.unsupported", "%s, then scan the result",
			    what->text);
}

const struct gx_kind gx_kind_closed = {
	.type = "closed",
	.package = true,
	.probe = probe_closed,
	.expand = expand_closed,
};

/* Search the bytes, because something else may start with this text. */
static enum gopx_status recognise_in_closed(struct gx_walk *w, struct gx_node *n)
{
	return gx_walk_recognise(w, n, gx_area_tail(n->area, 1));
}

/* ---- Toshiba --------------------------------------------------------------- */

static bool probe_toshiba(struct gx_span at, struct gx_extent *out)
{
	out->size = gx_toshiba_com_probe(at) ? at.len : 0;
	return out->size > 0;
}

static enum gopx_status expand_toshiba(struct gx_walk *w, struct gx_node *n)
{
	GX_TRY(gx_walk_note(
	    w, n, "input.unsupported",
	    "Toshiba COM file: unpack it with comextract, then scan the result"));
	return recognise_in_closed(w, n);
}

const struct gx_kind gx_kind_toshiba_com = {
	.type = "toshiba-com",
	.package = true,
	.probe = probe_toshiba,
	.expand = expand_toshiba,
};

/* ---- encrypted images ------------------------------------------------------ */

static bool probe_encrypted(struct gx_span at, struct gx_extent *out)
{
	out->size = at.len;
	return gx_scrambled_probe(at, &out->looked);
}

static enum gopx_status expand_encrypted(struct gx_walk *w, struct gx_node *n)
{
	GX_TRY(gx_walk_note(w, n, "input.encrypted",
			    "looks encrypted, as images of HP and Insyde are: let the "
			    "vendor's tool save a plain one, or read the chip (flashrom "
			    "-p internal --ifd -i bios -r bios.bin)"));
	return recognise_in_closed(w, n);
}

const struct gx_kind gx_kind_encrypted = {
	.type = "encrypted",
	.package = true,
	.cost = GX_COST_BYTES,
	.probe = probe_encrypted,
	.expand = expand_encrypted,
};

/* ---- BIOS from before UEFI ------------------------------------------------- */

/*
 * The signature of a boot block.  An image with such a signature is a legacy BIOS if it
 * has no firmware volume.  This is known only when the tree is finished.
 */
static bool is_award(struct gx_span at)
{
	return gx_span_starts(at, GX_LEGACY_AWARD, sizeof(GX_LEGACY_AWARD) - 1);
}

static bool probe_legacy(struct gx_span at, struct gx_extent *out)
{
	out->size = is_award(at) ? sizeof(GX_LEGACY_AWARD) - 1
				 : sizeof(GX_LEGACY_AMI) - 1;
	return true;
}

static enum gopx_status expand_legacy(struct gx_walk *w, struct gx_node *n)
{
	(void)w;
	n->subtype = is_award(n->area.bytes) ? "award" : "ami";
	return GOPX_OK;
}

const struct gx_kind gx_kind_legacy_award = {
	.type = "legacy-bios",
	.magic = GX_LEGACY_AWARD,
	.magic_len = sizeof(GX_LEGACY_AWARD) - 1,
	.magic_at = 0,
	.package = true,
	.probe = probe_legacy,
	.expand = expand_legacy,
};

const struct gx_kind gx_kind_legacy_ami = {
	.type = "legacy-bios",
	.magic = GX_LEGACY_AMI,
	.magic_len = sizeof(GX_LEGACY_AMI) - 1,
	.magic_at = 0,
	.package = true,
	.probe = probe_legacy,
	.expand = expand_legacy,
};
