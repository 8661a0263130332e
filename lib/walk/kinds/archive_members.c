/* SPDX-License-Identifier: BSD-2-Clause */
/* archive_members.c - the members of an open archive, within the limits */
#include "walk/kinds/archive_members.h"

#include "base/safe_text.h"
#include "walk/kind.h"
#include "walk/walk.h"

static enum gopx_status expand_member(struct gx_walk *w, struct gx_node *n)
{
	return gx_walk_whole(w, n, gx_node_content(n));
}

const struct gx_kind gx_kind_member = { .type = "member", .expand = expand_member };

/* ---- diagnostics ------------------------------------------------------------ */

/* Add a note that says what the archive is, and what to do before gopx can scan it. */
static enum gopx_status say_note(struct gx_opened *o, const char *code, const char *what,
				 const char *first)
{
	return gx_walk_note(o->w, o->n, code, "%s%s archive%s, then scan the result",
			    what, o->name, first);
}

enum gopx_status gx_opened_say_unsupported(struct gx_opened *o)
{
	return say_note(o, "input.unsupported", "",
			" that this build cannot open: unpack it first");
}

enum gopx_status gx_opened_say_locked(struct gx_opened *o)
{
	return say_note(o, "input.encrypted", "encrypted ",
			": unpack it with its password");
}

enum gopx_status gx_opened_say_part(struct gx_opened *o)
{
	return say_note(o, "input.part", "one part of a ", ": unpack all parts together");
}

enum gopx_status gx_opened_say_unknown(struct gx_opened *o)
{
	o->n->closed = true;
	return gx_walk_note(o->w, o->n, "input.unsupported",
			    "%s archive packed in a way that gopx does not know "
			    "(Deflate64, perhaps): unpack it with 7z, then scan what "
			    "comes out",
			    o->name);
}

static enum gopx_status say_limit(struct gx_opened *o)
{
	o->limited = true;
	return gx_walk_too_large(o->w, o->n, o->n->area.bytes.len, o->most);
}

/*
 * Drop the bytes that were unpacked up to the limit.  They do not count as unpacked
 * bytes, but as work: otherwise a small archive could be unpacked to the limit once for
 * each listed member.
 */
static enum gopx_status drop_bomb(struct gx_opened *o, struct gx_sink *sink, bool *left)
{
	uint64_t made = sink->len;

	gx_sink_drop(sink);
	GX_TRY(say_limit(o));
	/* Count all of it, even if this exceeds the limit.  Then the next member is not
	 * read. */
	gx_walk_charge(o->w, GX_COST_BYTES, made);
	return gx_walk_may_go_on(o->w, o->n, left);
}

/* If nothing could be read, the bytes only look like an archive, and that is not
 * damage. */
enum gopx_status gx_opened_say_damaged(struct gx_opened *o, struct gx_node *n)
{
	o->faulty = true;
	return gx_walk_diag(o->w, n, gx_area_offset(n->area),
			    o->any ? GOPX_DAMAGE : GOPX_WARNING, GOPX_E_CORRUPT,
			    "archive.damaged", "%s: cannot be read to its end", o->name);
}

/* ---- members --------------------------------------------------------------- */

/* The bytes between the members of a file system may be a boot image. */
enum gopx_status gx_opened_add_gap(struct gx_opened *o, uint64_t to)
{
	struct gx_area gap;

	if (!o->gaps || to <= o->covered ||
	    !gx_area_sub(o->n->area, o->covered, to - o->covered, &gap))
		return GOPX_OK;
	return gx_walk_rest(o->w, o->n, gap);
}

/*
 * Set the area of a member.  This is the range where the member is stored.  If it was
 * packed, or if an earlier member has this range, it gets a space of its own.
 */
static enum gopx_status place_member(struct gx_opened *o, struct gx_sink *sink,
				     struct gx_span stored, struct gx_area *out)
{
	uint64_t at = gx_span_offset(o->n->area.bytes, stored);

	if (stored.len && at >= o->covered) {
		GX_TRY(gx_opened_add_gap(o, at));
		o->covered = at + stored.len;
		*out = (struct gx_area){ o->n->area.space, stored };
		return GOPX_OK;
	}
	/* A stored member needs no copy, and adds no unpacked bytes, which would raise
	 * the limit of work. */
	if (stored.len)
		return gx_walk_space(o->w, o->n, stored, out);
	o->w->unpacked += sink->len;
	o->room -= sink->len;
	return gx_walk_space(o->w, o->n, gx_sink_end(sink), out);
}

/* Add a node for the bytes of a member that were read.  *go_on is false if no more nodes
 * are allowed. */
