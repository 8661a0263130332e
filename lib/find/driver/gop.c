/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * gop.c - is this executable Intel's GOP driver?
 *
 * The decision depends on the GUIDs and names that the code uses, never on the GUID or
 * the name of its file.  Some policy drivers are in files named "IntelSaGopDriver", and
 * some other drivers in files with the GUID of an IntelGopDriver.  Measured: all of 79
 * different drivers (2.0 to 23.0) have all signs, and none of 2,713 other modules has
 * both of Intel's display GUIDs.  A program that only draws on the display, such as a
 * battery screen, may have every sign except the Driver Binding Protocol, which only
 * drivers use.
 */
#include "find/driver/gop.h"

#include <string.h>

#include "base/guid.h"
#include "base/matcher.h"
#include "find/stored_body.h"
#include "find/finding.h"
#include "find/driver/gop_name.h"
#include "find/driver/other_gop.h"
#include "format/pe/pe.h"
#include "walk/kind.h"
#include "walk/walk.h"

enum intel_mark {
	MARK_GOP_PROTOCOL,
	MARK_DRIVER_BINDING,
	MARK_DISPLAY_BIST,
	MARK_DISPLAY_BRIGHTNESS,
	MARK_GOP_POLICY,
	MARK_NAME,
	MARK_COUNT
};

static const struct gx_guid gop_protocol = GX_GUID(9042A9DE, 23DC, 4A38, 96, FB, 7A, DE,
						   D0, 80, 51, 6A);
static const struct gx_guid driver_binding = GX_GUID(18A031AB, B443, 4D1A, A5, C0, 0C, 09,
						     26, 1E, 9F, 71);
static const struct gx_guid display_bist = GX_GUID(F51DD33A, E57F, 4020, B4, 66, F4, C1,
						   71, C6, E4, F7);
static const struct gx_guid display_brightness = GX_GUID(6FF23F1D, 877C, 4B1B, 93, FC, F1,
							 42, B2, EE, A6, A7);
static const struct gx_guid gop_policy = GX_GUID(EC2E931B, 3281, 48A5, 81, 07, DF, 8A, 8B,
						 ED, 3C, 5D);

static const struct gx_pattern patterns[MARK_COUNT] = {
	[MARK_GOP_PROTOCOL] = { gop_protocol.b, 16 },
	[MARK_DRIVER_BINDING] = { driver_binding.b, 16 },
	[MARK_DISPLAY_BIST] = { display_bist.b, 16 },
	[MARK_DISPLAY_BRIGHTNESS] = { display_brightness.b, 16 },
	[MARK_GOP_POLICY] = { gop_policy.b, 16 },
	[MARK_NAME] = { GX_GOP_NAME_CHARS, sizeof(GX_GOP_NAME_CHARS) - 1 },
};

static const char *const mark_reasons[MARK_COUNT] = {
	[MARK_GOP_PROTOCOL] = "refers to the Graphics Output Protocol",
	[MARK_DRIVER_BINDING] = "refers to the Driver Binding Protocol",
	[MARK_DISPLAY_BIST] = "refers to Intel's display self-test GUID",
	[MARK_DISPLAY_BRIGHTNESS] = "refers to Intel's display brightness GUID",
	[MARK_GOP_POLICY] = "refers to Intel's Platform GOP Policy",
	[MARK_NAME] = "contains the name \"Intel(R) GOP Driver\"",
};

static void find_marks_in(const struct gx_matcher *matcher, struct gx_span s,
			  bool found[MARK_COUNT])
{
	size_t at = 0, which;

	for (;; at++) {
		at = gx_matcher_next(matcher, s, at, &which);
		if (at == s.len)
			return;
		if (which != MARK_NAME ||
		    gx_gop_name_continues(gx_span_tail(s, at + patterns[which].len)))
			found[which] = true;
	}
}

/* True if the piece is complete: its headers state no more bytes than it has. */
static bool is_whole(struct gx_walk *w, const struct gx_node *n)
{
	uint64_t size;

	return n->kind->probe && gx_walk_probe(w, n->kind, n->area.bytes, &size) &&
	       size == n->area.bytes.len;
}

/* Find the signs in the image.  Complete pieces inside it, such as other drivers, are
 * left out, because they are examined on their own. */
