/* SPDX-License-Identifier: BSD-2-Clause */
/* vbt.c - video BIOS tables: their origin, and which bytes belong to them */
#include "find/vbt.h"

#include <string.h>

#include "base/safe_text.h"
#include "find/stored_body.h"
#include "find/vbt_family.h"
#include "format/pi/option_rom.h"
#include "format/vbt/opregion.h"
#include "format/vbt/vbt.h"
#include "format/vbt/vbt_panel.h"
#include "walk/kind.h"
#include "walk/walk.h"

/* Tables are often padded with zeros to a multiple of this. */
#define SHIPPED_ALIGN 512

/*
 * The build number of the sign-on text ("Build Number: 1063 PC 14.34 ...") as a span of
 * digits; empty if there is none.
 */
static struct gx_span build_number(struct gx_span sign_on)
{
	static const char label[] = "Build Number: ";
	size_t at = gx_span_find(sign_on, gx_span(label, sizeof(label) - 1));
	struct gx_span rest, digits;
	size_t n = 0;

	if (at == sign_on.len)
		return (struct gx_span){ 0 };
	rest = gx_span_tail(sign_on, at + sizeof(label) - 1);
	while (n < rest.len && gx_span_at(rest, n) >= '0' && gx_span_at(rest, n) <= '9')
		n++;
	gx_span_sub(rest, 0, n, &digits);
	return digits;
}

/* Tables for the UEFI driver have a placeholder where a VBIOS has its build number. */
static bool is_placeholder(struct gx_span digits)
{
	return gx_span_equal(digits, gx_span("1000", 4)) ||
	       gx_span_equal(digits, gx_span("1215", 4)) ||
	       gx_span_equal(digits, gx_span("0000", 4));
}

/* A sign-on text written by an OEM names the video BIOS that the table came with. */
static bool names_vbios(struct gx_span sign_on)
{
	return gx_span_find(sign_on, gx_span(" VBIOS ", 7)) < sign_on.len;
}

/*
 * A table inside a legacy video BIOS belongs to the video BIOS.  A separate table may
 * come from a video BIOS, too: then its sign-on text says so, or it has a real build
 * number and a wrong checksum.  Measured on Haswell to Comet Lake: no table for the UEFI
 * driver has one of these signs.
 */
static enum gopx_vbt_origin origin_of(const struct gx_vbt *vbt, const struct gx_node *rom)
{
	struct gx_span build = build_number(vbt->sign_on);

	if (rom && rom->detail == GX_ROM_LEGACY)
		return GOPX_VBT_FROM_VBIOS;
	if (build.len && !is_placeholder(build) && !vbt->checksum_ok)
		return GOPX_VBT_FROM_VBIOS;
	if (names_vbios(vbt->sign_on))
		return GOPX_VBT_FROM_VBIOS;
	return GOPX_VBT_FROM_GOP;
}

/* The table together with the zeros that pad it to its usual size, if these are
 * complete. */
static struct gx_span with_filler(const struct gx_node *n)
{
	struct gx_span around = gx_node_content(n->parent).bytes;
	size_t at = gx_span_offset(around, n->area.bytes);
	size_t len = n->area.bytes.len;
	uint64_t shipped = ((uint64_t)len + SHIPPED_ALIGN - 1) / SHIPPED_ALIGN *
			   SHIPPED_ALIGN;
	struct gx_span whole, filler;

	if (!gx_span_sub(around, at, shipped, &whole) ||
	    !gx_span_sub(whole, len, shipped - len, &filler) ||
	    !gx_span_is_filled(filler, 0))
		return n->area.bytes;
	return whole;
}

/*
 * The table as it is stored.  If it is at the start of a section or file, this is the
 * whole body, unless the body contains much more.  In a video BIOS, this is exactly the
 * table.  Elsewhere, this is the table with its padding.
 */
static struct gx_span stored_body(const struct gx_node *n, const struct gx_node *rom)
{
	struct gx_span body = gx_enclosing_body(n);

	if (body.len && body.len / 2 <= n->area.bytes.len)
		return body;
	return rom ? n->area.bytes : with_filler(n);
}

/*
 * The GUIDs of the files in which boards keep their default table: one is from AMI, one
 * from Intel's reference code.
 */
static bool is_default_file(const struct gx_node *file)
{
	static const char *const guids[] = {
		"878AC2CC-5343-46F2-B563-51F89DAF56BA",
		"56752DA9-DE6B-4895-8819-1945B6B76C22",
	};

	for (size_t i = 0; i < sizeof(guids) / sizeof(guids[0]); i++) {
		if (file && file->guid_text && strcmp(file->guid_text, guids[i]) == 0)
			return true;
	}
	return false;
}

