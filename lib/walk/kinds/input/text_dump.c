/* SPDX-License-Identifier: BSD-2-Clause */
/* text_dump.c - dumps as text, as people post them: Intel HEX, hex dumps, base64 */
#include <string.h>

#include "base/checked.h"
#include "format/input/text_dump_bytes.h"
#include "walk/kind.h"
#include "walk/walk.h"

#define SAMPLE 2048 /* bytes needed to recognise the format */
#define ERASED 0xff /* value of bytes for which no line has an address */

static bool probe(struct gx_span at, struct gx_extent *out)
{
	out->looked = gx_min_u64(at.len, SAMPLE);
	out->size = gx_text_dump_form_of(at) == GX_TEXT_DUMP_NONE ? 0 : at.len;
	return out->size > 0;
}

static enum gopx_status say_cut_short(struct gx_walk *w, struct gx_node *n, uint64_t used)
{
	if (used == n->area.bytes.len)
		return GOPX_OK;
	return gx_walk_diag(w, n, gx_area_offset(n->area) + used, GOPX_DAMAGE,
			    GOPX_E_CORRUPT, "text-dump.line",
			    "not a line of this %s: gopx did not read what follows",
			    n->subtype);
}

/* Convert the text to the bytes of a buffer, which becomes the content of n. */
static enum gopx_status fill(struct gx_walk *w, struct gx_node *n,
			     enum gx_text_dump_form form,
			     struct gx_text_dump_bytes *bytes)
{
	uint64_t size = bytes->to - bytes->from;

	GX_TRY(gx_walk_buffer(w, n, size, &bytes->out));
	if (!bytes->out)
		return GOPX_OK;
	memset(bytes->out, ERASED, (size_t)size);
	gx_text_dump_read(form, n->area.bytes, bytes);
	GX_TRY(gx_walk_own(w, n, gx_span(bytes->out, (size_t)size)));
	return gx_walk_whole(w, n, n->content);
}

static enum gopx_status expand(struct gx_walk *w, struct gx_node *n)
{
	struct gx_span text = n->area.bytes;
	enum gx_text_dump_form form = gx_text_dump_form_of(text);
	uint64_t room = gx_unpack_ratio_limit(text.len, w->limits.max_ratio);
	struct gx_text_dump_bytes bytes = { 0 };
	bool left;

	n->subtype = gx_text_dump_form_name(form);
	GX_TRY(gx_walk_pay(w, n, GX_COST_STREAM, text.len, &left));
	if (!left)
		return GOPX_OK;
	gx_text_dump_read(form, text, &bytes);
	GX_TRY(say_cut_short(w, n, bytes.used));
	/* The addresses of a few lines may be far apart. */
	if (bytes.to - bytes.from > room)
		return gx_walk_too_large(w, n, text.len, room);
	return bytes.to > bytes.from ? fill(w, n, form, &bytes) : GOPX_OK;
}

const struct gx_kind gx_kind_text_dump = {
	.type = "text-dump",
	.package = true,
	.probe = probe,
	.expand = expand,
};
