/* SPDX-License-Identifier: BSD-2-Clause */
/* search.c - gopx_search() and its results */
#include "api/image.h"

#include "find/hits.h"

#define DEFAULT_MAX_HITS 65536

/* Equal streams are unpacked once, and searched at each of their places. */
#define WORK_BASE     ((uint64_t)256 << 20)
#define WORK_PER_BYTE 4

struct gopx_search {
	struct gx_arena arena; /* holds everything else, including this struct */
	struct gopx_hit *hits;
	size_t count;
	bool complete;
};

const char *gopx_pattern_error(enum gopx_pattern_kind kind, const char *pattern)
{
	struct gx_search_pattern parsed;

	return gx_pattern_parse(kind, pattern, &parsed);
}

static struct gopx_hit publish_hit(const struct gx_hit *hit)
{
	const struct gx_node *n = hit->node;
	struct gx_address at = gx_address_of(hit->area);
	bool no_body = n->body.bytes.len == 0;

	return (struct gopx_hit){
		.node = gx_node_public(n),
		.space = gx_node_public(hit->area.space->owner),
		.offset = at.offset,
		.inner_offset = at.inner_offset,
		.size = hit->area.bytes.len,
		.packed = at.packed,
		.utf16 = hit->utf16,
		.header = n->area.space == hit->area.space &&
			  (no_body || at.inner_offset < gx_area_offset(n->body)),
	};
}

static enum gopx_status find_hits(struct gopx_search *search, const struct gx_walk *w,
				  const struct gx_search_pattern *pattern,
				  size_t max_hits)
{
	uint64_t bytes = w->root->area.bytes.len + w->unpacked;
	struct gx_hits found = {
		.arena = &search->arena,
		.max = max_hits ? max_hits : DEFAULT_MAX_HITS,
		.work = w->limits.max_work ? w->limits.max_work
					   : WORK_BASE + bytes * WORK_PER_BYTE,
	};

	GX_TRY(gx_hits_find(w, pattern, &found));
	search->hits = gx_arena_array(&search->arena, found.count, sizeof(*search->hits));
	if (!search->hits)
		return GOPX_E_NOMEM;
	for (size_t i = 0; i < found.count; i++)
		search->hits[i] = publish_hit(&found.items[i]);
	search->count = found.count;
	search->complete = found.complete;
	return GOPX_OK;
}

enum gopx_status gopx_search(const struct gopx_image *image, enum gopx_pattern_kind kind,
			     const char *pattern, size_t max_hits,
			     struct gopx_search **out)
{
	struct gx_search_pattern parsed;
	struct gopx_search *made;
	struct gx_arena arena;

	*out = NULL;
	if (gx_pattern_parse(kind, pattern, &parsed))
		return GOPX_E_ARGUMENT;
	gx_arena_init(&arena, &image->arena.allocator);
	made = gx_arena_alloc(&arena, sizeof(*made));
	if (!made)
		return GOPX_E_NOMEM;
	made->arena = arena;
	if (find_hits(made, &image->walk, &parsed, max_hits) != GOPX_OK) {
		gopx_search_free(made);
		return GOPX_E_NOMEM;
	}
	*out = made;
	return GOPX_OK;
}

void gopx_search_free(struct gopx_search *search)
{
	struct gx_arena arena;

	if (!search)
		return;
	/* The search is in the arena, so free a copy of the arena. */
	arena = search->arena;
	gx_arena_fini(&arena);
}

bool gopx_search_complete(const struct gopx_search *search)
{
	return search->complete;
}

size_t gopx_search_count(const struct gopx_search *search)
{
	return search->count;
}

const struct gopx_hit *gopx_search_at(const struct gopx_search *search, size_t index)
{
	return index < search->count ? &search->hits[index] : NULL;
}
