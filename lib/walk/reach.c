/* SPDX-License-Identifier: BSD-2-Clause */
/* reach.c - volumes that continue after the end of the piece in which they start */
#include "format/pi/ffs_file.h"
#include "format/pi/ffs_volume.h"
#include "walk/kind.h"
#include "walk/walk.h"

static uint64_t end_of(const struct gx_node *n)
{
	/* The sum cannot overflow: both values count bytes in memory. */
	return gx_area_offset(n->area) + n->area.bytes.len;
}

/* True for a piece whose size is also stated in another place. */
static bool holds_others(const struct gx_node *n)
{
	return n->kind == &gx_kind_flash_region || n->kind == &gx_kind_flash_image ||
	       n->kind == &gx_kind_flash_image_start || n->kind == &gx_kind_capsule;
}

/* True for a node without a known kind, which exists only to be searched. */
static bool is_rest(const struct gx_node *n)
{
	return (n->kind == &gx_kind_raw || n->kind == &gx_kind_padding) && !n->child;
}

/*
 * Find how far n may grow into its siblings.  The result is at most 'end'.  It must stop
 * before a sibling that extends past 'end', or whose size is also stated in another
 * place.
 */
static uint64_t room_behind(const struct gx_node *n, uint64_t end)
{
	for (n = n->next; n && gx_area_offset(n->area) < end; n = n->next) {
		if (holds_others(n) || (end_of(n) > end && !is_rest(n)))
			return gx_area_offset(n->area);
	}
	return end;
}

/* Mark a node and all nodes below it as taken. */
static void mark_taken(struct gx_node *top)
{
	for (struct gx_node *n = top; n;) {
		n->taken = true;
		if (n->child) {
			n = n->child;
			continue;
		}
		while (n != top && !n->next)
			n = n->parent;
		n = n == top ? NULL : n->next;
	}
}

/* Take the bytes up to 'end' from the siblings of n that have them. */
static void take_over(struct gx_node *n, uint64_t end)
{
	struct gx_node *next = n->next;

	while (next && end_of(next) <= end) {
		mark_taken(next);
		next = next->next;
	}
	n->next = next;
	if (!next)
		n->parent->last_child = n;
	else if (gx_area_offset(next->area) < end)
		next->area = next->body = gx_area_tail(next->area,
						       end - gx_area_offset(next->area));
}

/* The stated size of a region or capsule may be too small.  So n may grow to the end of
 * the first ancestor that is of another kind. */
static uint64_t find_end(const struct gx_node *n, uint64_t end)
{
	const struct gx_node *around = n->parent;

	for (; holds_others(around) && around->parent &&
	       around->parent->area.space == n->area.space;
	     around = around->parent)
		end = room_behind(around, end);
	return end < end_of(around) ? end : end_of(around);
}

static void extend(struct gx_node *n, uint64_t end)
{
	uint64_t at = gx_area_offset(n->area), body_at = gx_area_offset(n->body);
	struct gx_span all = n->area.space->bytes;

	if (end <= end_of(n))
		return;
	gx_span_sub(all, at, end - at, &n->area.bytes);
	if (n->body.bytes.len)
		gx_span_sub(all, body_at, end - body_at, &n->body.bytes);
}

void gx_walk_reach(struct gx_node *n, const struct gx_volume *v)
{
	uint64_t at = gx_area_offset(n->area);
	uint64_t most = n->area.space->bytes.len - at, end;
	struct gx_span whole;

	if (!holds_others(n->parent))
		return;
	end = find_end(n, at + (v->size < most ? v->size : most));
	if (end <= end_of(n) ||
	    !gx_span_sub(n->area.space->bytes, at, end - at, &whole) ||
	    !gx_file_is_plausible(gx_span_tail(whole, v->files_at), v))
		return;
	for (struct gx_node *c = n->parent; holds_others(c) && c->parent; c = c->parent)
		take_over(c, end);
	for (; end_of(n) < end; n = n->parent)
		extend(n, end);
}

const struct gx_node *gx_walk_reach_limit(const struct gx_node *n)
{
	const struct gx_node *around = n->parent;

	while (holds_others(around) && around->parent)
		around = around->parent;
	return around;
}
