/* SPDX-License-Identifier: BSD-2-Clause */
/* volume.c - firmware volumes and the files in them */
#include "format/pi/ffs_file.h"
#include "format/pi/ffs_section.h"
#include "format/pi/ffs_volume.h"
#include "walk/kind.h"
#include "walk/walk.h"

/*
 * True when a file of an intact header leads out of FvLength, and not out of the block
 * map (UEFITool issue 430).
 */
static bool map_is_right(struct gx_span at, const struct gx_volume *v)
{
	uint64_t off = v->files_at;
	struct gx_file f;

	while (off < v->size && v->map_size > v->size &&
	       gx_file_decode(gx_span_tail(at, off), v, &f) == GOPX_OK && f.header_ok) {
		if (f.size > v->size - off)
			return f.size <= v->map_size - off;
		/* Cannot wrap: the file is in the volume. */
		off = (off + f.size + 7) & ~(uint64_t)7;
	}
	return false;
}

/* Its header, and the size to go by; *stated is the one that FvLength tells. */
static enum gopx_status decode(struct gx_span at, struct gx_volume *v, uint64_t *stated)
{
	enum gopx_status status = gx_volume_decode(at, v);

	*stated = v->size;
	if (status == GOPX_OK && map_is_right(at, v))
		v->size = v->map_size;
	return status;
}

static bool probe(struct gx_span at, struct gx_extent *out)
{
	struct gx_volume v;
	uint64_t stated;
	enum gopx_status status = decode(at, &v, &stated);

	out->looked = v.header_size;
	out->size = v.size;
	return status == GOPX_OK;
}

static enum gopx_status cut_off(struct gx_walk *w, struct gx_node *n)
{
	struct gx_volume v;
	uint64_t stated;

	GX_TRY(decode(n->area.bytes, &v, &stated));
	return gx_walk_reach(w, n, &v);
}

/* All of the volume: as much as is in its place, or where gx_walk_reach() found it. */
static struct gx_area volume_area(const struct gx_node *n)
{
	return n->content.space ? n->content : n->area;
}

/* The state, when it is another than that of a file in use. */
static enum gopx_status check_state(struct gx_walk *w, struct gx_node *n,
				    const struct gx_file *f)
{
	const char *what = f->state == GX_FILE_STATE_MARKED_FOR_UPDATE ? "being replaced"
			   : f->state == GX_FILE_STATE_DELETED         ? "deleted"
			   : f->state == GX_FILE_STATE_HEADER_INVALID  ? "invalid"
			   : f->state != GX_FILE_STATE_DATA_VALID      ? "never finished"
								       : NULL;

	if (!what)
		return GOPX_OK;
	n->outdated = f->state == GX_FILE_STATE_MARKED_FOR_UPDATE;
	n->invalidated = !n->outdated;
	return gx_walk_diag(w, n, gx_area_offset(n->area), GOPX_NOTE, GOPX_OK,
			    "ffs.file.state", "the file is marked as %s", what);
}

/* What is odd about a file, without being in the way of reading it. */
static enum gopx_status check_sums(struct gx_walk *w, struct gx_node *n,
				   const struct gx_file *f, const struct gx_volume *v)
{
	uint64_t at = gx_area_offset(n->area);

	if (!f->header_ok)
		GX_TRY(gx_walk_diag(w, n, at, GOPX_WARNING, GOPX_E_CORRUPT,
				    "ffs.file.header-checksum",
				    "the header's checksum is wrong"));
	if (!gx_file_data_ok(f, v, n->body.bytes))
		GX_TRY(gx_walk_diag(w, n, at, GOPX_WARNING, GOPX_E_CORRUPT,
				    "ffs.file.data-checksum",
				    "the data's checksum is wrong"));
	return GOPX_OK;
}

/* The file that n is: all of it, or what is left of it. */
static enum gopx_status describe_file(struct gx_walk *w, struct gx_node *n,
				      const struct gx_volume *v, const struct gx_file *f)
{
	size_t present = n->area.bytes.len;

	n->detail = f->type;
	n->subtype = gx_file_type_name(f->type);
	GX_TRY(gx_walk_set_guid(w, n, &f->name));
	n->body = gx_area_tail(n->area, f->header_size);
	GX_TRY(check_state(w, n, f));
	if (f->size != present)
		return gx_walk_diag(w, n, gx_area_offset(n->area), GOPX_DAMAGE,
				    f->size > present ? GOPX_E_TRUNCATED : GOPX_E_CORRUPT,
				    "ffs.file.size", "size 0x%llx, taken as 0x%zx",
				    (unsigned long long)f->size, present);
	n->body = gx_area_head(n->body, n->body.bytes.len - f->tail_size);
	return check_sums(w, n, f, v);
}

static enum gopx_status add_file(struct gx_walk *w, struct gx_node *volume,
				 const struct gx_volume *v, const struct gx_file *f,
				 struct gx_area area)
{
	struct gx_node *n;