static void find_marks(struct gx_walk *w, const struct gx_node *n, bool found[MARK_COUNT])
{
	struct gx_span image = n->area.bytes;
	struct gx_matcher matcher;
	size_t from = 0;

	gx_matcher_init(&matcher, patterns, MARK_COUNT);
	for (const struct gx_node *c = n->child; c; c = c->next) {
		size_t at = gx_span_offset(image, c->area.bytes);

		if (!is_whole(w, c))
			continue;
		find_marks_in(&matcher,
			      gx_span_head(gx_span_tail(image, from), at - from), found);
		from = at + c->area.bytes.len;
	}
	find_marks_in(&matcher, gx_span_tail(image, from), found);
}

/* The verdict; 0 if it is not Intel's GOP driver. */
static enum gopx_confidence judge(const bool found[MARK_COUNT])
{
	bool own = found[MARK_DISPLAY_BIST] || found[MARK_DISPLAY_BRIGHTNESS];

	if (!found[MARK_GOP_PROTOCOL] || !found[MARK_DRIVER_BINDING] || !own)
		return 0;
	if (found[MARK_DISPLAY_BIST] && found[MARK_DISPLAY_BRIGHTNESS] &&
	    found[MARK_NAME])
		return GOPX_CERTAIN;
	return found[MARK_NAME] || found[MARK_GOP_POLICY] ? GOPX_LIKELY : 0;
}

static struct gx_rank rank(const struct gx_finding *f, const struct gx_node *file)
{
	struct gx_rank r = { { 0 } };

	r.score[GX_GOP_CERTAIN] = f->confidence == GOPX_CERTAIN;
	r.score[GX_GOP_X64] = f->gop.machine == GX_PE_MACHINE_X64;
	r.score[GX_GOP_PE] = !f->gop.te;
	r.score[GX_GOP_IN_USE] = gx_rank_in_use(file);
	return r;
}

static void explain(struct gx_finding *f, const bool found[MARK_COUNT],
		    const struct gx_node *file)
{
	gx_finding_because(f, f->gop.te ? "TE image, EFI boot service driver"
					: "PE image, EFI boot service driver");
	for (size_t i = 0; i < MARK_COUNT; i++) {
		if (found[i])
			gx_finding_because(f, mark_reasons[i]);
	}
	if (f->gop.machine == GX_PE_MACHINE_IA32)
		gx_finding_because(f, "32-bit: a 64-bit guest firmware cannot use it");
	if (file && file->invalidated)
		gx_finding_because(f, "its file is marked as deleted");
	if (f->body.len > f->trimmed.len)
		gx_finding_because(f, "stored with bytes after its end");
}

enum gopx_status gx_find_gop(struct gx_walk *w, const struct gx_node *n,
			     struct gx_findings *all)
{
	const struct gx_node *file = gx_node_ancestor(n, &gx_kind_file);
	bool found[MARK_COUNT] = { false };
	struct gx_finding f = { .kind = GOPX_FINDING_GOP };
	struct gx_span image = n->area.bytes;
	struct gx_pe pe;

	if ((n->kind == &gx_kind_te ? gx_te_decode(image, &pe)
				    : gx_pe_decode(image, &pe)) != GOPX_OK)
		return GOPX_OK;
	if (pe.subsystem != GX_PE_SUBSYSTEM_EFI_BOOT_SERVICE_DRIVER)
		return GOPX_OK;
	find_marks(w, n, found);
	f.confidence = judge(found);
	if (f.confidence == 0 && all->other_drivers)
		return gx_find_other_gop(
		    w, n, &pe, found[MARK_GOP_PROTOCOL] && found[MARK_DRIVER_BINDING],
		    all);
	if (f.confidence == 0)
		return GOPX_OK;
	/* An incomplete driver is useless; the node's diagnostic reports it. */
	if (pe.size > image.len)
		return GOPX_OK;
	f.gop.vendor = "intel";
	f.gop.machine = pe.machine;
	f.gop.te = pe.te;
	f.trimmed = image;
	f.body = gx_driver_body(n);
	f.rank = rank(&f, file);
	explain(&f, found, file);
	return gx_findings_add(all, w, &f, n);
}
