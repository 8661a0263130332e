/* SPDX-License-Identifier: BSD-2-Clause */
/* streams.c - run jobs on threads, in groups that fit the budget; equal jobs run only
 * once */
#include "walk/streams.h"

#include <string.h>
#include <zlib.h>

#include "base/checked.h"
#include "base/parallel.h"

/* If there is less work than this, one thread finishes it before another one has
 * started. */
#define WORTH_A_THREAD ((uint64_t)256 * 1024)

struct gx_stream {
	uint32_t digest;
	bool forgotten;       /* its packed bytes may be gone */
	struct gx_unpack job; /* the job, with its result */
};

/* ---- equal jobs ------------------------------------------------------------ */

/*
 * Different streams seldom have the same length and the same first bytes, and
 * equal_jobs() compares all bytes.  So the digest of large streams costs nearly nothing.
 */
#define DIGEST_BYTES ((size_t)16 << 10)

static uint32_t digest_of(const struct gx_unpack *job)
{
	const struct gx_attempt *first = &job->attempts[0];
	struct gx_span head = gx_span_head(first->packed, DIGEST_BYTES);
	uint64_t len = first->packed.len;
	uint32_t seed = (uint32_t)crc32_z(first->codec, (const void *)&len, sizeof(len));

	return (uint32_t)crc32_z(seed, head.ptr, head.len);
}

static bool equal_jobs(const struct gx_unpack *a, const struct gx_unpack *b)
{
	if (a->count != b->count || a->accept != b->accept || a->guess != b->guess)
		return false;
	for (size_t i = 0; i < a->count; i++) {
		if (a->attempts[i].codec != b->attempts[i].codec ||
		    !gx_span_equal(a->attempts[i].packed, b->attempts[i].packed))
			return false;
	}
	return true;
}

/*
 * The limit of slots that are compared.  A hostile image may have many streams with the
 * same digest.  Without a limit, each of these would be compared with all before it.  For
 * other streams the limit is enough, because the table is at most half full.
 */
#define PROBES_MAX 64

/*
 * Find the slot of an equal stream, or an empty slot for this job.  Returns false if
 * there is no such slot among PROBES_MAX slots.  Then the job is not remembered, and may
 * be unpacked twice.
 */
static bool find_slot(const struct gx_streams *s, uint32_t digest,
		      const struct gx_unpack *job, size_t *out)
{
	for (size_t i = 0; i < PROBES_MAX; i++) {
		size_t slot = (digest + i) & (s->slot_count - 1);
		const struct gx_stream *item;

		*out = slot;
		if (!s->slots[slot])
			return true;
		item = &s->items[s->slots[slot] - 1];
		if (item->digest == digest && !item->forgotten &&
		    equal_jobs(&item->job, job))
			return true;
	}
	return false;
}

/* Keep the table at most half full; its size is a power of two. */
static enum gopx_status grow_slots(struct gx_streams *s, struct gx_arena *arena)
{
	size_t want = s->slot_count ? s->slot_count : 2 * PROBES_MAX;
	size_t slot;

	while (want / 2 < s->count + 1)
		want *= 2;
	if (want == s->slot_count)
		return GOPX_OK;
	s->slots = gx_arena_array(arena, want, sizeof(*s->slots));
	if (!s->slots)
		return GOPX_E_NOMEM;
	s->slot_count = want;
	for (size_t i = 0; i < s->count; i++) {
		if (!s->items[i].forgotten &&
		    find_slot(s, s->items[i].digest, &s->items[i].job, &slot))
			s->slots[slot] = i + 1;
	}
	return GOPX_OK;
}

/* Find the stream that stands for this job, or add a new one. */
static enum gopx_status enter(struct gx_streams *s, struct gx_arena *arena,
			      const struct gx_unpack *job, size_t *index)
{
	uint32_t digest = digest_of(job);
	struct gx_stream *items;
	size_t slot;
	bool found;

	GX_TRY(grow_slots(s, arena));
	found = find_slot(s, digest, job, &slot);
	if (found && s->slots[slot]) {
		*index = s->slots[slot] - 1;
		return GOPX_OK;
	}
	items = gx_arena_grow(arena, s->items, &s->cap, s->count + 1, sizeof(*items));
	if (!items)
		return GOPX_E_NOMEM;
	s->items = items;
	items[s->count] = (struct gx_stream){ .digest = digest, .job = *job };
	*index = s->count++;
	if (found)
		s->slots[slot] = s->count;
	return GOPX_OK;
}