	GX_TRY(gx_walk_add(w, volume, &gx_kind_file, area, &n));
	return n ? describe_file(w, n, v, f) : GOPX_OK;
}

/*
 * A header in the middle of anything, code for one.  One byte of sum is not enough
 * there: the data's has to be right too or, where that would be a sum over all of it,
 * a section has to follow.
 */
static bool is_believable(struct gx_span at, const struct gx_volume *v)
{
	struct gx_section s;
	struct gx_span body;
	struct gx_file f;

	if (!gx_file_is_plausible(at, v) || gx_file_decode(at, v, &f) != GOPX_OK)
		return false;
	body = gx_span_tail(gx_span_head(at, f.size), f.header_size);
	if (!f.checksummed)
		return gx_file_data_ok(&f, v, body);
	return gx_section_decode(body, &s) == GOPX_OK && s.size <= body.len &&
	       gx_section_type_name(s.type);
}

/*
 * The size of the intact volume that starts 's'; 0 when there is none.  A header is up
 * to 1 KiB, and may seem to start at every place: those that were summed count as work.
 */
static uint64_t nested_volume(struct gx_walk *w, struct gx_span s)
{
	struct gx_volume v;
	bool found = gx_volume_decode(s, &v) == GOPX_OK && !v.checksum_off &&
		     v.size <= s.len;

	gx_walk_charge(w, GX_COST_BYTES, v.header_size);
	return found ? v.size : 0;
}

/*
 * Where the next file can be believed to start, behind 'from' and outside of volumes in
 * free space, which have files of their own: files are 8-aligned from the volume's start.
 * The volume's end when there is none.
 */
static uint64_t resync(struct gx_walk *w, struct gx_span volume,
		       const struct gx_volume *v, uint64_t from)
{
	uint64_t off = from, nested;

	do {
		nested = nested_volume(w, gx_span_tail(volume, off));
		/* Cannot wrap: all are offsets in memory. */
		off = (off + (nested ? nested : 8) + 7) & ~(uint64_t)7;
		if (is_believable(gx_span_tail(volume, off), v))
			return off;
	} while (off < volume.len);
	return volume.len;
}

#define ZERO_VECTOR \
	16 /* what a volume starts with: free space where erased bytes are 0 */

/* Bytes of erased flash at the start of 's', in whole eights unless that is all of it. */
static uint64_t erased_len(struct gx_walk *w, struct gx_span s, uint8_t erased)
{
	size_t n = 0;

	while (n < s.len && gx_span_at(s, n) == erased)
		n++;
	if (n == s.len)
		return n;
	n &= ~(size_t)7;
	if (n >= ZERO_VECTOR && erased == 0 &&
	    nested_volume(w, gx_span_tail(s, n - ZERO_VECTOR)))
		n -= ZERO_VECTOR;
	return n;
}

/* Behind what may be a damaged header: sections, and nothing else. */
static bool has_file_body(struct gx_walk *w, struct gx_area area, const struct gx_file *f)
{
	return f->header_size &&
	       gx_walk_has_sections(w, gx_span_tail(area.bytes, f->header_size));
}

/*
 * Bytes that are no file as they stand, up to the next that is.  Where the header's
 * checksum is right, or sections follow it, it is believed in all but its size;
 * anything else is searched.
 */
static enum gopx_status add_broken(struct gx_walk *w, struct gx_node *n,
				   const struct gx_volume *v, const struct gx_file *f,
				   uint64_t *off)
{
	struct gx_area volume = volume_area(n), between;
	uint64_t next = resync(w, volume.bytes, v, *off);

	if (!gx_area_sub(volume, *off, next - *off, &between))
		return GOPX_E_INTERNAL;
	*off = next;
	if (f->header_ok || has_file_body(w, between, f))
		return add_file(w, n, v, f, between);
	GX_TRY(gx_walk_diag(w, n, gx_area_offset(between), GOPX_WARNING, GOPX_E_CORRUPT,
			    "ffs.volume.no-file", "neither a file nor free space"));
	return gx_walk_rest(w, n, between);
}

static enum gopx_status next_file(struct gx_walk *w, struct gx_node *n,
				  const struct gx_volume *v, uint64_t *off)
{
	struct gx_area rest = gx_area_tail(volume_area(n), *off);
	uint64_t free = erased_len(w, rest.bytes, v->erased);
	enum gopx_status status;
	struct gx_file f;

	/* Compare before trusting a size: free space of polarity 0 has size 0. */
	if (free >= GX_FILE_MIN_HEADER || free == rest.bytes.len) {
		*off += free;
		return gx_walk_rest(w, n, gx_area_head(rest, free));
	}
	status = gx_file_decode(rest.bytes, v, &f);
	/* The last file of a volume that is cut off is cut off with it. */
	if (status != GOPX_OK || f.size > v->size - *off ||
	    (f.size > rest.bytes.len && !f.header_ok))
		return add_broken(w, n, v, &f, off);
	GX_TRY(add_file(w, n, v, &f, gx_area_head(rest, f.size)));
	*off += f.size < rest.bytes.len ? (f.size + 7) & ~(uint64_t)7 : rest.bytes.len;
	return GOPX_OK;
}

