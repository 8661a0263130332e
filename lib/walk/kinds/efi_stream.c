/* SPDX-License-Identifier: BSD-2-Clause */
/* efi_stream.c - a whole file or section that is one Tiano or EFI 1.1 stream */
#include "format/pi/packed.h"
#include "format/vbt/vbt.h"
#include "walk/kind.h"
#include "walk/walk.h"

static bool probe(struct gx_span at, struct gx_extent *out)
{
	out->size = gx_efi_stream_is_whole(at) ? at.len : 0;
	return out->size > 0;
}

/* True if the output starts like a part of firmware.  A short stream may be valid for
 * both codecs. */
static bool is_content(struct gx_span s)
{
	uint64_t looked = 0;

	return gx_span_starts(s, "MZ", 2) || gx_span_starts(s, GX_VBT_SIGNATURE, 4) ||
	       gx_walk_reads_as_sections(s, &looked);
}

/* EFI 1.1 first: on a long stream, the wrong codec fails at once. */
static void plan(const struct gx_node *n, struct gx_unpack *job)
{
	job->accept = is_content;
	job->guess = true;
	gx_unpack_try(job, GX_CODEC_EFI11, n->area.bytes);
	gx_unpack_try(job, GX_CODEC_TIANO, n->area.bytes);
}

static enum gopx_status expand(struct gx_walk *w, struct gx_node *n)
{
	if (!n->content.space)
		return gx_walk_give_up(w, n);
	return gx_walk_content(w, n, n->content);
}

const struct gx_kind gx_kind_efi_stream = {
	.type = "efi-stream",
	.probe = probe,
	.plan = plan,
	.expand = expand,
};