static enum gopx_status add_member(struct gx_opened *o, const struct gx_archive_member *m,
				   struct gx_area area, bool whole, bool *go_on)
{
	const char *name = gx_safe_text_utf8(o->w->arena, m->name);
	struct gx_node *n;

	if (!name)
		return GOPX_E_NOMEM;
	GX_TRY(gx_walk_add(o->w, o->n, &gx_kind_member, area, &n));
	*go_on = n != NULL;
	if (!n)
		return GOPX_OK;
	o->any = true;
	n->name = *name ? name : NULL;
	return whole ? GOPX_OK : gx_opened_say_damaged(o, n);
}

/*
 * Read the bytes of a member, and count them as work.  An archive may list the same bytes
 * as many members.
 */
static enum gopx_status read_bytes(struct gx_opened *o, struct gx_sink *sink,
				   struct gx_span *stored)
{
	uint64_t from = gx_archive_used(o->archive), to;
	enum gopx_status status = gx_archive_read(o->archive, sink, stored);

	to = gx_archive_used(o->archive);
	if (stored->len)
		gx_walk_charge(o->w, GX_COST_BYTES, stored->len);
	else if (to > from)
		gx_walk_charge(o->w, GX_COST_STREAM, to - from);
	return status;
}

/* Read one member; *go_on is false if the next one cannot be reached. */
static enum gopx_status take_member(struct gx_opened *o,
				    const struct gx_archive_member *m, bool *go_on)
{
	struct gx_sink sink = { .arena = o->w->arena, .limit = o->room };
	struct gx_span stored = { 0 };
	struct gx_area area = { 0 };
	enum gopx_status status = GOPX_E_LIMIT;
	bool whole = false;

	o->locked = o->locked || m->encrypted;
	if (m->encrypted)
		return GOPX_OK;
	/* A member without a stated size is read up to the limit.  A stored member needs
	 * no size. */
	if (m->size == UINT64_MAX || m->size <= o->room ||
	    m->size <= o->n->area.bytes.len)
		status = read_bytes(o, &sink, &stored);
	whole = status == GOPX_OK || status == GOPX_E_UNSUPPORTED;
	o->unknown = o->unknown || status == GOPX_E_UNSUPPORTED;
	if (status == GOPX_E_CORRUPT || status == GOPX_E_UNSUPPORTED)
		status = GOPX_OK;
	if (status == GOPX_OK && (stored.len || sink.len))
		status = place_member(o, &sink, stored, &area);
	if (status == GOPX_E_LIMIT) {
		GX_TRY(drop_bomb(o, &sink, go_on));
		*go_on = *go_on && !o->solid;
		return GOPX_OK;
	}
	GX_TRY(status);
	if (area.bytes.len == 0)
		return whole ? GOPX_OK : gx_opened_say_damaged(o, o->n);
	return add_member(o, m, area, whole, go_on);
}

enum gopx_status gx_opened_take_members(struct gx_opened *o, bool *whole)
{
	bool go_on = true, more = true;

	while (go_on) {
		struct gx_archive_member m;
		enum gopx_status status = gx_archive_next(o->archive, &m, &more);

		o->locked = o->locked || gx_archive_is_encrypted(o->archive);
		*whole = status == GOPX_OK;
		if (status != GOPX_OK || !more)
			return GOPX_OK;
		gx_walk_charge(o->w, GX_COST_MEMBER, 0);
		if (m.file)
			GX_TRY(take_member(o, &m, &go_on));
		if (go_on)
			GX_TRY(gx_walk_may_go_on(o->w, o->n, &go_on));
	}
	return GOPX_OK;
}

/* Read a packed stream, which libarchive treats as an archive with one member. */
enum gopx_status gx_opened_take_stream(struct gx_opened *o, bool *whole)
{
	struct gx_sink sink = { .arena = o->w->arena, .limit = o->room };
	struct gx_archive_member m;
	struct gx_span stored;
	bool more;
	enum gopx_status status = gx_archive_next(o->archive, &m, &more);

	if (status == GOPX_OK && more)
		status = gx_archive_read(o->archive, &sink, &stored);
	*whole = status == GOPX_OK;
	if (status == GOPX_E_NOMEM)
		return status;
	if (status == GOPX_E_LIMIT)
		return drop_bomb(o, &sink, &more);
	if (sink.len == 0)
		return GOPX_OK;
	o->any = true;
	o->w->unpacked += sink.len;
	GX_TRY(gx_walk_own(o->w, o->n, gx_sink_end(&sink)));
	return gx_walk_recognise(o->w, o->n, o->n->content);
}
