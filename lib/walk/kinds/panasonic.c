/* SPDX-License-Identifier: BSD-2-Clause */
/* panasonic.c - packed resources of Panasonic's update programs */
#include "format/pe/pe_resource.h"
#include "walk/kind.h"
#include "walk/walk.h"

static void plan(const struct gx_node *n, struct gx_unpack *job)
{
	job->accept = NULL;
	gx_unpack_try(job, GX_CODEC_LZNT1, n->body.bytes);
}

static enum gopx_status expand(struct gx_walk *w, struct gx_node *n)
{
	return n->content.space ? gx_walk_recognise(w, n, n->content) : GOPX_OK;
}

static const struct gx_kind resource_kind = {
	.type = "panasonic-resource",
	.plan = plan,
	.expand = expand,
};

/* These bytes are a resource if the chunks of its stream have room for exactly the stated
 * size. */
static bool is_packed(struct gx_span resource, struct gx_span *stream)
{
	const struct gx_codec *lznt1 = gx_codec(GX_CODEC_LZNT1);
	uint32_t unpacked;
	uint64_t most, chunk = 4096;

	return gx_panasonic_resource_decode(resource, &unpacked, stream) &&
	       lznt1->size(*stream, &most) == GOPX_OK && unpacked <= most &&
	       most - unpacked < chunk;
}

/* Move the packed resources to the front, in the order of their places.  Returns the
 * number of packed resources. */
static size_t sort_packed(struct gx_walk *w, const struct gx_node *n,
			  struct gx_span *resources, size_t count)
{
	/* Resources should not overlap: if they do, the later ones are searched as they
	 * are. */
	uint64_t room = n->area.bytes.len;
	size_t packed = 0;

	for (size_t i = 0; i < count; i++) {
		struct gx_span r = resources[i], stream;
		size_t at = packed;

		if (r.len > room)
			continue;
		room -= r.len;
		gx_walk_charge(w, GX_COST_CHUNKS, r.len);
		if (!is_packed(r, &stream))
			continue;
		for (; at > 0 && gx_span_offset(n->area.bytes, resources[at - 1]) >
				     gx_span_offset(n->area.bytes, r);
		     at--)
			resources[at] = resources[at - 1];
		resources[at] = r;
		packed++;
	}
	return packed;
}

enum gopx_status gx_walk_resources(struct gx_walk *w, struct gx_node *n, uint64_t *from)
{
	struct gx_span resources[GX_PE_RESOURCES_MAX];
	struct gx_pe pe;
	uint64_t looked_at;
	size_t count;

	if (gx_pe_decode(n->area.bytes, &pe) != GOPX_OK)
		return GOPX_OK;
	count = gx_pe_rcdata(n->area.bytes, &pe, resources, &looked_at);
	gx_walk_charge(w, GX_COST_BYTES, looked_at);
	count = sort_packed(w, n, resources, count);
	for (size_t i = 0; i < count; i++) {
		uint64_t at = gx_span_offset(n->area.bytes, resources[i]);
		struct gx_area before = gx_area_head(n->area, at);
		struct gx_area area = { n->area.space, resources[i] };
		struct gx_node *child;

		if (at < *from)
			continue;
		GX_TRY(gx_walk_recognise(w, n, gx_area_tail(before, *from)));
		*from = at + resources[i].len;
		GX_TRY(gx_walk_add(w, n, &resource_kind, area, &child));
		if (!child)
			break;
		is_packed(resources[i], &child->body.bytes);
	}
	return GOPX_OK;
}
