/* SPDX-License-Identifier: BSD-2-Clause */
/* archive.c - archives and packed streams: a node a member, searched by content */
#include "archive/archive.h"
#include "base/checked.h"
#include "base/text.h"
#include "format/archive.h"
#include "walk/kind.h"

/* Opening an archive takes as long as looking at so many bytes. */
#define OPEN_COST ((uint64_t)64 * 1024)

static enum gopx_status expand_member(struct gx_walk *w, struct gx_node *n)
{
	return gx_walk_search(w, n, gx_node_content(n));
}

const struct gx_kind gx_kind_member = { .type = "member",
					.light = true,
					.expand = expand_member };

/* An archive that is being read. */
struct opened {
	struct gx_walk *w;
	struct gx_node *n;
	const char *name; /* of the form */
	bool solid;       /* members cannot be skipped without unpacking them */
	struct gx_archive *archive;
	uint64_t room;    /* bytes that may still be unpacked */
	uint64_t covered; /* end of the last member that lies in the archive as it is */
	bool gaps;        /* what is between those is looked at, too */
	bool any;         /* something was read */
	bool locked;      /* something is encrypted */
};

/* ---- what is said ---------------------------------------------------------- */

static enum gopx_status say_unsupported(struct opened *o)
{
	return gx_walk_diag(
	    o->w, o->n, gx_area_offset(o->n->area), GOPX_NOTE, GOPX_E_UNSUPPORTED,
	    "input.unsupported",
	    "%s archive that this build cannot open: unpack it first, then "
	    "scan what comes out",
	    o->name);
}

static enum gopx_status say_locked(struct opened *o)
{
	return gx_walk_diag(
	    o->w, o->n, gx_area_offset(o->n->area), GOPX_NOTE, GOPX_E_UNSUPPORTED,
	    "input.encrypted",
	    "encrypted %s archive: unpack it with its password, then scan "
	    "what comes out",
	    o->name);
}

static enum gopx_status say_limit(struct opened *o)
{
	return gx_walk_limit(o->w, o->n, "limit.unpacked",
			     "unpacks to more than the limits allow");
}

/* Bytes that look like an archive and give nothing are no damage of the input. */
static enum gopx_status say_damaged(struct opened *o, struct gx_node *n)
{
	return gx_walk_diag(o->w, n, gx_area_offset(n->area),
			    o->any ? GOPX_DAMAGE : GOPX_WARNING, GOPX_E_CORRUPT,
			    "archive.damaged", "%s: cannot be read to its end", o->name);
}

/* ---- members --------------------------------------------------------------- */

/* The bytes between the members of a file system may be a boot image. */
static enum gopx_status add_gap(struct opened *o, uint64_t to)
{
	struct gx_area gap;

	if (!o->gaps || to <= o->covered ||
	    !gx_area_sub(o->n->area, o->covered, to - o->covered, &gap))
		return GOPX_OK;
	return gx_walk_rest(o->w, o->n, gap);
}

static enum gopx_status add_stored(struct opened *o, struct gx_span stored,
				   struct gx_node **out)
{
	uint64_t at = gx_span_offset(o->n->area.bytes, stored);
	struct gx_area area = { o->n->area.space, stored };

	GX_TRY(add_gap(o, at));
	if (at + stored.len > o->covered)
		o->covered = at + stored.len;
	return gx_walk_add(o->w, o->n, &gx_kind_member, area, out);
}

/* A packed member's own range is not known: it is somewhere in the archive. */
static enum gopx_status add_unpacked(struct opened *o, const struct gx_sink *sink,
				     struct gx_node **out)
{
	o->w->unpacked += sink->len;
	o->room -= sink->len;
	GX_TRY(gx_walk_add(o->w, o->n, &gx_kind_member, o->n->area, out));
	return *out ? gx_walk_own(o->w, *out, sink->data, sink->len) : GOPX_OK;
}