/*
 * True if the table is in the mailbox of an OpRegion that points to another table.  The
 * other table is then the current one.  It is too large for the mailbox, and firmware
 * leaves an old table there.
 */
static bool is_superseded(const struct gx_node *n)
{
	const struct gx_node *opregion = gx_node_ancestor(n, &gx_kind_opregion);
	struct gx_opregion o;
	struct gx_span around, table;
	struct gx_vbt vbt;

	if (!opregion || gx_opregion_decode(opregion->area.bytes, &o) != GOPX_OK ||
	    !o.relative)
		return false;
	around = gx_node_content(opregion->parent).bytes;
	around = gx_span_tail(around, gx_span_offset(around, opregion->area.bytes));
	return gx_span_sub(around, o.rvda, o.rvds, &table) &&
	       gx_vbt_decode(table, &vbt) == GOPX_OK;
}

static struct gx_rank rank(const struct gx_finding *f, const struct gx_vbt *vbt,
			   const struct gx_node *n, const struct gx_node *file)
{
	struct gx_rank r = { { 0 } };
	struct gx_vbt_panel panel;

	r.score[GX_VBT_CERTAIN] = f->confidence == GOPX_CERTAIN;
	r.score[GX_VBT_CURRENT] = !is_superseded(n);
	r.score[GX_VBT_FOR_DRIVER] = f->vbt.origin == GOPX_VBT_FROM_GOP;
	r.score[GX_VBT_LEADING] = gx_enclosing_body(n).len > 0;
	r.score[GX_VBT_IN_USE] = file ? gx_rank_in_use(file) : 0;
	r.score[GX_VBT_DEFAULT_FILE] = is_default_file(file);
	r.score[GX_VBT_NAMED_PANEL] = gx_vbt_panel_decode(vbt, &panel) &&
				      gx_vbt_panel_is_named(&panel);
	r.score[GX_VBT_NAMED_FILE] = file && file->name;
	return r;
}

static void explain(struct gx_finding *f, const struct gx_vbt *vbt,
		    const struct gx_node *n, const struct gx_node *rom)
{
	gx_finding_because(f, "VBT header and BIOS data block agree");
	if (gx_vbt_is_usual(vbt))
		gx_finding_because(f, "general features and definitions are present");
	else
		gx_finding_because(
		    f, "Linux accepts it, but no known board has such a table");
	if (rom && rom->detail == GX_ROM_LEGACY)
		gx_finding_because(f, "inside a legacy video BIOS");
	else if (f->vbt.origin == GOPX_VBT_FROM_VBIOS)
		gx_finding_because(f, "sign-on of a legacy video BIOS");
	else if (gx_enclosing_body(n).len > 0)
		gx_finding_because(f, "stored as a table of its own");
	if (!vbt->checksum_ok)
		gx_finding_because(f, "its checksum is wrong, as in many tables in use");
	if (!vbt->blocks_ok)
		gx_finding_because(f, "its blocks do not end where the table ends");
	if (vbt->header_size != GX_VBT_HEADER_SIZE)
		gx_finding_because(f, "its header states a size that no known table has");
	if (vbt->bdb_version == 0)
		gx_finding_because(f, "its BDB version is 0, as in a stub");
}

enum gopx_status gx_find_vbt(struct gx_walk *w, const struct gx_node *n,
			     struct gx_findings *all)
{
	const struct gx_node *file = gx_node_ancestor(n, &gx_kind_file);
	const struct gx_node *rom = gx_node_ancestor(n, &gx_kind_option_rom);
	struct gx_finding f = { .kind = GOPX_FINDING_VBT, .confidence = GOPX_CERTAIN };
	struct gx_vbt vbt;

	if (gx_vbt_decode(n->area.bytes, &vbt) != GOPX_OK)
		return GOPX_OK;
	f.vbt = (struct gx_vbt_facts){
		.signature = gx_safe_text_ascii(w->arena, vbt.signature),
		.sign_on = gx_safe_text_ascii(w->arena, vbt.sign_on),
		.origin = origin_of(&vbt, rom),
		.platforms = gx_vbt_family(vbt.signature),
	};
	if (!f.vbt.signature || !f.vbt.sign_on)
		return GOPX_E_NOMEM;
	if (!f.vbt.sign_on[0])
		f.vbt.sign_on = NULL;
	f.trimmed = n->area.bytes;
	f.body = stored_body(n, rom);
	/* The video BIOS of a graphics card has an empty table for its own code. */
	if (vbt.bdb_version == 0 || !gx_vbt_is_usual(&vbt))
		f.confidence = GOPX_LIKELY;
	f.rank = rank(&f, &vbt, n, file);
	explain(&f, &vbt, n, rom);
	return gx_findings_add(all, w, &f, n);
}
