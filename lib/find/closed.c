/* SPDX-License-Identifier: BSD-2-Clause */
/* closed.c - make findings for pieces that cannot be opened */
#include "find/closed.h"

#include "walk/kind.h"
#include "walk/walk.h"

enum gopx_status gx_finding_for_closed(struct gx_walk *w, const struct gx_node *n,
				       const struct gx_note *note,
				       struct gx_findings *all)
{
	/* Bytes that look random do not prove that a piece is encrypted. */
	bool guess = n->kind == &gx_kind_encrypted;
	struct gx_finding f = { .kind = GOPX_FINDING_NOTE,
				.confidence = guess ? GOPX_LIKELY : GOPX_CERTAIN,
				.note = note,
				.body = n->area.bytes,
				.trimmed = n->area.bytes };

	gx_finding_because(&f, note->text);
	return gx_findings_add(all, w, &f, n);
}

/* The signature of a boot block among the children of n; NULL if there is none. */
static const struct gx_node *legacy_mark(const struct gx_node *n)
{
	const struct gx_node *c = n->child;

	while (c && c->kind != &gx_kind_legacy_award && c->kind != &gx_kind_legacy_ami)
		c = c->next;
	return c;
}

static enum gopx_status say_legacy(struct gx_walk *w, const struct gx_node *mark,
				   const struct gx_note **out)
{
	return gx_walk_remark(w, mark->parent, out, "input.legacy-bios",
			      "legacy BIOS of %s, from before UEFI: it cannot contain a "
			      "UEFI driver, at most a video BIOS for legacy guests",
			      mark->kind == &gx_kind_legacy_ami ? "AMI" : "Award");
}

enum gopx_status gx_find_closed(struct gx_walk *w, const struct gx_node *n,
				struct gx_findings *all)
{
	const struct gx_node *mark = all->has_volume ? NULL : legacy_mark(n);
	const struct gx_note *note = n->note;

	if (mark && !note)
		GX_TRY(say_legacy(w, mark, &note));
	return note ? gx_finding_for_closed(w, n, note, all) : GOPX_OK;
}
