/* SPDX-License-Identifier: BSD-2-Clause */
/* sections.c - streams of sections, and bytes that only look like sections */
#include "format/pe/pe.h"
#include "format/pi/section_stream.h"
#include "walk/kind.h"
#include "walk/walk.h"

static enum gopx_status describe(struct gx_walk *w, struct gx_node *n,
				 const struct gx_section *s)
{
	n->detail = s->type;
	/* An unpacked section keeps its compression as the subtype, which says more than
	 * the type. */
	if (!n->codec)
		n->subtype = gx_section_type_name(s->type);
	n->body = gx_area_tail(n->area, s->header_size);
	return s->has_guid ? gx_walk_set_guid(w, n, &s->guid) : GOPX_OK;
}

enum gopx_status gx_walk_describe_section(struct gx_walk *w, struct gx_node *n)
{
	struct gx_section s;

	GX_TRY(gx_section_decode(n->area.bytes, &s));
	return describe(w, n, &s);
}

/* A section that covers 'area'. */
static enum gopx_status add_section(struct gx_walk *w, struct gx_node *parent,
				    const struct gx_section *s, struct gx_area area)
{
	struct gx_node *n;

	GX_TRY(gx_walk_add(w, parent, &gx_kind_section, area, &n));
	if (!n)
		return GOPX_OK;
	GX_TRY(describe(w, n, s));
	/* A size of FFFFFF without the extended size is not a header: these bytes
	 * belong to the body. */
	if (s->size > area.bytes.len && s->header_size == GX_SECTION_EXTENDED_HEADER)
		n->body = gx_area_tail(n->area, GX_SECTION_HEADER);
	if (s->size == area.bytes.len)
		return GOPX_OK;
	return gx_walk_diag(w, n, gx_area_offset(n->area), GOPX_DAMAGE,
			    s->size > area.bytes.len ? GOPX_E_TRUNCATED : GOPX_E_CORRUPT,
			    "ffs.section.size", "stated size 0x%llx, read as 0x%zx",
			    (unsigned long long)s->size, area.bytes.len);
}

/* True if the content states its own end, so that a wrong size of the section does no
 * harm. */
static bool is_packed(const struct gx_section *s)
{
	return s->type == GX_SECTION_COMPRESSION || s->type == GX_SECTION_GUID_DEFINED;
}

/*
 * The size of the sections of undefined types at the start of 's'.  An executable that is
 * not in a section may look like such sections, because its "MZ" can be read as a size.
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

/* A stream that is being read. */
struct stream {
	struct gx_walk *w;
	struct gx_node *parent;
	struct gx_area area;
	uint64_t at;      /* start of the bytes that were not read yet */
	uint64_t end;     /* end of the last section, without alignment */
	uint64_t unknown; /* end of the row of sections with undefined types */
};

/* If fewer bytes than this are left, and the section in them would not fit, they are not
 * a section. */
#define TAIL_MAX 64

static bool is_tail(const struct stream *st, const struct gx_section *s,
		    struct gx_span rest)
{
	return st->at > 0 && s->size > rest.len && rest.len < TAIL_MAX &&
	       !gx_section_is_believable(rest);
}

/*
 * Take the section at st->at; *taken is false if there is none.  A section of an
 * undefined type is accepted if other sections follow.
 */
static enum gopx_status take_section(struct stream *st, bool *taken)
{
	struct gx_area rest = gx_area_tail(st->area, st->at);
	struct gx_section s;
	enum gopx_status status = gx_section_decode(rest.bytes, &s);
	bool whole = status == GOPX_OK;

	if (whole && !gx_section_type_name(s.type) && st->unknown <= st->at) {
		st->unknown = st->at + unknown_run(st->w, rest.bytes);
		whole = st->unknown > st->at;
	}
	*taken = (whole || (status == GOPX_E_CORRUPT && is_packed(&s))) &&
		 !is_tail(st, &s, rest.bytes);
	if (!*taken)
		return GOPX_OK;
	if (whole)
		rest = gx_area_head(rest, s.size);
	st->end = st->at + rest.bytes.len;
	/* The sum cannot overflow: the section is in memory.  The last section has no
	 * padding. */
	st->at = (st->end + 3) & ~(uint64_t)3;
	return add_section(st->w, st->parent, &s, rest);
}

/* True for a section that fits into 's' and has a defined type. */
static bool is_section(struct gx_span at)
{
	struct gx_section s;

	return gx_section_decode(at, &s) == GOPX_OK && gx_section_type_name(s.type) &&
	       s.size <= at.len;
}

/*
 * Find where the stream continues.  This is after the padding, directly after the last
 * section if sections are not aligned, or at the next credible section.
 */
