/* SPDX-License-Identifier: BSD-2-Clause */
/* recognise.c - recognise kinds by their bytes, anywhere in an area */
#include <assert.h>
#include <string.h>

#include "base/checked.h"
#include "base/matcher.h"
#include "walk/kind.h"
#include "walk/walk.h"

struct gx_magics {
	struct gx_pattern patterns[GX_MATCHER_MAX];
	const struct gx_kind *kinds[GX_MATCHER_MAX];
	/* The next pattern with the same bytes; after the last one, 'count'. */
	size_t next[GX_MATCHER_MAX];
	size_t count;
	struct gx_matcher matcher;
};

/* The magics of a kind, in order; NULL after the last. */
static const char *magic_of(const struct gx_kind *kind, size_t i)
{
	if (i == 0)
		return kind->magic;
	return kind->more_magic ? kind->more_magic(i - 1) : NULL;
}

static void add_magic(struct gx_magics *set, const struct gx_kind *kind,
		      const char *magic)
{
	assert(set->count < GX_MATCHER_MAX);
	set->patterns[set->count] = (struct gx_pattern){ magic, kind->magic_len };
	set->kinds[set->count++] = kind;
}

static bool is_same(const struct gx_pattern *a, const struct gx_pattern *b)
{
	return a->len == b->len && memcmp(a->bytes, b->bytes, a->len) == 0;
}

/* The next pattern that has the same bytes as pattern 'which'. */
static size_t next_same(const struct gx_magics *set, size_t which)
{
	size_t i = which + 1;

	while (i < set->count && !is_same(&set->patterns[i], &set->patterns[which]))
		i++;
	return i;
}

/* The magics of all kinds, collected once for each walk; NULL: no memory. */
static const struct gx_magics *magics(struct gx_walk *w)
{
	struct gx_magics *set = w->magics ? NULL : gx_arena_alloc(w->arena, sizeof(*set));

	if (!set)
		return w->magics;
	for (size_t i = 0; gx_kinds[i]; i++) {
		for (size_t j = 0; magic_of(gx_kinds[i], j); j++)
			add_magic(set, gx_kinds[i], magic_of(gx_kinds[i], j));
	}
	for (size_t i = 0; i < set->count; i++)
		set->next[i] = next_same(set, i);
	gx_matcher_init(&set->matcher, set->patterns, set->count);
	return w->magics = set;
}

bool gx_walk_probe(struct gx_walk *w, const struct gx_kind *kind, struct gx_span at,
		   uint64_t *size)
{
	struct gx_extent extent = { 0 };
	bool found = kind->probe(at, &extent);

	*size = extent.size;
	gx_walk_charge(w, GX_COST_PROBE, gx_min_u64(extent.looked, at.len));
	return found && extent.size > 0;
}

/* Packages do not occur inside firmware: see kind.h. */
static bool is_wanted(const struct gx_kind *kind, const struct gx_node *parent)
{
	return !kind->package || !parent->firmware;
}

static bool is_in_nvram(const struct gx_node *n)
{
	while (n && n->kind != &gx_kind_volume)
		n = n->parent;
	return n && n->detail != 0;
}

/*
 * Code that makes volumes contains header templates.  So a piece that extends past its
 * container may be such a template; then the function returns false.  Apple's drivers for
 * variables have the header of an NVRAM volume in their data, and copy this header into
 * such volumes (iMac4,1 and 4,2, MacBookPro2,1).  A piece at the start of a section,
 * however, is genuine.  At the end of the input, or of the unpacked bytes of a damaged
 * stream, a genuine piece may be cut off.
 */
static bool is_cut_off(const struct gx_node *parent, struct gx_area area, uint64_t off)
{
	const struct gx_space *space = area.space;

	if (is_in_nvram(parent))
		return false;
	if (gx_area_offset(area) + area.bytes.len == space->bytes.len &&
	    (!space->owner || space->owner->damaged))
		return true;
	return parent->kind != &gx_kind_pe && parent->kind != &gx_kind_te &&
	       (parent->kind != &gx_kind_section || off == 0);
}

/* A driver may have headers in its data.  If such a driver is at the end of the input,
 * nothing is missing. */
static bool is_missing(const struct gx_node *n)
{
	const struct gx_kind *around = n->parent->kind;

	return around != &gx_kind_pe && around != &gx_kind_te && !n->area.space->owner &&
	       gx_area_offset(n->area) + n->area.bytes.len == n->area.space->bytes.len;
}

