/* SPDX-License-Identifier: BSD-2-Clause */
/* cbfs.c - files of coreboot's file system; each file is recognised on its own */
#include "format/flash/cbfs.h"

#include "base/safe_text.h"
#include "walk/kind.h"
#include "walk/walk.h"

/* Files and segments that are not packed, or whose compression is unknown, are
 * searched. */
static void plan_packing(struct gx_unpack *job, uint32_t packing, struct gx_span data)
{
	job->accept = NULL;
	if (packing == GX_CBFS_LZMA)
		gx_unpack_try(job, GX_CODEC_LZMA, data);
	else if (packing == GX_CBFS_LZ4)
		gx_unpack_try(job, GX_CODEC_LZ4, data);
}

static enum gopx_status recognise_content(struct gx_walk *w, struct gx_node *n)
{
	return gx_walk_recognise(w, n, gx_node_content(n));
}

/* ---- segments of a payload ------------------------------------------------- */

static void plan_segment(const struct gx_node *n, struct gx_unpack *job)
{
	plan_packing(job, n->detail, n->area.bytes);
}

static const struct gx_kind segment_kind = {
	.type = "cbfs-segment",
	.plan = plan_segment,
	.expand = recognise_content,
};

/* UefiPayload is one segment, which contains volumes. */
static enum gopx_status add_segments(struct gx_walk *w, struct gx_node *n)
{
	struct gx_area payload = gx_node_content(n);
	struct gx_reader table = gx_reader(payload.bytes);
	struct gx_cbfs_segment s;
	struct gx_node *child;
	uint64_t end = 0;
	bool left;

	/* A hostile image may have nested payloads, each with a table as long as itself,
	 * so check the limit. */
	GX_TRY(gx_walk_may_go_on(w, n, &left));
	while (left && gx_cbfs_take_segment(&table, &s)) {
		struct gx_area area = gx_area_head(gx_area_tail(payload, s.offset),
						   s.size);

		/* cbfstool writes the segments one after the other.  Bytes that the table
		 * lists twice belong to the first segment. */
		if (area.bytes.len == 0 || s.offset < end)
			continue;
		end = s.offset + area.bytes.len;
		GX_TRY(gx_walk_add(w, n, &segment_kind, area, &child));
		if (!child)
			break;
		child->detail = s.packing > GX_CBFS_LZ4 ? UINT8_MAX : (uint8_t)s.packing;
	}
	gx_walk_charge(w, GX_COST_BYTES, table.pos);
	return GOPX_OK;
}

/* ---- files ------------------------------------------------------------------ */

static bool probe(struct gx_span at, struct gx_extent *out)
{
	struct gx_cbfs_file file;

	/* coreboot's code contains the signature, too: a file that is cut off is not
	 * accepted. */
	if (gx_cbfs_file_decode(at, &file) != GOPX_OK || file.size > at.len)
		return false;
	out->size = file.size;
	return true;
}

static void plan(const struct gx_node *n, struct gx_unpack *job)
{
	struct gx_cbfs_file file;

	if (gx_cbfs_file_decode(n->area.bytes, &file) != GOPX_OK)
		return;
	/* Count the work for the attributes only after the file is known to be genuine,
	 * because many false headers may share one list. */
	job->looked = file.attributes.len;
	plan_packing(job, gx_cbfs_packing(file.attributes),
		     gx_span_tail(n->area.bytes, file.header_size));
}

static enum gopx_status expand(struct gx_walk *w, struct gx_node *n)
{
	struct gx_cbfs_file file;

	GX_TRY(gx_cbfs_file_decode(n->area.bytes, &file));
	n->body = gx_area_tail(n->area, file.header_size);
	n->subtype = file.type_name;
	n->name = gx_safe_text_ascii(w->arena, file.name);
	if (!n->name)
		return GOPX_E_NOMEM;
	if (file.type == GX_CBFS_PAYLOAD)
		GX_TRY(add_segments(w, n));
	return n->child ? GOPX_OK : recognise_content(w, n);
}

const struct gx_kind gx_kind_cbfs_file = {
	.type = "cbfs-file",
	.magic = GX_CBFS_SIGNATURE,
	.magic_len = 8,
	.magic_at = 0,
	.firmware = true,
	.probe = probe,
	.plan = plan,
	.expand = expand,
};
