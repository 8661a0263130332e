/* SPDX-License-Identifier: BSD-2-Clause */
/* archive_kinds.c - archives and packed streams: each member becomes a node, which is
 * searched */
#include "base/checked.h"
#include "format/archive/archive_extent.h"
#include "format/archive/lha.h"
#include "walk/kind.h"
#include "walk/walk.h"
#include "walk/kinds/archive_members.h"

/*
 * A piece that cannot be opened may not be an archive.  Search its bytes, so that it
 * hides no other pieces.  Do not search for archives in these bytes, because the members
 * of a real archive are often archives.
 */
static enum gopx_status recognise_in_closed(struct gx_opened *o)
{
	o->n->firmware = true;
	return gx_walk_recognise(o->w, o->n, gx_area_tail(o->n->area, 1));
}

static uint64_t room_for(const struct gx_walk *w, uint64_t packed)
{
	uint64_t left = w->limits.max_unpacked - w->unpacked;

	return gx_min_u64(left, gx_unpack_ratio_limit(packed, w->limits.max_ratio));
}

/* Properties of a form. */
#define STREAM   0x1u /* one member, and no list of members */
#define SOLID    0x2u /* members cannot be skipped without unpacking them */
#define GAPS     0x4u /* the bytes between members are searched, too */
#define OPEN_END 0x8u /* the probe does not find the end */

static const struct form {
	const struct gx_kind *kind;
	enum gx_archive_form form;
	const char *name;
	uint8_t flags;
} forms[] = {
	{ &gx_kind_zip, GX_ARCHIVE_ZIP, "zip", 0 },
	{ &gx_kind_7z, GX_ARCHIVE_7Z, "7z", SOLID },
	{ &gx_kind_cab, GX_ARCHIVE_CAB, "cab", SOLID },
	{ &gx_kind_rar, GX_ARCHIVE_RAR, "rar", SOLID },
	{ &gx_kind_rar5, GX_ARCHIVE_RAR5, "rar", SOLID },
	{ &gx_kind_iso9660, GX_ARCHIVE_ISO9660, "iso9660", GAPS },
	{ &gx_kind_tar, GX_ARCHIVE_TAR, "tar", 0 },
	{ &gx_kind_lha, GX_ARCHIVE_LHA, "lha", 0 },
	{ &gx_kind_gzip, GX_ARCHIVE_GZIP, "gzip", STREAM | SOLID | OPEN_END },
	{ &gx_kind_xz, GX_ARCHIVE_XZ, "xz", STREAM | SOLID },
	{ &gx_kind_bzip2, GX_ARCHIVE_BZIP2, "bzip2", STREAM | SOLID | OPEN_END },
	{ &gx_kind_zstd, GX_ARCHIVE_ZSTD, "zstd", STREAM | SOLID },
	{ &gx_kind_lz4, GX_ARCHIVE_LZ4, "lz4", STREAM | SOLID },
	{ &gx_kind_lzip, GX_ARCHIVE_LZIP, "lzip", STREAM | SOLID | OPEN_END },
};

static const struct form *form_of(const struct gx_kind *kind)
{
	const struct form *f = forms;

	while (f->kind != kind)
		f++;
	return f;
}

/* Most streams whose end cannot be found are false. */
static enum gopx_status recognise_in_unopened(struct gx_opened *o, const struct form *f)
{
	GX_TRY(gx_opened_say_unsupported(o));
	return f->flags & OPEN_END ? gx_walk_give_up(o->w, o->n) : recognise_in_closed(o);
}

/* Each joined stream counts as work even if it is empty, because there may be many empty
 * ones. */
static void charge_read(struct gx_opened *o)
{
	uint64_t joined = gx_archive_joined(o->archive);

	gx_walk_charge(o->w, GX_COST_STREAM, gx_archive_used(o->archive));
	while (joined--)
		gx_walk_charge(o->w, GX_COST_JOINED, 0);
}

/* If reading ended early, this may not be an archive.  For a packed stream, the end is
 * only known after reading.  In both cases search the rest. */
static enum gopx_status finish(struct gx_opened *o, const struct form *f, bool whole)
{
	uint64_t used = gx_archive_used(o->archive);

	if (o->locked)
		GX_TRY(gx_opened_say_locked(o));
	else if (o->part)
		GX_TRY(gx_opened_say_part(o));
	else if (o->unknown)
		GX_TRY(gx_opened_say_unknown(o));
	else if (!whole && !o->limited)
		GX_TRY(gx_opened_say_damaged(o, o->n));
	/* A small bomb must not hide the bytes after it. */
	if (!o->any && (o->locked || o->part || o->unknown || o->limited))
		return recognise_in_closed(o);
	if (o->limited)
		return GOPX_OK;
	if (whole && !(f->flags & STREAM) && (o->any || !o->faulty))
		return gx_opened_add_gap(o, o->n->area.bytes.len);
	if (!o->any && !(whole && (f->flags & STREAM) && used))
		return gx_walk_give_up(o->w, o->n);
	return gx_walk_give_back(o->w, o->n, used > o->covered ? used : o->covered);
}

/* ---- LHA ------------------------------------------------------------------------ */

/* A longer header is left as it is. */
#define HEADER_MAX ((size_t)64 * 1024)

