/* SPDX-License-Identifier: BSD-2-Clause */
/* volume.c - firmware volumes, and where their files are */
#include "format/pi/ffs_file.h"
#include "format/pi/ffs_section.h"
#include "format/pi/ffs_volume.h"
#include "walk/kind.h"
#include "walk/kinds/file.h"
#include "walk/walk.h"

/*
 * True if a file with a valid header extends past FvLength, but not past the block
 * map's length (UEFITool issue 430).
 */
static bool map_is_right(struct gx_span at, const struct gx_volume *v)
{
	uint64_t off = v->files_at;
	struct gx_file f;

	while (off < v->size && v->map_size > v->size &&
	       gx_file_decode(gx_span_tail(at, off), v, &f) == GOPX_OK && f.header_ok) {
		if (f.size > v->size - off)
			return f.size <= v->map_size - off;
		/* The sum cannot overflow: the file is in the volume. */
		off = (off + f.size + 7) & ~(uint64_t)7;
	}
	return false;
}

/* Decode the header.  v->size is then the right size, and *stated is the value of
 * FvLength. */
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

	(void)w;
	GX_TRY(decode(n->area.bytes, &v, &stated));
	gx_walk_reach(n, &v);
	return GOPX_OK;
}

static enum gopx_status add_file(struct gx_walk *w, struct gx_node *volume,
				 const struct gx_volume *v, const struct gx_file *f,
				 struct gx_area area)
{
	struct gx_node *n;

	GX_TRY(gx_walk_add(w, volume, &gx_kind_file, area, &n));
	return n ? gx_walk_describe_file(w, n, v, f) : GOPX_OK;
}

/*
 * The size of the valid volume at the start of 's'; 0 if there is none.  A header has
 * up to 1 KiB, and one may seem to start at every place, so checksums count as work.
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
 * Find the start of the next credible file after 'from'.  Files are 8-aligned from the
 * volume's start.  Skip volumes in free space, because they have files of their own.
 * Returns the volume's end if there is no file.
 */
static uint64_t resync(struct gx_walk *w, struct gx_span volume,
		       const struct gx_volume *v, uint64_t from)
{
	uint64_t off = from, nested;

	do {
		nested = nested_volume(w, gx_span_tail(volume, off));
		/* The sum cannot overflow: all values are offsets in memory. */
		off = (off + (nested ? nested : 8) + 7) & ~(uint64_t)7;
		if (gx_walk_believes_file(gx_span_tail(volume, off), v))
			return off;
	} while (off < volume.len);
	return volume.len;
}

/* a volume starts with this many zeros; if erased bytes are 0, too, they look like free
 * space */
#define ZERO_VECTOR 16

/* Number of erased bytes at the start of 's'.  This is a multiple of 8, or the size of
 * 's'. */
static uint64_t erased_len(struct gx_walk *w, struct gx_span s, uint8_t erased)
{
	size_t n = gx_span_run(s, erased);

	if (n == s.len)
		return n;
	n &= ~(size_t)7;
	if (n >= ZERO_VECTOR && erased == 0 &&
	    nested_volume(w, gx_span_tail(s, n - ZERO_VECTOR)))
		n -= ZERO_VECTOR;
	return n;
}

/* True if only sections follow the header, which may be damaged. */
static bool has_file_body(struct gx_walk *w, struct gx_area area, const struct gx_file *f)
{
	return f->header_size &&
	       gx_walk_has_sections(w, gx_span_tail(area.bytes, f->header_size));
}

/*
 * Add the bytes up to the next file, which are not a valid file.  If the header's
 * checksum is right, or sections follow the header, this is a file with a wrong size.
 * Otherwise the bytes are searched.
 */
static enum gopx_status add_broken(struct gx_walk *w, struct gx_node *n,
				   const struct gx_volume *v, const struct gx_file *f,
				   uint64_t *off)
{
	struct gx_area volume = n->area, between;
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
	struct gx_area rest = gx_area_tail(n->area, *off);
	uint64_t free = erased_len(w, rest.bytes, v->erased);
	enum gopx_status status;
	struct gx_file f;

	/* First check for free space.  If erased bytes are 0, a header in free space
	 * would have size 0. */
	if (free >= GX_FILE_MIN_HEADER || free == rest.bytes.len) {
		*off += free;
		return gx_walk_rest(w, n, gx_area_head(rest, free));
	}
	status = gx_file_decode(rest.bytes, v, &f);
	/* If a volume is cut off, its last file is cut off, too. */
	if (status != GOPX_OK || f.size > v->size - *off ||
	    (f.size > rest.bytes.len && !f.header_ok))
		return add_broken(w, n, v, &f, off);
	GX_TRY(add_file(w, n, v, &f, gx_area_head(rest, f.size)));
	*off += f.size < rest.bytes.len ? (f.size + 7) & ~(uint64_t)7 : rest.bytes.len;
	return GOPX_OK;
}

/* Oddities of a volume that do not prevent reading it. */
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
		    "a file extends past 0x%llx, but not past the block map's 0x%llx",
		    (unsigned long long)stated, (unsigned long long)v->size));
	return GOPX_OK;
}

/*
 * Only the extended header may be between the header and the first file.  If the extended
 * header is in a pad file, the header of the pad file may be there, too.  If another file
 * is there, ExtHeaderOffset is wrong.  Then the volume's name and the place of its first
 * file are wrong, too (UEFITool 368).
 */
static enum gopx_status check_front(struct gx_walk *w, struct gx_node *n,
				    struct gx_volume *v)
{
	uint64_t from = (v->header_size + (uint64_t)7) & ~(uint64_t)7;
	struct gx_span first = gx_span_tail(n->area.bytes, from);
	struct gx_file f;
	bool paid;

	if (v->files_at == from || !gx_file_is_plausible(first, v) ||
	    gx_file_decode(first, v, &f) != GOPX_OK || f.type == GX_FILE_PAD ||
	    ((from + f.size + 7) & ~(uint64_t)7) == v->files_at)
		return GOPX_OK;
	GX_TRY(gx_walk_pay(w, n, GX_COST_BYTES, gx_span_head(first, f.size).len, &paid));
	if (!paid || !gx_walk_believes_file(first, v))
		return GOPX_OK;
	v->has_name = false;
	v->files_at = from;
	return gx_walk_diag(w, n, gx_area_offset(n->area), GOPX_WARNING, GOPX_E_CORRUPT,
			    "ffs.volume.ext-header",
			    "files start before the stated end of the extended header");
}

static enum gopx_status expand_volume(struct gx_walk *w, struct gx_node *n)
{
	struct gx_volume v;
	uint64_t off, stated;
	bool left;

	GX_TRY(decode(n->area.bytes, &v, &stated));
	n->subtype = v.filesystem_name;
	n->detail = v.nvram;
	n->body = gx_area_tail(n->area, v.header_size);
	GX_TRY(check_front(w, n, &v));
	off = v.files_at;
	GX_TRY(gx_walk_set_guid(w, n, v.has_name ? &v.name : &v.filesystem_guid));
	GX_TRY(check_header(w, n, &v, stated));
	/* A volume with an unknown file system may still contain FFS files.  The first
	 * file shows this. */
	if (v.filesystem == GX_FS_UNKNOWN &&
	    !gx_file_is_plausible(gx_span_tail(n->area.bytes, off), &v))
		return gx_walk_recognise(w, n, n->body);
	GX_TRY(gx_walk_pay(w, n, GX_COST_FILES, n->area.bytes.len, &left));
	while (left && off < n->area.bytes.len && !w->full)
		GX_TRY(next_file(w, n, &v, &off));
	return GOPX_OK;
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
