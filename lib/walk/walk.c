/* SPDX-License-Identifier: BSD-2-Clause */
/* walk.c - the worklist, and the functions that add to the tree */
#include "walk/walk.h"

#include <assert.h>
#include <string.h>

#include "base/checked.h"
#include "walk/kind.h"

const struct gx_node *gx_node_following(const struct gx_node *n)
{
	if (n->child)
		return n->child;
	while (n && !n->next)
		n = n->parent;
	return n ? n->next : NULL;
}

enum gopx_status gx_walk_diag(struct gx_walk *w, struct gx_node *n, uint64_t offset,
			      enum gopx_severity severity, enum gopx_status status,
			      const char *code, const char *format, ...)
{
	struct gx_diag diag = { severity, status, code, NULL, n, offset };
	enum gopx_status result;
	va_list args;

	if (severity == GOPX_DAMAGE)
		n->damaged = true;
	va_start(args, format);
	result = gx_diags_add(&w->diags, w->arena, &diag, format, args);
	va_end(args);
	return result;
}

enum gopx_status gx_walk_limit(struct gx_walk *w, struct gx_node *n, const char *code,
			       const char *what)
{
	/* The root never exceeds a limit, so there is a node. */
	assert(n);
	w->complete = false;
	/* A limit that is reached once is reached again and again, so report it only
	 * once. */
	for (size_t i = 0; i < w->diags.count; i++) {
		if (w->diags.items[i].code == code)
			return GOPX_OK;
	}
	return gx_walk_diag(w, n, gx_area_offset(n->area), GOPX_WARNING, GOPX_E_LIMIT,
			    code, "%s", what);
}

/* Add a child at the end, or after the sibling from which the walk continues. */
static void add_child(struct gx_walk *w, struct gx_node *parent, struct gx_node *n)
{
	bool goes_on = w->insert_after && w->insert_after->parent == parent;
	struct gx_node *before = goes_on ? w->insert_after : parent->last_child;

	if (before) {
		n->next = before->next;
		before->next = n;
	} else {
		parent->child = n;
	}
	if (before == parent->last_child)
		parent->last_child = n;
	if (goes_on)
		w->insert_after = n;
}

static void enqueue(struct gx_walk *w, struct gx_node *n)
{
	if (w->last_pending)
		w->last_pending->next_pending = n;
	else
		w->pending = n;
	w->last_pending = n;
}

enum gopx_status gx_walk_add(struct gx_walk *w, struct gx_node *parent,
			     const struct gx_kind *kind, struct gx_area area,
			     struct gx_node **out)
{
	struct gx_node *n;

	*out = NULL;
	if (parent && parent->depth >= w->limits.max_depth)
		return gx_walk_limit(w, parent, "limit.depth", "too deeply nested");
	if (w->nodes >= w->limits.max_nodes) {
		w->full = true;
		return gx_walk_limit(w, w->root, "limit.nodes", "too many pieces");
	}
	n = gx_arena_alloc(w->arena, sizeof(*n));
	if (!n)
		return GOPX_E_NOMEM;
	n->kind = kind;
	n->parent = parent;
	n->area = n->body = area;
	n->depth = parent ? parent->depth + 1 : 0;
	n->firmware = kind->firmware || (parent && parent->firmware);
	if (parent)
		add_child(w, parent, n);
	if (kind->expand)
		enqueue(w, n);
	w->nodes++;
	*out = n;
	return GOPX_OK;
}

enum gopx_status gx_walk_set_guid(struct gx_walk *w, struct gx_node *n,
				  const struct gx_guid *guid)
{
	char text[GX_GUID_TEXT_SIZE];

	gx_guid_format(guid, text);
	n->has_guid = true;
	n->guid = *guid;
	n->guid_text = gx_arena_string(w->arena, text, GX_GUID_TEXT_SIZE - 1);
	return n->guid_text ? GOPX_OK : GOPX_E_NOMEM;
}

/* ---- content ------------------------------------------------------------- */

enum gopx_status gx_walk_rest(struct gx_walk *w, struct gx_node *parent,
			      struct gx_area area)
{
	bool blank = gx_span_is_filled(area.bytes, 0xff) ||
		     gx_span_is_filled(area.bytes, 0);
	struct gx_node *n;

	if (area.bytes.len == 0)
		return GOPX_OK;
	return gx_walk_add(w, parent, blank ? &gx_kind_padding : &gx_kind_raw, area, &n);
}

/* ---- expansion ----------------------------------------------------------- */

static const char too_much[] = "unpacks to more than the limits allow";

enum gopx_status gx_walk_too_large(struct gx_walk *w, struct gx_node *n, uint64_t packed,
				   uint64_t room)
{
	if (room < gx_unpack_ratio_limit(packed, w->limits.max_ratio))
		return gx_walk_limit(w, n, "limit.unpacked", too_much);
	return gx_walk_limit(w, n, "limit.ratio",
			     "unpacks to more times its size than the limits allow");
}