static enum gopx_status say_truncated(struct gx_walk *w, struct gx_node *n, uint64_t size,
				      size_t present, bool cut_off)
{
	w->missing = w->missing || (cut_off && is_missing(n));
	return gx_walk_diag(w, n, gx_area_offset(n->area),
			    cut_off ? GOPX_DAMAGE : GOPX_NOTE, GOPX_E_TRUNCATED,
			    "truncated", "%s of 0x%llx bytes, only 0x%zx are there",
			    n->kind->type, (unsigned long long)size, present);
}

/* Add a node of this kind at 'off' if the kind's probe accepts the bytes.  Then *end is
 * the end of the node. */
static enum gopx_status probe_at(struct gx_walk *w, struct gx_node *parent,
				 const struct gx_kind *kind, struct gx_area area,
				 uint64_t off, uint64_t *end)
{
	struct gx_area at = gx_area_tail(area, off);
	struct gx_area piece;
	struct gx_node *n;
	uint64_t size;

	*end = off;
	if (!gx_walk_probe(w, kind, at.bytes, &size))
		return GOPX_OK;
	piece = gx_area_head(at, size);
	*end = off + piece.bytes.len;
	GX_TRY(gx_walk_add(w, parent, kind, piece, &n));
	if (!n || size == piece.bytes.len)
		return GOPX_OK;
	if (kind->cut_off)
		GX_TRY(kind->cut_off(w, n));
	return say_truncated(w, n, size, piece.bytes.len, is_cut_off(parent, area, off));
}

/* Probe all kinds whose magic was found at 'at', until one accepts it. */
static enum gopx_status probe_magic(struct gx_walk *w, struct gx_node *parent,
				    const struct gx_magics *set, size_t which,
				    struct gx_area area, uint64_t covered, uint64_t at,
				    uint64_t *end)
{
	*end = 0;
	for (size_t i = which; i < set->count && *end <= at; i = set->next[i]) {
		const struct gx_kind *kind = set->kinds[i];

		if (!is_wanted(kind, parent) || at < covered + kind->magic_at)
			continue;
		GX_TRY(probe_at(w, parent, kind, area, at - kind->magic_at, end));
	}
	return GOPX_OK;
}

/* A kind with magic is probed only where its magic was found. */
static bool may_start(const struct gx_kind *kind, struct gx_span at)
{
	const char *magic;

	for (size_t i = 0; (magic = magic_of(kind, i)); i++) {
		if (gx_span_starts(gx_span_tail(at, kind->magic_at), magic,
				   kind->magic_len))
			return true;
	}
	return !kind->magic;
}

/*
 * Kinds without magic are probed only at the start of an area, in the order of the table.
 * If a kind with magic is before them in the table and accepts the area, the search adds
 * the piece.
 */
static enum gopx_status probe_start(struct gx_walk *w, struct gx_node *parent,
				    struct gx_area area, uint64_t *end)
{
	uint64_t size;

	*end = 0;
	for (size_t i = 0; gx_kinds[i] && *end == 0; i++) {
		const struct gx_kind *kind = gx_kinds[i];

		if (!is_wanted(kind, parent) || !may_start(kind, area.bytes) ||
		    !gx_walk_probe(w, kind, area.bytes, &size))
			continue;
		if (kind->magic)
			break;
		/*
		 * A piece can be cut off only at the end of the input.  Elsewhere its
		 * header is false: flash utilities contain headers of capsules without
		 * their bodies.
		 */
		if (parent == w->root || size <= area.bytes.len)
			GX_TRY(probe_at(w, parent, kind, area, 0, end));
	}
	return GOPX_OK;
}

/*
 * Search [from, to) of the area for a file without a volume.  Executables are not
 * searched, because they are long and contain no such files.
 */
static uint64_t next_file(struct gx_walk *w, const struct gx_node *parent,
			  struct gx_area area, uint64_t from, uint64_t to)
{
	struct gx_area content = gx_node_content(parent);
	uint64_t base = content.space == area.space
			    ? gx_area_offset(area) - gx_area_offset(content)
			    : 0;

	if (parent->kind == &gx_kind_pe || parent->kind == &gx_kind_te)
		return to;
	/* Files are 8-aligned in their container. */
	return gx_walk_find_file(w, area.bytes, from + (8 - (base + from) % 8) % 8, to);
}

/* How far an area was searched for pieces. */
struct recognition {
	const struct gx_magics *set;
	struct gx_node *parent;
	struct gx_area area;
	size_t at;
	size_t magic, which; /* place and index of the next magic; unknown if 'magic' is
				less than 'at' */
	uint64_t covered;    /* end of the last piece that was found */
	uint64_t zlib;       /* no zlib stream starts before this place */
};