/* ---- groups ---------------------------------------------------------------- */

struct group {
	struct gx_stream *streams;
	uint64_t *room; /* bytes that each may produce */
	struct gx_arena *arenas;
};

static void run_one(void *ctx, size_t i)
{
	const struct group *g = ctx;

	gx_unpack_run(&g->streams[i].job, &g->arenas[i], g->room[i]);
}

/*
 * The number of streams from 'first' on that fit into the budget together, at least one.
 * A stream counts with the maximum output that its header allows.  So the result does not
 * depend on the order in which the jobs run.  If only one stream fits, it gets the rest
 * of the budget.
 */
static size_t plan_group(const struct gx_streams *s, size_t first, uint64_t budget,
			 uint64_t max_ratio, uint64_t *room)
{
	size_t n = 0;

	for (; first + n < s->count; n++) {
		uint64_t most = gx_unpack_most(&s->items[first + n].job, max_ratio);

		if (most > budget && n > 0)
			break;
		room[n] = gx_min_u64(most, budget);
		budget -= room[n];
	}
	return n;
}

static uint64_t total_of(const uint64_t *room, size_t count)
{
	uint64_t total = 0;

	for (size_t i = 0; i < count; i++)
		total += room[i];
	return total;
}

/* Run the streams from 'first' on that have not run yet. */
static enum gopx_status run_new(struct gx_streams *s, struct gx_arena *arena,
				size_t first, const struct gx_stream_limits *limits,
				uint64_t *unpacked)
{
	size_t left = s->count - first;
	struct group g = { .room = gx_arena_array(arena, left, sizeof(*g.room)),
			   .arenas = gx_arena_array(arena, left, sizeof(*g.arenas)) };

	if (!g.room || !g.arenas)
		return GOPX_E_NOMEM;
	while (first < s->count) {
		size_t n = plan_group(s, first, limits->max_bytes - *unpacked,
				      limits->max_ratio, g.room);
		bool worth = total_of(g.room, n) >= WORTH_A_THREAD;

		g.streams = &s->items[first];
		for (size_t i = 0; i < n; i++)
			gx_arena_init(&g.arenas[i], &arena->allocator);
		gx_parallel(worth ? limits->threads : 1, n, run_one, &g);
		for (size_t i = 0; i < n; i++) {
			gx_arena_merge(arena, &g.arenas[i]);
			*unpacked += g.streams[i].job.unpacked.len;
		}
		first += n;
	}
	return GOPX_OK;
}

enum gopx_status gx_streams_run(struct gx_streams *s, struct gx_arena *arena,
				struct gx_unpack *jobs, size_t count,
				const struct gx_stream_limits *limits, uint64_t *unpacked)
{
	size_t *stream = gx_arena_array(arena, count, sizeof(*stream));
	size_t known = s->count;

	*unpacked = 0;
	if (!stream)
		return GOPX_E_NOMEM;
	for (size_t i = 0; i < count; i++)
		GX_TRY(enter(s, arena, &jobs[i], &stream[i]));
	GX_TRY(run_new(s, arena, known, limits, unpacked));
	for (size_t i = 0; i < count; i++) {
		jobs[i] = s->items[stream[i]].job;
		if (jobs[i].status == GOPX_E_NOMEM)
			return GOPX_E_NOMEM;
	}
	return GOPX_OK;
}

/* ---- packed bytes that may be gone ----------------------------------------- */

static bool has_large(const struct gx_unpack *job, struct gx_span input, size_t large)
{
	struct gx_span range;
	bool has = false;

	for (size_t i = 0; i < job->count && !has; i++) {
		struct gx_span packed = job->attempts[i].packed;

		has = packed.len >= large &&
		      gx_span_locate(input, packed.ptr, packed.len, &range);
	}
	return has;
}

void gx_streams_forget(struct gx_streams *s, struct gx_span input, size_t large)
{
	for (size_t i = 0; i < s->count; i++)
		s->items[i].forgotten |= has_large(&s->items[i].job, input, large);
}

void gx_streams_compared(const struct gx_streams *s,
			 void (*take)(void *ctx, struct gx_span packed), void *ctx)
{
	for (size_t i = 0; i < s->count; i++) {
		const struct gx_unpack *job = &s->items[i].job;

		for (size_t k = 0; k < job->count && !s->items[i].forgotten; k++)
			take(ctx, job->attempts[k].packed);
	}
}
