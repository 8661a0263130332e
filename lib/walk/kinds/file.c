/* SPDX-License-Identifier: BSD-2-Clause */
/* file.c - files: those in volumes, single files, and files outside of volumes */
#include "walk/kinds/file.h"

#include "format/pi/ffs_section.h"

/* Report the state of a file that is not in use. */
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

/* Check the checksums; a file with wrong ones can still be read. */
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

/* Decode the header of n, whose end may be missing. */
enum gopx_status gx_walk_describe_file(struct gx_walk *w, struct gx_node *n,
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
				    "ffs.file.size", "stated size 0x%llx, read as 0x%zx",
				    (unsigned long long)f->size, present);
	n->body = gx_area_head(n->body, n->body.bytes.len - f->tail_size);
	return check_sums(w, n, f, v);
}

bool gx_walk_believes_file(struct gx_span at, const struct gx_volume *v)
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

static enum gopx_status expand_file(struct gx_walk *w, struct gx_node *n)
{
	if (n->detail == GX_FILE_PAD || n->detail == GX_FILE_RAW ||
	    n->detail == GX_FILE_ALL)
		return gx_walk_content(w, n, n->body);
	return gx_walk_sections(w, n, n->body);
}

/*
 * The kinds of volumes from which a single file may come.  FFS3 must be before FFS2,
 * because Lenovo's FFS2 files use only the lower half of ExtendedSize.
 */
static const struct gx_volume origins[] = {
	{ .filesystem = GX_FS_FFS3, .revision = 2, .erased = 0xff },
	{ .filesystem = GX_FS_FFS2, .revision = 2, .erased = 0xff },
	{ .filesystem = GX_FS_FFS1, .revision = 1, .erased = 0xff },
	{ .filesystem = GX_FS_FFS3, .revision = 2, .erased = 0 },
	{ .filesystem = GX_FS_FFS2, .revision = 2, .erased = 0 },
	{ .filesystem = GX_FS_FFS1, .revision = 1, .erased = 0 },
};

/* The kind of volume from which a single file comes.  NULL if 'at' does not consist of
 * exactly one file. */
static const struct gx_volume *origin_of(struct gx_span at, struct gx_file *f)
{
	for (size_t i = 0; i < sizeof(origins) / sizeof(origins[0]); i++) {
		if (gx_walk_believes_file(at, &origins[i]) &&
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
	GX_TRY(gx_walk_describe_file(w, n, v, &f));
	return expand_file(w, n);
}

/* ---- files outside of volumes ------------------------------------------ */

/* True for the state of a file in use, in either polarity. */
static bool is_state(uint8_t state)
{
	return state == 0xf8 || state == 0x07;
}

#define STATE_AT 23

/* The kind of volume from which the file at the start of 'at' comes; NULL if the file is
 * not credible or has no sections.  Other files are recognised by their content. */
static const struct gx_volume *lost_origin(struct gx_span at, struct gx_file *f)
{
	for (size_t i = 0; i < sizeof(origins) / sizeof(origins[0]); i++) {
		struct gx_section s;
		struct gx_span body;

		if (!gx_walk_believes_file(at, &origins[i]) ||
		    gx_file_decode(at, &origins[i], f) != GOPX_OK)
			continue;
		body = gx_span_tail(gx_span_head(at, f->size), f->header_size);
		if (gx_section_decode(body, &s) == GOPX_OK && s.size <= body.len &&
		    gx_section_type_name(s.type))
			return &origins[i];
	}
	return NULL;
}

#define BLOCK 4096

/* True if this block, and the bytes of one header after it, are blank.  Then no file
 * starts in the block, because a header is not blank. */
static bool is_blank(struct gx_span s, uint64_t off)
{
	struct gx_span block = gx_span_head(gx_span_tail(s, off),
					    BLOCK + GX_FILE_MIN_HEADER);

	return block.len > BLOCK && gx_span_is_filled(block, gx_span_at(block, 0));
}

/* The search of gx_walk_find_file(), without counting its work. */
static uint64_t find_file(struct gx_walk *w, struct gx_span s, uint64_t from, uint64_t to)
{
	struct gx_file f;
	uint64_t off = from;

	while (off < to && s.len - off > STATE_AT) {
		if (off % BLOCK < 8 && is_blank(s, off)) {
			off += BLOCK;
			continue;
		}
		if (is_state(gx_span_at(s, (size_t)off + STATE_AT))) {
			gx_walk_charge(w, GX_COST_PROBE, 0);
			if (lost_origin(gx_span_tail(s, off), &f))
				return off;
		}
		off += 8;
	}
	return to;
}

uint64_t gx_walk_find_file(struct gx_walk *w, struct gx_span s, uint64_t from,
			   uint64_t to)
{
	uint64_t found = from < to ? find_file(w, s, from, to) : to;

	gx_walk_charge(w, GX_COST_BYTES, from < found ? (found - from) / 8 : 0);
	return found;
}

static bool probe_lost(struct gx_span at, struct gx_extent *out)
{
	struct gx_file f;

	if (!lost_origin(at, &f))
		return false;
	out->size = f.size;
	return true;
}

const struct gx_kind gx_kind_file = { .type = "ffs-file", .expand = expand_file };

/* A file without a volume, as firmware tools save it. */
const struct gx_kind gx_kind_file_alone = { .type = "ffs-file",
					    .firmware = true,
					    .probe = probe_file,
					    .expand = expand_file_alone };

const struct gx_kind gx_kind_file_lost = { .type = "ffs-file",
					   .firmware = true,
					   .probe = probe_lost,
					   .expand = expand_file_alone };