enum gopx_status gx_walk_buffer(struct gx_walk *w, struct gx_node *n, uint64_t size,
				uint8_t **out)
{
	*out = NULL;
	if (size > w->limits.max_unpacked - w->unpacked || size > SIZE_MAX)
		return gx_walk_limit(w, n, "limit.unpacked", too_much);
	*out = gx_arena_buffer(w->arena, (size_t)size);
	if (!*out)
		return GOPX_E_NOMEM;
	memset(*out, 0, (size_t)size);
	w->unpacked += size;
	return GOPX_OK;
}

enum gopx_status gx_walk_space(struct gx_walk *w, const struct gx_node *owner,
			       struct gx_span bytes, struct gx_area *out)
{
	struct gx_space *space = gx_arena_alloc(w->arena, sizeof(*space));

	if (!space)
		return GOPX_E_NOMEM;
	*space = (struct gx_space){ .bytes = bytes, .owner = owner };
	*out = (struct gx_area){ space, bytes };
	return owner ? gx_view_find(space, w->arena) : GOPX_OK;
}

enum gopx_status gx_walk_join_area(struct gx_walk *w, struct gx_node *n, uint64_t size,
				   uint8_t gap, struct gx_piece *pieces, size_t count,
				   struct gx_area *out)
{
	struct gx_space *space = gx_arena_alloc(w->arena, sizeof(*space));
	uint8_t *joined;

	if (!space)
		return GOPX_E_NOMEM;
	GX_TRY(gx_walk_buffer(w, n, size, &joined));
	if (!joined)
		return GOPX_OK;
	memset(joined, gap, (size_t)size);
	for (size_t i = 0; i < count; i++) {
		struct gx_span from;

		if (!gx_span_sub(n->area.space->bytes, pieces[i].base_at, pieces[i].size,
				 &from) ||
		    pieces[i].at > size || from.len > size - pieces[i].at)
			return GOPX_E_INTERNAL;
		gx_span_copy(from, joined + pieces[i].at);
	}
	*space = (struct gx_space){ .bytes = gx_span(joined, (size_t)size), .owner = n };
	gx_view_set(space, n->area.space, pieces, count);
	*out = (struct gx_area){ space, space->bytes };
	return GOPX_OK;
}

enum gopx_status gx_walk_join(struct gx_walk *w, struct gx_node *n, uint64_t size,
			      uint8_t gap, struct gx_piece *pieces, size_t count)
{
	return gx_walk_join_area(w, n, size, gap, pieces, count, &n->content);
}

enum gopx_status gx_walk_own(struct gx_walk *w, struct gx_node *n, struct gx_span bytes)
{
	return gx_walk_space(w, n, bytes, &n->content);
}

static uint64_t packed_by(const struct gx_unpack *job)
{
	uint64_t most = 0;

	for (size_t i = 0; i < job->count; i++) {
		if (job->attempts[i].packed.len > most)
			most = job->attempts[i].packed.len;
	}
	return most;
}

static enum gopx_status report_unpack(struct gx_walk *w, struct gx_node *n,
				      const struct gx_unpack *job)
{
	const char *codec = gx_codec(job->codec)->name;

	if (job->status == GOPX_OK)
		return GOPX_OK;
	n->closed = true;
	if (job->status == GOPX_E_LIMIT)
		return gx_walk_too_large(w, n, packed_by(job), job->room);
	if (job->status == GOPX_E_UNSUPPORTED)
		return gx_walk_note(w, n, "codec.unsupported",
				    "%s with parameters that gopx cannot unpack: "
				    "UEFIExtract may unpack it; then scan the result",
				    codec);
	return gx_walk_diag(w, n, gx_area_offset(n->body), GOPX_DAMAGE, job->status,
			    "codec.damaged", "%s: %s after 0x%zx bytes", codec,
			    job->status == GOPX_E_TRUNCATED ? "input ends" : "fault",
			    job->unpacked.len);
}

/* One level of the tree: its nodes, and a job for each packed one. */
struct level {
	struct gx_node *nodes; /* linked by next_pending */
	struct gx_unpack *jobs;
	struct gx_node **packed; /* the node of each job */
	size_t count;            /* number of jobs */
};

/*
 * Count the work for expanding each node.  A node is not opened if its work exceeds the
 * rest of the limit.  Nested pieces share bytes, and these bytes are counted for each
 * piece.
 */
static enum gopx_status afford_level(struct gx_walk *w, struct level *level)
{
	struct gx_node **link = &level->nodes;

