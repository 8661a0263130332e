/* SPDX-License-Identifier: BSD-2-Clause */
/* sections.c - streams of sections, and what only seems to be one */
#include "format/pi/ffs_section.h"
#include "format/pe/pe.h"
#include "walk/kind.h"
#include "walk/walk.h"

/* A section that covers 'area'. */
static enum gopx_status add_section(struct gx_walk *w, struct gx_node *parent,
				    const struct gx_section *s, struct gx_area area)
{
	struct gx_node *n;

	GX_TRY(gx_walk_add(w, parent, &gx_kind_section, area, &n));
	if (!n)
		return GOPX_OK;
	n->detail = s->type;
	n->subtype = gx_section_type_name(s->type);
	n->body = gx_area_tail(n->area, s->header_size);
	if (s->has_guid)
		GX_TRY(gx_walk_set_guid(w, n, &s->guid));
	/* FFFFFF without a size behind it: what was taken for one is of the body. */
	if (s->size > area.bytes.len && s->header_size == GX_SECTION_EXTENDED_HEADER)
		n->body = gx_area_tail(n->area, GX_SECTION_HEADER);
	if (s->size == area.bytes.len)
		return GOPX_OK;
	return gx_walk_diag(w, n, gx_area_offset(n->area), GOPX_DAMAGE,
			    s->size > area.bytes.len ? GOPX_E_TRUNCATED : GOPX_E_CORRUPT,
			    "ffs.section.size", "size 0x%llx, taken as 0x%zx",
			    (unsigned long long)s->size, area.bytes.len);
}

/* A size that cannot be loses nothing where the content tells its own end. */
static bool is_packed(const struct gx_section *s)
{
	return s->type == GX_SECTION_COMPRESSION || s->type == GX_SECTION_GUID_DEFINED;
}

/*
 * How far sections of types that nobody defined reach.  An executable without a section
 * around it may read as such: with its DOS header stripped, "MZ" is a size of 0x5A4D.
 */
static uint64_t unknown_run(struct gx_walk *w, struct gx_span s)
{
	struct gx_pe pe;
	uint64_t looked = 0, run;

	if (gx_pe_decode(s, &pe) == GOPX_OK)
		return 0;
	run = gx_section_unknown_run(s, &looked);
	gx_walk_charge(w, GX_COST_BYTES, looked);
	return run;
}

/*
 * What the stream goes on with; *used is how far it then is.  A type that nobody defined
 * is believed when other sections follow, as they do for the next *unknown bytes.
 */
static enum gopx_status next_section(struct gx_walk *w, struct gx_node *parent,
				     struct gx_area rest, uint64_t *unknown,
				     uint64_t *used)
{
	struct gx_section s;
	enum gopx_status status = gx_section_decode(rest.bytes, &s);

	*used = rest.bytes.len;
	if (status == GOPX_OK && !gx_section_type_name(s.type) && *unknown == 0) {
		*unknown = unknown_run(w, rest.bytes);
		status = *unknown ? GOPX_OK : GOPX_E_CORRUPT;
	}
	if (status == GOPX_OK || (status == GOPX_E_CORRUPT && is_packed(&s))) {
		/* Cannot wrap: sizes have 32 bits.  Nothing pads the last section. */
		if (status == GOPX_OK && s.size < rest.bytes.len)
			*used = (s.size + 3) & ~(uint64_t)3;
		return add_section(w, parent, &s,
				   status == GOPX_OK ? gx_area_head(rest, s.size) : rest);
	}
	GX_TRY(gx_walk_diag(w, parent, gx_area_offset(rest), GOPX_DAMAGE, status,
			    "ffs.section.header", "no valid section header"));
	return gx_walk_rest(w, parent, rest);
}

enum gopx_status gx_walk_sections(struct gx_walk *w, struct gx_node *parent,
				  struct gx_area area)
{
	uint64_t off = 0, unknown = 0, used;

	while (off < area.bytes.len && !w->full) {
		struct gx_area rest = gx_area_tail(area, off);

		if (gx_span_is_filled(rest.bytes, 0xff) ||
		    gx_span_is_filled(rest.bytes, 0))
			return GOPX_OK;
		GX_TRY(next_section(w, parent, rest, &unknown, &used));
		off += used;
		unknown = unknown > used ? unknown - used : 0;
	}
	return GOPX_OK;
}

bool gx_walk_has_sections(struct gx_walk *w, struct gx_span s)
{
	uint64_t looked = 0;
	bool has = gx_section_stream_is_plausible(s, &looked);

	gx_walk_charge(w, GX_COST_BYTES, looked);
	return has;
}

enum gopx_status gx_walk_content(struct gx_walk *w, struct gx_node *parent,
				 struct gx_area area)
{
	if (gx_walk_has_sections(w, area.bytes))
		return gx_walk_sections(w, parent, area);
	return gx_walk_search(w, parent, area);
}

enum gopx_status gx_walk_whole(struct gx_walk *w, struct gx_node *parent,
			       struct gx_area area)
{
	uint64_t looked = 0;
	bool whole = gx_section_stream_is_whole(area.bytes, &looked);

	gx_walk_charge(w, GX_COST_BYTES, looked);
	if (whole)
		return gx_walk_sections(w, parent, area);
	return gx_walk_search(w, parent, area);
}
