/* SPDX-License-Identifier: BSD-2-Clause */
/* input.c - why nothing was found in an input */
#include "find/input.h"

#include "find/closed.h"
#include "format/archive/unopened.h"
#include "format/input/foreign.h"
#include "format/input/mangled.h"
#include "format/input/text_dump.h"
#include "format/vbt/vbt.h"
#include "walk/kind.h"
#include "walk/walk.h"

static enum gopx_status say_foreign(struct gx_walk *w, const struct gx_foreign *what,
				    const struct gx_note **out)
{
	return gx_walk_remark(w, w->root, out, "input.not-firmware",
			      "%s, not firmware%s%s", what->name,
			      what->advice ? ": " : "", what->advice ? what->advice : "");
}

static enum gopx_status say_refused(struct gx_walk *w, const char *why,
				    const struct gx_note **out)
{
	return gx_walk_remark(w, w->root, out, "input.table-refused",
			      "it starts as a video BIOS table (VBT), but %s", why);
}

/* True for a dump in text form that was converted to bytes: then these bytes are
 * examined. */
static bool is_decoded(const struct gx_node *root)
{
	return root->child && root->child->kind == &gx_kind_text_dump;
}

static enum gopx_status say_mangled(struct gx_walk *w, const struct gx_note **out)
{
	const struct gx_mangled *what = NULL;
	uint64_t looked = 0;

	if (is_decoded(w->root))
		return GOPX_OK;
	what = gx_text_dump_of(w->root->area.bytes);
	if (!what) {
		struct gx_matcher *matcher = gx_arena_alloc(w->arena, sizeof(*matcher));

		if (!matcher)
			return GOPX_E_NOMEM;
		what = gx_mangled_of(w->root->area.bytes, matcher, &looked);
	}
	gx_walk_charge(w, GX_COST_BYTES, looked);
	return what ? gx_walk_remark(w, w->root, out, what->code, "%s", what->text)
		    : GOPX_OK;
}

enum gopx_status gx_find_input(struct gx_walk *w, struct gx_findings *all)
{
	const struct gx_foreign *foreign = gx_foreign_of(w->root->area.bytes);
	const struct gx_note *note = NULL;
	const char *refused;

	/* If there is a volume, most bytes of the input may be gone. */
	if (all->count || all->has_volume || w->root->note)
		return GOPX_OK;
	refused = gx_vbt_refused(w->root->area.bytes);
	if (refused)
		GX_TRY(say_refused(w, refused, &note));
	else if (foreign)
		GX_TRY(say_foreign(w, foreign, &note));
	else if (gx_zip_is_last_part(w->root->area.bytes))
		GX_TRY(
		    gx_walk_remark(w, w->root, &note, "input.part",
				   "the last part of a zip archive: join all parts (zip "
				   "-s 0), then scan the result"));
	else
		GX_TRY(say_mangled(w, &note));
	return note ? gx_finding_for_closed(w, w->root, note, all) : GOPX_OK;
}
