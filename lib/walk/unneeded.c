/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * unneeded.c - which bytes of the input are no longer needed
 *
 * While a large stream is unpacked, the input and the output are in memory.  Most bytes
 * of the input are of no use then: they were searched, or are blank, or belong to the
 * stream and are already unpacked.  A caller that needs only the findings may free them.
 */
#include <limits.h>
#include <string.h>

#include "walk/kind.h"
#include "walk/walk.h"

/*
 * UNIT: bytes are reported in multiples of this size.  LARGE: a packed stream of this
 * size is large.  Smaller streams stay readable, because later streams are compared with
 * them.  SURVEYS: limit of the surveys, because a hostile image may have thousands of
 * large streams, each in a level of its own.  A build for the tests has no such limits:
 * it reports each byte as soon as nothing reads it again.
 */
#ifndef GX_UNNEEDED_EVERY_LEVEL
#define GX_UNNEEDED_EVERY_LEVEL false
#define UNIT                    ((size_t)16 << 10)
#define LARGE                   ((size_t)256 << 10)
#define SURVEYS                 16
#else
#define UNIT    ((size_t)1)
#define LARGE   ((size_t)1)
#define SURVEYS UINT_MAX
#endif

/* The summary and the finders look at the first bytes of any input. */
#define HEAD ((size_t)4096)

struct survey {
	struct gx_span input;
	/* for each unit: number of needed pieces that begin in it, minus number of those
	 * that end in the unit before it */
	uint64_t *change;
	size_t units;
	bool has_volume;
};

static void need(struct survey *s, struct gx_span bytes)
{
	struct gx_span range;
	size_t at;

	if (bytes.len == 0 || !gx_span_locate(s->input, bytes.ptr, bytes.len, &range))
		return;
	at = gx_span_offset(s->input, range);
	s->change[at / UNIT]++;
	s->change[(at + bytes.len - 1) / UNIT + 1]--;
}

static void need_compared(void *survey, struct gx_span packed)
{
	need(survey, packed);
}

/*
 * The expansion of n reads the bytes of n, and may search the bytes after n in its
 * parent.  A volume may even continue after the end of its parent.
 */
static void need_pending(struct survey *s, const struct gx_node *n)
{
	const struct gx_node *around = n->parent ? gx_walk_reach_limit(n) : n;

	need(s, n->area.bytes);
	need(s, gx_node_content(n).bytes);
	need(s, gx_node_content(around).bytes);
}

/* True if the finders read the bytes of n, and the bytes around n in its parent. */
static bool is_for_finders(const struct gx_node *n)
{
	return n->kind == &gx_kind_pe || n->kind == &gx_kind_te ||
	       n->kind == &gx_kind_vbt || n->kind == &gx_kind_opregion || n->note;
}

static void need_for_finders(struct survey *s, const struct gx_walk *w)
{
	for (const struct gx_node *n = w->root; n; n = gx_node_following(n)) {
		s->has_volume |= n->kind == &gx_kind_volume;
		if (!is_for_finders(n))
			continue;
		need(s, n->area.bytes);
		need(s, gx_node_content(n->parent ? n->parent : n).bytes);
	}
}

static void report(const struct survey *s, const struct gx_unneeded *u)
{
	uint64_t needed = 0;
	size_t from = 0;

	for (size_t i = 0; i <= s->units; i++) {
		size_t at = i * UNIT;
		struct gx_span free;

		needed += s->change[i];
		if (i < s->units && !needed)
			continue;
		/* The last unit may be shorter. */
		at = at < s->input.len ? at : s->input.len;
		if (gx_span_sub(s->input, from, at - from, &free) && free.len)
			u->report(u->ctx, free.ptr, free.len);
		from = at + UNIT;
	}
}

bool gx_unneeded_pays(const struct gx_walk *w, const struct gx_unpack *jobs, size_t count)
{
	struct gx_span range;

	if (!w->unneeded.report || w->unneeded.surveys >= SURVEYS)
		return false;
	if (GX_UNNEEDED_EVERY_LEVEL)
		return true;
	for (size_t i = 0; i < count; i++) {
		struct gx_span packed = jobs[i].attempts[0].packed;

		if (packed.len >= LARGE &&
		    gx_span_locate(w->root->area.bytes, packed.ptr, packed.len, &range))
			return true;
	}
	return false;
}

enum gopx_status gx_unneeded_report(struct gx_walk *w, const struct gx_node *pending)
{
	struct survey s = { .input = w->root->area.bytes };
	uint8_t *counts;

	s.units = (s.input.len + UNIT - 1) / UNIT;
	counts = gx_arena_buffer(w->arena, (s.units + 1) * sizeof(*s.change));
	if (!counts)
		return GOPX_E_NOMEM;
	s.change = memset(counts, 0, (s.units + 1) * sizeof(*s.change));
	w->unneeded.surveys++;
	need(&s, gx_span_head(s.input, HEAD));
	for (const struct gx_node *n = pending; n; n = n->next_pending)
		need_pending(&s, n);
	need_for_finders(&s, w);
	/* If there is no volume, the finders search the whole input for the reason. */
	if (s.has_volume) {
		gx_streams_forget(&w->streams, s.input, LARGE);
		gx_streams_compared(&w->streams, need_compared, &s);
		report(&s, &w->unneeded);
	}
	gx_arena_release(w->arena, counts);
	return GOPX_OK;
}