static uint64_t resume_at(struct stream *st)
{
	struct gx_span s = st->area.bytes;
	uint64_t looked = 0;
	uint64_t next = gx_section_stream_behind_blank(s, st->at, &looked);

	if (st->end < st->at && gx_section_is_believable(gx_span_tail(s, st->end)))
		next = st->end;
	else if (next == st->at || !is_section(gx_span_tail(s, next)))
		next = gx_section_stream_next(s, st->at, &looked);
	gx_walk_charge(st->w, GX_COST_BYTES, looked);
	return next;
}

/* Report bytes that are not a section.  They are damage only at the start of a stream. */
static enum gopx_status say_odd(const struct stream *st, struct gx_area odd)
{
	struct gx_section s;

	if (gx_span_is_filled(odd.bytes, 0xff) || gx_span_is_filled(odd.bytes, 0))
		return GOPX_OK;
	if (gx_section_decode(odd.bytes, &s) == GOPX_OK && is_tail(st, &s, odd.bytes) &&
	    gx_section_type_name(s.type))
		return gx_walk_diag(
		    st->w, st->parent, gx_area_offset(odd), GOPX_WARNING,
		    GOPX_E_TRUNCATED, "ffs.section.size",
		    "a section of 0x%llx bytes, or not a section: only 0x%zx are there",
		    (unsigned long long)s.size, odd.bytes.len);
	return gx_walk_diag(st->w, st->parent, gx_area_offset(odd),
			    st->end ? GOPX_WARNING : GOPX_DAMAGE, GOPX_E_CORRUPT,
			    "ffs.section.header", "no valid section header");
}

/* Search the bytes that are not sections. */
static enum gopx_status skip_odd(struct stream *st)
{
	uint64_t next = resume_at(st);
	struct gx_area odd;

	if (next < st->at || !gx_area_sub(st->area, st->at, next - st->at, &odd)) {
		st->at = next;
		return GOPX_OK;
	}
	GX_TRY(say_odd(st, odd));
	st->at = st->end = next;
	return gx_walk_rest(st->w, st->parent, odd);
}

enum gopx_status gx_walk_sections(struct gx_walk *w, struct gx_node *parent,
				  struct gx_area area)
{
	struct stream st = { .w = w, .parent = parent, .area = area };
	bool left = true;

	while (st.at < area.bytes.len && left && !w->full) {
		struct gx_span rest = gx_span_tail(area.bytes, st.at);
		bool taken;

		if (gx_span_is_filled(rest, 0xff) || gx_span_is_filled(rest, 0))
			return GOPX_OK;
		GX_TRY(take_section(&st, &taken));
		if (taken)
			continue;
		GX_TRY(skip_odd(&st));
		/* Sections of unknown types may turn out to be false only after many of
		 * them, so check the limit. */
		GX_TRY(gx_walk_may_go_on(w, parent, &left));
	}
	return GOPX_OK;
}

bool gx_walk_reads_as_sections(struct gx_span s, uint64_t *looked)
{
	return gx_section_stream_is_plausible(s, looked) ||
	       gx_section_stream_starts(s, looked);
}

bool gx_walk_has_sections(struct gx_walk *w, struct gx_span s)
{
	uint64_t looked = 0;
	bool has = gx_walk_reads_as_sections(s, &looked);

	gx_walk_charge(w, GX_COST_BYTES, looked);
	return has;
}

enum gopx_status gx_walk_content(struct gx_walk *w, struct gx_node *parent,
				 struct gx_area area)
{
	if (gx_walk_has_sections(w, area.bytes))
		return gx_walk_sections(w, parent, area);
	return gx_walk_recognise(w, parent, area);
}

/* Code before a volume may look like the start of a stream (QEMU's firmware for ARM). */
static bool has_volume(struct gx_span bytes, uint64_t *looked)
{
	size_t at = gx_span_find(bytes, gx_span("_FVH", 4));

	*looked += at;
	return at < bytes.len;
}

enum gopx_status gx_walk_whole(struct gx_walk *w, struct gx_node *parent,
			       struct gx_area area)
{
	uint64_t looked = 0;
	bool whole = gx_section_stream_is_whole(area.bytes, &looked) ||
		     (gx_section_stream_starts(area.bytes, &looked) &&
		      !has_volume(area.bytes, &looked));

	gx_walk_charge(w, GX_COST_BYTES, looked);
	if (whole)
		return gx_walk_sections(w, parent, area);
	if (gx_walk_is_vbt_alone(w, area.bytes))
		return gx_walk_vbt_alone(w, parent, area, &area);
	return gx_walk_recognise(w, parent, area);
}