/* Read one member into the tree; *go_on is false where the next cannot be come to. */
static enum gopx_status take_member(struct opened *o, const struct gx_archive_member *m,
				    bool *go_on)
{
	struct gx_sink sink = { .arena = o->w->arena, .limit = o->room };
	const char *name = gx_text_utf8(o->w->arena, m->name);
	struct gx_node *n = NULL;
	struct gx_span stored;
	enum gopx_status status;

	*go_on = true;
	if (!name)
		return GOPX_E_NOMEM;
	o->locked = o->locked || m->encrypted;
	if (m->encrypted)
		return GOPX_OK;
	if (m->size != UINT64_MAX && m->size > o->room &&
	    m->size > o->n->area.bytes.len) {
		*go_on = !o->solid;
		return say_limit(o);
	}
	status = gx_archive_read(o->archive, &sink, &stored);
	if (status == GOPX_E_NOMEM || status == GOPX_E_LIMIT) {
		gx_sink_drop(&sink);
		*go_on = !o->solid;
		return status == GOPX_E_LIMIT ? say_limit(o) : status;
	}
	if (stored.len)
		GX_TRY(add_stored(o, stored, &n));
	else if (sink.len)
		GX_TRY(add_unpacked(o, &sink, &n));
	*go_on = n || (!stored.len && !sink.len);
	if (n)
		n->name = *name ? name : NULL;
	o->any = o->any || n;
	return status == GOPX_OK ? GOPX_OK : say_damaged(o, n ? n : o->n);
}

static enum gopx_status take_members(struct opened *o, bool *whole)
{
	bool go_on = true, more = true;

	while (go_on) {
		struct gx_archive_member m;
		enum gopx_status status = gx_archive_next(o->archive, &m, &more);

		o->locked = o->locked || gx_archive_is_encrypted(o->archive);
		*whole = status == GOPX_OK;
		if (status != GOPX_OK || !more)
			return GOPX_OK;
		GX_TRY(take_member(o, &m, &go_on));
	}
	return GOPX_OK;
}

/* A packed stream is its own one member. */
static enum gopx_status take_stream(struct opened *o, bool *whole)
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
	if (status == GOPX_E_LIMIT) {
		gx_sink_drop(&sink);
		*whole = true;
		return say_limit(o);
	}
	if (sink.len == 0)
		return GOPX_OK;
	o->any = true;
	o->w->unpacked += sink.len;
	GX_TRY(gx_walk_own(o->w, o->n, sink.data, sink.len));
	return gx_walk_search(o->w, o->n, o->n->content);
}
/* ---- archives -------------------------------------------------------------- */

/*
 * What is behind the first 'used' bytes goes back to where the archive was found:
 * it is searched as if there had been none.
 */
static enum gopx_status give_back(struct opened *o, uint64_t used)
{
	struct gx_node *n = o->n;
	struct gx_area rest = gx_area_tail(n->area, used ? used : 1);
	uint64_t keep = used ? used : (uint64_t)n->kind->magic_at + n->kind->magic_len;

	n->area = n->body = gx_area_head(n->area, keep);
	return n->parent ? gx_walk_search(o->w, n->parent, rest) : GOPX_OK;
}

/*
 * What cannot be opened may be none, and hide something.  No archive is looked for in
 * one: its members would be found.
 */
static enum gopx_status search_closed(struct opened *o)
{
	o->n->firmware = true;
	return gx_walk_search(o->w, o->n, gx_area_tail(o->n->area, 1));
}

/* Archives that end early may be none, and streams do not tell where they end. */
static enum gopx_status finish(struct opened *o, bool whole, bool stream)
{
	uint64_t used = gx_archive_used(o->archive);

	if (stream)
		o->w->work += used;
	if (o->locked) {
		GX_TRY(say_locked(o));
		return o->any ? GOPX_OK : search_closed(o);
	}
	if (whole && !stream)
		return add_gap(o, o->n->area.bytes.len);
	if (!whole)
		GX_TRY(say_damaged(o, o->n));
	if (!o->any)
		return give_back(o, 0);
	return give_back(o, used > o->covered ? used : o->covered);
}

static enum gopx_status search_unopened(struct opened *o, bool stream)
{
	GX_TRY(say_unsupported(o));
	return stream ? give_back(o, 0) : search_closed(o);
}

static uint64_t room_for(const struct gx_walk *w, uint64_t packed)
{
	uint64_t left = w->limits.max_unpacked - w->unpacked;

	return gx_min_u64(left, gx_unpack_ratio_limit(packed, w->limits.max_ratio));
}