/* The headers of an LHA archive, changed where libarchive may not be able to convert the
 * names. */
struct plain_headers {
	struct gx_walk *w;
	uint8_t *copy; /* of the last header that was changed */
	uint64_t data; /* after this header, if it is the last part */
	bool ended;
};

/* libarchive reports damage if nothing at all follows the last member, and it is
 * packed. */
static struct gx_span end_mark(struct plain_headers *h)
{
	size_t len = h->ended ? 0 : 1;

	h->ended = true;
	return gx_span("", len);
}

/* One member, or only its header if it is changed; then the data is the next part. */
static struct gx_span plain_part(void *editor, struct gx_span rest)
{
	struct plain_headers *h = editor;
	struct gx_span data = gx_span_head(rest, h->data);
	struct gx_lha_member m;

	if (!rest.len)
		return end_mark(h);
	h->data = 0;
	if (data.len)
		return data;
	if (!gx_lha_decode(rest, &m))
		return rest;
	if (m.header.len > HEADER_MAX || !gx_lha_plain_names(&m, h->copy))
		return gx_span_head(rest, m.size);
	gx_walk_charge(h->w, GX_COST_STREAM, m.header.len);
	h->data = m.size - m.header.len;
	return gx_span(h->copy, m.header.len);
}

/*
 * Find libarchive for the first archive.  GOPX_E_UNSUPPORTED: the caller does not allow
 * it, which ends the scan.  Without libarchive on this system, w->library stays NULL.
 */
static enum gopx_status need_library(struct gx_walk *w)
{
	enum gopx_status status;

	if (w->library)
		return GOPX_OK;
	if (w->archives.ask && !w->archives.ask(w->archives.ctx))
		return GOPX_E_UNSUPPORTED;
	w->archives.ask = NULL;
	status = gx_archive_library_find(w->arena, &w->library);
	return status == GOPX_E_UNSUPPORTED ? GOPX_OK : status;
}

static enum gopx_status open_archive(struct gx_opened *o, const struct form *f,
				     struct plain_headers *headers)
{
	struct gx_walk *w = o->w;
	struct gx_archive_source source = { .form = f->form, .in = o->n->area.bytes };

	source.joined_max = gx_walk_affordable(w, GX_COST_JOINED);
	if (f->form == GX_ARCHIVE_LHA) {
		headers->copy = gx_arena_buffer(w->arena, HEADER_MAX);
		if (!headers->copy)
			return GOPX_E_NOMEM;
		source.edit = plain_part;
		source.editor = headers;
	}
	return gx_archive_open(w->library, &source, &o->archive);
}

static enum gopx_status open_and_read(struct gx_opened *o, const struct form *f)
{
	struct plain_headers headers = { .w = o->w };
	bool whole = false;
	enum gopx_status status;

	GX_TRY(need_library(o->w));
	status = o->w->library ? open_archive(o, f, &headers) : GOPX_E_UNSUPPORTED;
	if (status == GOPX_E_UNSUPPORTED)
		return recognise_in_unopened(o, f);
	GX_TRY(status);
	status = f->flags & STREAM ? gx_opened_take_stream(o, &whole)
				   : gx_opened_take_members(o, &whole);
	if (f->flags & OPEN_END)
		charge_read(o);
	if (status == GOPX_OK)
		status = finish(o, f, whole);
	gx_archive_close(o->archive);
	gx_arena_release(o->w->arena, headers.copy);
	return status;
}

static enum gopx_status expand(struct gx_walk *w, struct gx_node *n)
{
	const struct form *f = form_of(n->kind);
	struct gx_opened o = { .w = w,
			       .n = n,
			       .name = f->name,
			       .solid = f->flags & SOLID,
			       .gaps = f->flags & GAPS,
			       /* Skip the first byte: otherwise the search would find
				* this archive again. */
			       .covered = f->flags & GAPS ? 1 : 0,
			       .most = room_for(w, n->area.bytes.len),
			       .part = gx_rar_is_part(n->area.bytes) };
	bool left, possible = true;

	o.room = o.most;
	n->subtype = f->name;
	/* If the end is not stated, only the bytes that are read will count as work,
	 * because most such pieces are not archives. */
	GX_TRY(gx_walk_pay(w, n, GX_COST_ARCHIVE,
			   f->flags & OPEN_END ? 0 : n->area.bytes.len, &left));
	if (!left)
		return GOPX_OK;
	/* Do not give this archive to libarchive 3.6, which would report damage, or
	 * return encrypted bytes. */
	if (f->form == GX_ARCHIVE_RAR5 && gx_rar5_is_encrypted(n->area.bytes)) {
		GX_TRY(gx_opened_say_locked(&o));
		return recognise_in_closed(&o);
	}
	if (f->form == GX_ARCHIVE_7Z)
		GX_TRY(gx_opened_check_7z(&o, &possible));
	if (!possible) {
		GX_TRY(gx_opened_say_damaged(&o, n));
		return gx_walk_give_up(w, n);
	}
	return open_and_read(&o, f);
}

#define ARCHIVE_KIND(magic_, len_, at_, probe_)                                         \
	{                                                                               \
		.type = "archive", .magic = (magic_), .magic_len = (len_),              \
		.magic_at = (at_), .package = true, .probe = (probe_), .expand = expand \
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
