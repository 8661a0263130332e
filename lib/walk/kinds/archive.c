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
	return gx_walk_whole(w, n, gx_node_content(n));
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
	uint64_t most;    /* bytes that may be unpacked */
	uint64_t room;    /* ... and are left of those */
	uint64_t covered; /* end of the last member that lies in the archive as it is */
	bool gaps;        /* what is between those is looked at, too */
	bool any;         /* something was read */
	bool limited;     /* and not more for want of room */
	bool faulty;      /* or because of what the bytes are */
	bool locked;      /* something is encrypted */
	bool part;        /* it is one file of several */
};

/* ---- what is said ---------------------------------------------------------- */

/* What it is, and what to do before it can be scanned. */
static enum gopx_status say_note(struct opened *o, const char *code, const char *what,
				 const char *first)
{
	return gx_walk_note(o->w, o->n, code, "%s%s archive%s, then scan what comes out",
			    what, o->name, first);
}

static enum gopx_status say_unsupported(struct opened *o)
{
	return say_note(o, "input.unsupported", "",
			" that this build cannot open: unpack it first");
}

static enum gopx_status say_locked(struct opened *o)
{
	return say_note(o, "input.encrypted", "encrypted ",
			": unpack it with its password");
}

static enum gopx_status say_part(struct opened *o)
{
	return say_note(o, "input.part", "one part of a ", ": unpack all parts together");
}

static enum gopx_status say_limit(struct opened *o)
{
	o->limited = true;
	return gx_walk_too_large(o->w, o->n, o->n->area.bytes.len, o->most);
}

/*
 * What came out up to the limit goes, and is not in what was unpacked: it is counted as
 * work, or a few hundred KiB would be unpacked to the limit as often as they are listed.
 */
static enum gopx_status drop_bomb(struct opened *o, struct gx_sink *sink, bool *left)
{
	uint64_t made = sink->len;

	gx_sink_drop(sink);
	GX_TRY(say_limit(o));
	/* All of it, even where there was less left: the next one must not get that. */
	o->w->work += made;
	return gx_walk_spend(o->w, o->n, 0, left);
}

/* Bytes that look like an archive and give nothing are no damage of the input. */
static enum gopx_status say_damaged(struct opened *o, struct gx_node *n)
{
	o->faulty = true;
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

/*
 * Where a member is: the range that it is stored in; a space of its own where an earlier
 * one was there, or when it was packed.
 */
static enum gopx_status place_member(struct opened *o, struct gx_sink *sink,
				     struct gx_span stored, struct gx_area *out)
{
	uint64_t at = gx_span_offset(o->n->area.bytes, stored);

	if (stored.len && at >= o->covered) {
		GX_TRY(add_gap(o, at));
		o->covered = at + stored.len;
		*out = (struct gx_area){ o->n->area.space, stored };
		return GOPX_OK;
	}
	/* No copy, and no more bytes than there are: what is unpacked pays for work. */
	if (stored.len)
		return gx_walk_space(o->w, o->n, stored, out);
	o->w->unpacked += sink->len;
	o->room -= sink->len;
	return gx_walk_space(o->w, o->n, gx_sink_end(sink), out);
}

/* What was read of a member, whole or not; *go_on is false when no node may be added. */
static enum gopx_status add_member(struct opened *o, const struct gx_archive_member *m,
				   struct gx_area area, bool whole, bool *go_on)
{
	const char *name = gx_text_utf8(o->w->arena, m->name);
	struct gx_node *n;

	if (!name)
		return GOPX_E_NOMEM;
	GX_TRY(gx_walk_add(o->w, o->n, &gx_kind_member, area, &n));
	*go_on = n != NULL;
	if (!n)
		return GOPX_OK;
	o->any = true;
	n->name = *name ? name : NULL;
	return whole ? GOPX_OK : say_damaged(o, n);
}

/* What is stored was summed, and may be stored for many members. */
static enum gopx_status afford_stored(struct opened *o, struct gx_span stored, bool *left)
{
	o->w->work += stored.len;
	return gx_walk_spend(o->w, o->n, 0, left);
}

/* Read one member; *go_on is false where the next one cannot be come to. */
static enum gopx_status take_member(struct opened *o, const struct gx_archive_member *m,
				    bool *go_on)
{
	struct gx_sink sink = { .arena = o->w->arena, .limit = o->room };
	struct gx_span stored = { 0 };
	struct gx_area area = { 0 };
	enum gopx_status status = GOPX_E_LIMIT;
	bool whole = false;

	o->locked = o->locked || m->encrypted;
	if (m->encrypted)
		return GOPX_OK;
	/* Without a size, it is read up to the limit; one that is stored needs none. */
	if (m->size == UINT64_MAX || m->size <= o->room ||
	    m->size <= o->n->area.bytes.len)
		status = gx_archive_read(o->archive, &sink, &stored);
	whole = status == GOPX_OK;
	if (status == GOPX_E_CORRUPT)
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
		return whole ? GOPX_OK : say_damaged(o, o->n);
	GX_TRY(add_member(o, m, area, whole, go_on));
	return *go_on ? afford_stored(o, stored, go_on) : GOPX_OK;
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
	if (status == GOPX_E_LIMIT)
		return drop_bomb(o, &sink, &more);
	if (sink.len == 0)
		return GOPX_OK;
	o->any = true;
	o->w->unpacked += sink.len;
	GX_TRY(gx_walk_own(o->w, o->n, gx_sink_end(&sink)));
	return gx_walk_search(o->w, o->n, o->n->content);
}

/* ---- archives -------------------------------------------------------------- */

/* What is behind the first 'used' bytes goes back to where the archive was found. */
static enum gopx_status give_back(struct opened *o, uint64_t used)
{
	struct gx_node *n = o->n;
	struct gx_area rest = gx_area_tail(n->area, used);