static const struct form {
	const struct gx_kind *kind;
	enum gx_archive_form form;
	const char *name;
	bool stream, solid, gaps;
} forms[] = {
	{ &gx_kind_zip, GX_ARCHIVE_ZIP, "zip", false, false, false },
	{ &gx_kind_7z, GX_ARCHIVE_7Z, "7z", false, true, false },
	{ &gx_kind_cab, GX_ARCHIVE_CAB, "cab", false, true, false },
	{ &gx_kind_rar, GX_ARCHIVE_RAR, "rar", false, true, false },
	{ &gx_kind_rar5, GX_ARCHIVE_RAR5, "rar", false, true, false },
	{ &gx_kind_iso9660, GX_ARCHIVE_ISO9660, "iso9660", false, false, true },
	{ &gx_kind_tar, GX_ARCHIVE_TAR, "tar", false, false, false },
	{ &gx_kind_lha, GX_ARCHIVE_LHA, "lha", false, false, false },
	{ &gx_kind_gzip, GX_ARCHIVE_GZIP, "gzip", true, true, false },
	{ &gx_kind_xz, GX_ARCHIVE_XZ, "xz", true, true, false },
	{ &gx_kind_bzip2, GX_ARCHIVE_BZIP2, "bzip2", true, true, false },
	{ &gx_kind_zstd, GX_ARCHIVE_ZSTD, "zstd", true, true, false },
	{ &gx_kind_lz4, GX_ARCHIVE_LZ4, "lz4", true, true, false },
	{ &gx_kind_lzip, GX_ARCHIVE_LZIP, "lzip", true, true, false },
};

static const struct form *form_of(const struct gx_kind *kind)
{
	const struct form *f = forms;

	while (f->kind != kind)
		f++;
	return f;
}

static enum gopx_status expand(struct gx_walk *w, struct gx_node *n)
{
	const struct form *f = form_of(n->kind);
	struct opened o = { .w = w,
			    .n = n,
			    .name = f->name,
			    .solid = f->solid,
			    .gaps = f->gaps,
			    /* Not the first byte: it would be found in itself again. */
			    .covered = f->gaps ? 1 : 0,
			    .room = room_for(w, n->area.bytes.len) };
	enum gopx_status status;
	bool left, whole = false;

	n->subtype = f->name;
	/* What a stream is read for counts when it is known; most that seem one are none.
	 */
	GX_TRY(
	    gx_walk_spend(w, n, OPEN_COST + (f->stream ? 0 : n->area.bytes.len), &left));
	if (!left)
		return GOPX_OK;
	status = gx_archive_open(f->form, n->area.bytes, &o.archive);
	if (status == GOPX_E_UNSUPPORTED)
		return search_unopened(&o, f->stream);
	GX_TRY(status);
	status = f->stream ? take_stream(&o, &whole) : take_members(&o, &whole);
	if (status == GOPX_OK)
		status = finish(&o, whole, f->stream);
	gx_archive_close(o.archive);
	return status;
}

#define ARCHIVE_KIND(magic_, len_, at_, probe_)                                       \
	{                                                                             \
		.type = "archive", .magic = (magic_), .magic_len = (len_),            \
		.magic_at = (at_), .package = true, .light = true, .probe = (probe_), \
		.expand = expand                                                      \
	}

const struct gx_kind gx_kind_zip = ARCHIVE_KIND("PK\3\4", 4, 0, gx_zip_probe);
const struct gx_kind gx_kind_7z = ARCHIVE_KIND("7z\xbc\xaf", 4, 0, gx_7z_probe);
const struct gx_kind gx_kind_cab = ARCHIVE_KIND("MSCF", 4, 0, gx_cab_probe);
const struct gx_kind gx_kind_rar = ARCHIVE_KIND("Rar!\x1a\x07\0", 7, 0, gx_rar_probe);
const struct gx_kind gx_kind_rar5 = ARCHIVE_KIND("Rar!\x1a\x07\1", 7, 0, gx_rar5_probe);
const struct gx_kind gx_kind_iso9660 = ARCHIVE_KIND("CD001", 5, 0x8001, gx_iso9660_probe);
const struct gx_kind gx_kind_tar = ARCHIVE_KIND("ustar", 5, 257, gx_tar_probe);
const struct gx_kind gx_kind_lha = ARCHIVE_KIND("-lh", 3, 2, gx_lha_probe);
const struct gx_kind gx_kind_gzip = ARCHIVE_KIND("\x1f\x8b\x08", 3, 0, gx_gzip_probe);
const struct gx_kind gx_kind_xz = ARCHIVE_KIND("\xfd"
					       "7zXZ",
					       5, 0, gx_xz_probe);
const struct gx_kind gx_kind_bzip2 = ARCHIVE_KIND("1AY&SY", 6, 4, gx_bzip2_probe);
const struct gx_kind gx_kind_zstd = ARCHIVE_KIND("\x28\xb5\x2f\xfd", 4, 0, gx_zstd_probe);
const struct gx_kind gx_kind_lz4 = ARCHIVE_KIND("\x04\x22\x4d\x18", 4, 0, gx_lz4_probe);
const struct gx_kind gx_kind_lzip = ARCHIVE_KIND("LZIP", 4, 0, gx_lzip_probe);
