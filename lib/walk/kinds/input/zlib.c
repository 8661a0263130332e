/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * zlib.c - zlib streams to which no header points: resources and appended data of
 * installers
 *
 * Only installers are searched for them, because firmware has no such streams outside of
 * sections.  A search everywhere would cost too much: one place in 16,384 looks like a
 * header.
 */
#include "base/checked.h"
#include "codec/inflate.h"
#include "format/pi/packed.h"
#include "walk/kind.h"
#include "walk/walk.h"

/* Method 8 and a window of 32 KiB, which all encoders use. */
#define FIRST_BYTE "\x78"

/* A driver or table has at least this size. */
#define UNPACKED_MIN 1024

/*
 * A false stream fails in its first bytes, or its checksum is wrong.  A stream that is
 * cut off at the end of the area has no checksum, so it must have at least this size.
 */
#define CUT_OFF_MIN ((uint64_t)64 * 1024)

bool gx_walk_wants_zlib(const struct gx_walk *w, const struct gx_node *parent)
{
	const struct gx_node *before = w->insert_after ? w->insert_after
						       : parent->last_child;

	if (parent->firmware)
		return false;
	return parent->kind == &gx_kind_pe ||
	       (before && (before->kind == &gx_kind_pe || before->kind == &gx_kind_zlib));
}

/* Try to unpack the stream at this place.  The attempt counts as work. */
static enum gopx_status try_at(struct gx_walk *w, struct gx_span at, uint64_t *size)
{
	uint64_t limit = gx_min_u64(gx_unpack_ratio_limit(at.len, w->limits.max_ratio),
				    w->limits.max_unpacked);
	struct gx_inflated seen;
	enum gopx_status status = gx_zlib_measure(at, limit, w->arena, &seen);

	gx_walk_charge(w, GX_COST_GUESS, seen.used);
	gx_walk_charge(w, GX_COST_BYTES, seen.made);
	/* A stream over the limit is reported when it is unpacked, so keep it. */
	*size = seen.made < limit ? seen.used : at.len;
	if (status == GOPX_E_NOMEM)
		return status;
	if ((status != GOPX_OK || seen.made < UNPACKED_MIN) &&
	    (status != GOPX_E_TRUNCATED || seen.made < CUT_OFF_MIN))
		*size = 0;
	return GOPX_OK;
}

enum gopx_status gx_walk_find_zlib(struct gx_walk *w, struct gx_node *parent,
				   struct gx_span s, uint64_t from, uint64_t to,
				   struct gx_zlib_place *out)
{
	bool left = true;

	for (uint64_t at = from; left; at++) {
		struct gx_span rest = gx_span_tail(gx_span_head(s, to), at);

		at += gx_span_find(rest, gx_span(FIRST_BYTE, 1));
		*out = (struct gx_zlib_place){ to, 0 };
		if (at >= to)
			break;
		if (!gx_zlib_is_believable(gx_span_tail(s, at)))
			continue;
		GX_TRY(try_at(w, gx_span_tail(s, at), &out->size));
		out->at = at;
		if (out->size)
			return GOPX_OK;
		GX_TRY(gx_walk_may_go_on(w, parent, &left));
	}
	out->at = to;
	return GOPX_OK;
}

static void plan(const struct gx_node *n, struct gx_unpack *job)
{
	gx_unpack_try(job, GX_CODEC_ZLIB, n->area.bytes);
}

static enum gopx_status expand(struct gx_walk *w, struct gx_node *n)
{
	return n->content.space ? gx_walk_content(w, n, n->content) : GOPX_OK;
}

const struct gx_kind gx_kind_zlib = {
	.type = "zlib-stream",
	.plan = plan,
	.expand = expand,
};