/* Find the next magic from s->at on, unless it is known; *left is false if no work is
 * left. */
static enum gopx_status find_magic(struct gx_walk *w, struct recognition *s, bool *left)
{
	*left = true;
	if (s->magic >= s->at || s->at >= s->area.bytes.len)
		return GOPX_OK;
	s->magic = gx_matcher_next(&s->set->matcher, s->area.bytes, s->at, &s->which);
	/* Count only the bytes before the next magic.  The bytes of the piece are counted
	 * later. */
	return gx_walk_pay(w, s->parent, GX_COST_BYTES, s->magic - s->at, left);
}

/*
 * Add the zlib stream before 'to', if there is one.  Then *end is the end of the stream.
 */
static enum gopx_status take_zlib(struct gx_walk *w, struct recognition *s, uint64_t to,
				  uint64_t *end)
{
	uint64_t from = s->at > s->zlib ? s->at : s->zlib;
	struct gx_zlib_place found;
	struct gx_node *n;

	*end = 0;
	if (from >= to || !gx_walk_wants_zlib(w, s->parent))
		return GOPX_OK;
	GX_TRY(gx_walk_find_zlib(w, s->parent, s->area.bytes, from, to, &found));
	s->zlib = found.at;
	if (found.at >= to)
		return GOPX_OK;
	*end = found.at + found.size;
	return gx_walk_add(w, s->parent, &gx_kind_zlib,
			   gx_area_head(gx_area_tail(s->area, found.at), found.size), &n);
}

/*
 * Add the next piece: a file outside of volumes, a zlib stream, or the piece with the
 * magic.
 */
static enum gopx_status take_next(struct gx_walk *w, struct recognition *s)
{
	uint64_t file = next_file(w, s->parent, s->area, s->at, s->magic);
	uint64_t end = 0;

	GX_TRY(take_zlib(w, s, file, &end));
	if (end) {
		s->at = (size_t)(s->covered = end);
		return GOPX_OK;
	}
	s->at = (size_t)file;
	if (file < s->magic)
		GX_TRY(probe_at(w, s->parent, &gx_kind_file_lost, s->area, file, &end));
	else if (file < s->area.bytes.len)
		GX_TRY(probe_magic(w, s->parent, s->set, s->which, s->area, s->covered,
				   file, &end));
	if (end > file)
		s->at = (size_t)(s->covered = end);
	else
		s->at++;
	return GOPX_OK;
}

enum gopx_status gx_walk_recognise(struct gx_walk *w, struct gx_node *parent,
				   struct gx_area area)
{
	struct recognition s = { .set = magics(w), .parent = parent, .area = area };
	bool left;

	if (!s.set)
		return GOPX_E_NOMEM;
	GX_TRY(gx_walk_may_go_on(w, parent, &left));
	if (!left)
		return GOPX_OK;
	GX_TRY(probe_start(w, parent, area, &s.covered));
	s.at = (size_t)s.covered;
	s.magic = gx_matcher_next(&s.set->matcher, area.bytes, s.at, &s.which);
	GX_TRY(gx_walk_pay(w, parent, GX_COST_BYTES, s.magic - s.at, &left));
	while (left && s.at < area.bytes.len && !w->full) {
		GX_TRY(take_next(w, &s));
		GX_TRY(find_magic(w, &s, &left));
	}
	return GOPX_OK;
}

enum gopx_status gx_walk_give_back(struct gx_walk *w, struct gx_node *n, uint64_t used)
{
	struct gx_area rest = gx_area_tail(n->area, used);

	n->area = n->body = gx_area_head(n->area, used);
	return rest.bytes.len ? gx_walk_recognise_after(w, n, rest) : GOPX_OK;
}

/*
 * Pieces that begin in the bytes of n may extend past its end, so continue the search up
 * to the next piece.
 */
enum gopx_status gx_walk_give_up(struct gx_walk *w, struct gx_node *n)
{
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
	n->detail = 0;
	n->area = n->body = gx_area_head(n->area, 1);
	return gx_walk_recognise_after(w, n, gx_area_tail(rest, 1));
}

enum gopx_status gx_walk_recognise_after(struct gx_walk *w, struct gx_node *n,
					 struct gx_area area)
{
	enum gopx_status status;

	w->insert_after = n;
	status = gx_walk_recognise(w, n->parent, area);
	w->insert_after = NULL;
	return status;
}