/* What is odd about a volume, without being in the way of reading it. */
static enum gopx_status check_header(struct gx_walk *w, struct gx_node *n,
				     const struct gx_volume *v, uint64_t stated)
{
	uint64_t at = gx_area_offset(n->area);

	if (v->checksum_off)
		GX_TRY(gx_walk_diag(
		    w, n, at, GOPX_WARNING, GOPX_E_CORRUPT, "ffs.volume.checksum",
		    "the header sums to 0x%04x, not to 0", v->checksum_off));
	if (v->size != stated)
		GX_TRY(gx_walk_diag(
		    w, n, at, GOPX_DAMAGE, GOPX_E_CORRUPT, "ffs.volume.size",
		    "a file leads out of 0x%llx, not out of the block map's 0x%llx",
		    (unsigned long long)stated, (unsigned long long)v->size));
	return GOPX_OK;
}

static enum gopx_status expand_volume(struct gx_walk *w, struct gx_node *n)
{
	struct gx_volume v;
	uint64_t off, stated;
	bool left;

	GX_TRY(decode(n->area.bytes, &v, &stated));
	off = v.files_at;
	n->subtype = v.filesystem_name;
	n->body = gx_area_tail(n->area, v.header_size);
	GX_TRY(gx_walk_set_guid(w, n, v.has_name ? &v.name : &v.filesystem_guid));
	GX_TRY(check_header(w, n, &v, stated));
	/* A file system that nobody listed may still be one: its first file tells. */
	if (v.filesystem == GX_FS_UNKNOWN &&
	    !gx_file_is_plausible(gx_span_tail(n->area.bytes, off), &v))
		return gx_walk_search(w, n, n->body);
	GX_TRY(gx_walk_pay(w, n, GX_COST_FILES, volume_area(n).bytes.len, &left));
	while (left && off < volume_area(n).bytes.len && !w->full)
		GX_TRY(next_file(w, n, &v, &off));
	return GOPX_OK;
}

static enum gopx_status expand_file(struct gx_walk *w, struct gx_node *n)
{
	if (n->detail == GX_FILE_PAD || n->detail == GX_FILE_RAW ||
	    n->detail == GX_FILE_ALL)
		return gx_walk_content(w, n, n->body);
	return gx_walk_sections(w, n, n->body);
}

/*
 * The volumes that a file alone may be from.  FFS3 is before FFS2, for which the lower
 * half of its ExtendedSize is Lenovo's.
 */
static const struct gx_volume origins[] = {
	{ .filesystem = GX_FS_FFS3, .revision = 2, .erased = 0xff },
	{ .filesystem = GX_FS_FFS2, .revision = 2, .erased = 0xff },
	{ .filesystem = GX_FS_FFS1, .revision = 1, .erased = 0xff },
	{ .filesystem = GX_FS_FFS3, .revision = 2, .erased = 0 },
	{ .filesystem = GX_FS_FFS2, .revision = 2, .erased = 0 },
	{ .filesystem = GX_FS_FFS1, .revision = 1, .erased = 0 },
};

/* The one whose file 'at' is, whole and alone; NULL when it is none. */
static const struct gx_volume *origin_of(struct gx_span at, struct gx_file *f)
{
	for (size_t i = 0; i < sizeof(origins) / sizeof(origins[0]); i++) {
		if (is_believable(at, &origins[i]) &&
		    gx_file_decode(at, &origins[i], f) == GOPX_OK && at.len - f->size < 8)
			return &origins[i];
	}
	return NULL;
}

static bool probe_file(struct gx_span at, struct gx_extent *out)
{
	struct gx_file f;
	bool found = origin_of(at, &f);

	if (found)
		out->size = f.size;
	return found;
}

static enum gopx_status expand_file_alone(struct gx_walk *w, struct gx_node *n)
{
	struct gx_file f;
	const struct gx_volume *v = origin_of(n->area.bytes, &f);

	if (!v)
		return GOPX_E_INTERNAL;
	n->kind = &gx_kind_file;
	GX_TRY(describe_file(w, n, v, &f));
	return expand_file(w, n);
}

const struct gx_kind gx_kind_volume = {
	.type = "ffs-volume",
	.magic = GX_VOLUME_SIGNATURE,
	.magic_len = 4,
	.magic_at = GX_VOLUME_SIGNATURE_AT,
	.firmware = true,
	.probe = probe,
	.cut_off = cut_off,
	.expand = expand_volume,
};

const struct gx_kind gx_kind_file = { .type = "ffs-file", .expand = expand_file };

/* As tools for firmware write one that was asked for. */
const struct gx_kind gx_kind_file_alone = { .type = "ffs-file",
					    .firmware = true,
					    .probe = probe_file,
					    .expand = expand_file_alone };