	while (*link) {
		struct gx_node *n = *link;
		bool left;

		GX_TRY(gx_walk_pay(w, n, n->kind->cost, n->area.bytes.len, &left));
		if (left)
			link = &n->next_pending;
		else
			*link = n->next_pending;
	}
	return GOPX_OK;
}

static bool reads_as_sections(struct gx_span unpacked)
{
	uint64_t looked = 0;

	return gx_walk_reads_as_sections(unpacked, &looked);
}

/* Count the work for the plan and the attempts.  No attempt is made if this work exceeds
 * the rest of the limit. */
static enum gopx_status afford_job(struct gx_walk *w, struct gx_node *n,
				   struct gx_unpack *job)
{
	uint64_t packed = 0;
	bool left;

	/* The sum cannot overflow: spans are in memory. */
	for (size_t i = 0; i < job->count; i++)
		packed += job->attempts[i].packed.len;
	gx_walk_charge(w, GX_COST_BYTES, job->looked);
	GX_TRY(gx_walk_pay(w, n, GX_COST_STREAM, packed, &left));
	if (!left) {
		n->closed = job->count > 0;
		job->count = 0;
	}
	return GOPX_OK;
}

static enum gopx_status plan_level(struct gx_walk *w, struct level *level)
{
	size_t nodes = 0;

	for (const struct gx_node *n = level->nodes; n && !w->full; n = n->next_pending)
		nodes += n->kind->plan != NULL;
	level->jobs = gx_arena_array(w->arena, nodes, sizeof(*level->jobs));
	level->packed = gx_arena_array(w->arena, nodes, sizeof(struct gx_node *));
	if (!level->jobs || !level->packed)
		return GOPX_E_NOMEM;
	for (struct gx_node *n = level->nodes; n && nodes; n = n->next_pending) {
		struct gx_unpack *job = &level->jobs[level->count];

		if (!n->kind->plan)
			continue;
		*job = (struct gx_unpack){ .accept = reads_as_sections };
		n->kind->plan(n, job);
		GX_TRY(afford_job(w, n, job));
		if (job->count)
			level->packed[level->count++] = n;
	}
	return GOPX_OK;
}

/*
 * Most false streams fail at once.  So return the work that was counted for the bytes
 * that were not read.  But the work of the hash over these bytes stays counted.
 */
static void give_back_work(struct gx_walk *w, const struct gx_unpack *job)
{
	for (size_t i = 0; i < job->count; i++) {
		uint64_t len = job->attempts[i].packed.len;
		uint64_t unread = len - gx_min_u64(len, job->used);

		gx_walk_refund(w, GX_COST_STREAM, unread);
		gx_walk_charge(w, GX_COST_GUESS, unread);
	}
}

static enum gopx_status unpack_level(struct gx_walk *w, struct level *level)
{
	struct gx_stream_limits limits = { w->limits.max_ratio,
					   w->limits.max_unpacked - w->unpacked,
					   w->limits.threads };
	uint64_t unpacked;

	GX_TRY(gx_streams_run(&w->streams, w->arena, level->jobs, level->count, &limits,
			      &unpacked));
	w->unpacked += unpacked;
	for (size_t i = 0; i < level->count; i++) {
		const struct gx_unpack *job = &level->jobs[i];
		struct gx_node *n = level->packed[i];

		if (gx_unpack_is_wrong(job)) {
			give_back_work(w, job);
			continue;
		}
		GX_TRY(report_unpack(w, n, job));
		n->packed_size = job->used;
		if (job->unpacked.len == 0)
			continue;
		n->subtype = n->codec = gx_codec(job->codec)->name;
		GX_TRY(gx_walk_own(w, n, job->unpacked));
	}
	return GOPX_OK;
}

static enum gopx_status walk_level(struct gx_walk *w)
{
	struct level level = { .nodes = w->pending };
	bool report;

	w->pending = w->last_pending = NULL;
	GX_TRY(afford_level(w, &level));
	GX_TRY(plan_level(w, &level));
	report = gx_unneeded_pays(w, level.jobs, level.count);
	GX_TRY(report ? gx_unneeded_report(w, level.nodes) : GOPX_OK);
	GX_TRY(unpack_level(w, &level));
	for (struct gx_node *n = level.nodes; n; n = n->next_pending) {
		if (!n->taken)
			GX_TRY(n->kind->expand(w, n));
	}
	return report ? gx_unneeded_report(w, w->pending) : GOPX_OK;
}

enum gopx_status gx_walk_run(struct gx_walk *w, struct gx_span input)
{
	struct gx_area area;

	GX_TRY(gx_walk_space(w, NULL, input, &area));
	w->complete = true;
	GX_TRY(gx_walk_add(w, NULL, &gx_kind_image, area, &w->root));
	assert(w->root);
	while (w->pending)
		GX_TRY(walk_level(w));
	return GOPX_OK;
}