	n->area = n->body = gx_area_head(n->area, used);
	return rest.bytes.len ? gx_walk_search_behind(o->w, n, rest) : GOPX_OK;
}

/*
 * What gave nothing is no archive, but for its first byte, which is over.  Pieces that
 * begin in it may lead out of it, so that what is behind it is searched again, up to
 * the next piece.
 */
static enum gopx_status give_up(struct opened *o)
{
	struct gx_node *n = o->n;
	struct gx_area around = gx_node_content(n->parent);
	struct gx_area rest = n->area;

	if (around.space == n->area.space)
		rest = gx_area_tail(around,
				    gx_area_offset(n->area) - gx_area_offset(around));
	if (n->next && n->next->area.space == n->area.space)
		rest = gx_area_head(rest, gx_area_offset(n->next->area) -
					      gx_area_offset(n->area));
	n->kind = &gx_kind_raw;
	n->subtype = NULL;
	n->area = n->body = gx_area_head(n->area, 1);
	return gx_walk_search_behind(o->w, n, gx_area_tail(rest, 1));
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

	if (o->locked)
		GX_TRY(say_locked(o));
	else if (o->part)
		GX_TRY(say_part(o));
	else if (!whole && !o->limited)
		GX_TRY(say_damaged(o, o->n));
	/* A bomb of a few KiB must not hide what is stored behind it. */
	if (!o->any && (o->locked || o->part || o->limited))
		return search_closed(o);
	if (o->limited)
		return GOPX_OK;
	if (whole && !stream && (o->any || !o->faulty))
		return add_gap(o, o->n->area.bytes.len);
	if (!o->any)
		return give_up(o);
	return give_back(o, used > o->covered ? used : o->covered);
}

/* Most of what seems a stream, and tells no end, is none. */
static enum gopx_status search_unopened(struct opened *o, bool open)
{
	GX_TRY(say_unsupported(o));
	return open ? give_up(o) : search_closed(o);
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
	bool open; /* the probe did not look for its end */
} forms[] = {
	{ &gx_kind_zip, GX_ARCHIVE_ZIP, "zip", false, false, false, false },
	{ &gx_kind_7z, GX_ARCHIVE_7Z, "7z", false, true, false, false },
	{ &gx_kind_cab, GX_ARCHIVE_CAB, "cab", false, true, false, false },
	{ &gx_kind_rar, GX_ARCHIVE_RAR, "rar", false, true, false, false },
	{ &gx_kind_rar5, GX_ARCHIVE_RAR5, "rar", false, true, false, false },
	{ &gx_kind_iso9660, GX_ARCHIVE_ISO9660, "iso9660", false, false, true, false },
	{ &gx_kind_tar, GX_ARCHIVE_TAR, "tar", false, false, false, false },
	{ &gx_kind_lha, GX_ARCHIVE_LHA, "lha", false, false, false, false },
	{ &gx_kind_gzip, GX_ARCHIVE_GZIP, "gzip", true, true, false, true },
	{ &gx_kind_xz, GX_ARCHIVE_XZ, "xz", true, true, false, false },
	{ &gx_kind_bzip2, GX_ARCHIVE_BZIP2, "bzip2", true, true, false, true },
	{ &gx_kind_zstd, GX_ARCHIVE_ZSTD, "zstd", true, true, false, false },
	{ &gx_kind_lz4, GX_ARCHIVE_LZ4, "lz4", true, true, false, false },
	{ &gx_kind_lzip, GX_ARCHIVE_LZIP, "lzip", true, true, false, true },
};

static const struct form *form_of(const struct gx_kind *kind)
{
	const struct form *f = forms;

	while (f->kind != kind)
		f++;
	return f;
}

static enum gopx_status open_and_read(struct opened *o, const struct form *f)
{
	bool whole = false;
	enum gopx_status status = gx_archive_open(f->form, o->n->area.bytes, &o->archive);

	if (status == GOPX_E_UNSUPPORTED)
		return search_unopened(o, f->open);
	GX_TRY(status);
	status = f->stream ? take_stream(o, &whole) : take_members(o, &whole);
	if (f->open)
		o->w->work += gx_archive_used(o->archive);
	if (status == GOPX_OK)
		status = finish(o, whole, f->stream);
	gx_archive_close(o->archive);
	return status;
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
			    .most = room_for(w, n->area.bytes.len),
			    .part = gx_rar_is_part(n->area.bytes) };
	bool left;

	o.room = o.most;
	n->subtype = f->name;
	/* What is read of it counts: most that seem one, and tell no end, are none. */
	GX_TRY(gx_walk_spend(w, n, OPEN_COST + (f->open ? 0 : n->area.bytes.len), &left));
	if (!left)
		return GOPX_OK;
	/* libarchive 3.6 would say damaged, or give what is still encrypted. */
	if (f->form == GX_ARCHIVE_RAR5 && gx_rar5_is_encrypted(n->area.bytes)) {
		GX_TRY(say_locked(&o));
		return search_closed(&o);
	}
	return open_and_read(&o, f);
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
