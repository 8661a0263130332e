/* SPDX-License-Identifier: BSD-2-Clause */
/* qcow2.c - QEMU's disk images: the disk, joined from its clusters */
#include "format/input/qcow2.h"

#include "base/checked.h"
#include "codec/codec.h"
#include "walk/kind.h"
#include "walk/walk.h"

#define ENTRY_SIZE 8 /* bytes of a table for each cluster */

/* A disk image whose clusters are being joined. */
struct disk {
	struct gx_walk *w;
	struct gx_node *n;
	struct gx_qcow2 q;
	uint64_t clusters, packed, lost, damaged;
	/* Clusters that are stored without compression; NULL: only count. */
	struct gx_piece *pieces;
	size_t piece_count;
};

static bool probe(struct gx_span at, struct gx_extent *out)
{
	struct gx_qcow2 q;

	out->size = gx_qcow2_decode(at, &q) == GOPX_E_FORMAT ? 0 : at.len;
	return out->size > 0;
}

static enum gopx_status say_closed(struct disk *d)
{
	return gx_walk_note(d->w, d->n, "input.unsupported",
			    "qcow2 disk image %s: convert it (qemu-img convert -O raw "
			    "FILE OUT), then scan the result",
			    d->q.closed);
}

static enum gopx_status say_no_header(struct gx_walk *w, struct gx_node *n)
{
	return gx_walk_note(w, n, "input.unsupported",
			    "qcow2 disk image with an invalid header: qemu-img "
			    "info FILE says more");
}

/* Report clusters that are missing or cannot be unpacked; they are read as zeros. */
static enum gopx_status say_lost(struct disk *d)
{
	uint64_t at = gx_area_offset(d->n->area);

	if (d->lost)
		GX_TRY(gx_walk_diag(
		    d->w, d->n, at, GOPX_DAMAGE, GOPX_E_TRUNCATED, "qcow2.cut-off",
		    "%llu of %llu clusters are not in this file",
		    (unsigned long long)d->lost, (unsigned long long)d->clusters));
	if (d->damaged)
		GX_TRY(gx_walk_diag(
		    d->w, d->n, at, GOPX_DAMAGE, GOPX_E_CORRUPT, "qcow2.cluster",
		    "%llu of %llu clusters do not unpack", (unsigned long long)d->damaged,
		    (unsigned long long)d->clusters));
	d->w->missing = d->w->missing || d->lost;
	return GOPX_OK;
}

/* Add a piece.  If it continues the last piece, make that one longer instead. */
static void add_piece(struct disk *d, uint64_t at, struct gx_span stored,
		      struct gx_piece *last)
{
	struct gx_piece piece = gx_node_piece(d->n, stored, at);

	if (last->size && last->at + last->size == piece.at &&
	    last->base_at + last->size == piece.base_at) {
		last->size += piece.size;
	} else {
		*last = piece;
		d->piece_count++;
	}
	if (d->pieces)
		d->pieces[d->piece_count - 1] = *last;
}

/* Look up every cluster, to count the clusters of each kind, or to list the pieces. */
static void survey(struct disk *d)
{
	struct gx_piece last = { 0 };

	d->packed = d->lost = d->piece_count = 0;
	for (uint64_t i = 0; i < d->clusters; i++) {
		struct gx_qcow2_cluster c = gx_qcow2_cluster(d->n->area.bytes, &d->q, i);

		d->lost += c.lost;
		if (c.form == GX_QCOW2_PACKED)
			d->packed++;
		else if (c.stored.len)
			add_piece(d, i << d->q.cluster_bits, c.stored, &last);
	}
}

/* If no cluster is packed, the disk is a view of the file. */
static enum gopx_status join(struct disk *d)
{
	d->pieces = gx_arena_alloc(d->w->arena, d->piece_count * sizeof(*d->pieces));
	if (!d->pieces)
		return GOPX_E_NOMEM;
	survey(d);
	return gx_walk_join(d->w, d->n, d->q.size, 0, d->pieces, d->piece_count);
}

/* As in QEMU, the output only has to be long enough; later bytes of the stream do not
 * matter. */
static enum gopx_status unpack(struct disk *d, const struct gx_qcow2_cluster *c,
			       uint8_t *out)
{
	uint64_t unit = UINT64_C(1) << d->q.cluster_bits;
	struct gx_sink sink = { .arena = d->w->arena, .limit = unit };
	enum gopx_status status = gx_codec(GX_CODEC_DEFLATE)->decode(c->stored, &sink);

	if (status == GOPX_E_NOMEM)
		return status;
	d->damaged += sink.len < c->size;
	gx_span_copy(gx_span_head(gx_span(sink.data, sink.len), c->size), out);
	gx_sink_drop(&sink);
	gx_walk_charge(d->w, GX_COST_JOINED, 0);
	gx_walk_charge(d->w, GX_COST_STREAM, unit);
	return GOPX_OK;
}

/* If some clusters are packed, the disk is a new address space. */
static enum gopx_status fill(struct disk *d)
{
	uint8_t *out;
	bool left = true;

	GX_TRY(gx_walk_buffer(d->w, d->n, d->q.size, &out));
	if (!out)
		return GOPX_OK;
	for (uint64_t i = 0; left && i < d->clusters; i++) {
		struct gx_qcow2_cluster c = gx_qcow2_cluster(d->n->area.bytes, &d->q, i);
		uint8_t *to = out + (i << d->q.cluster_bits);

		if (c.form == GX_QCOW2_PACKED)
			GX_TRY(unpack(d, &c, to));
		else
			gx_span_copy(c.stored, to);
		GX_TRY(gx_walk_may_go_on(d->w, d->n, &left));
	}
	return gx_walk_own(d->w, d->n, gx_span(out, (size_t)d->q.size));
}

static enum gopx_status expand_disk(struct disk *d)
{
	uint64_t packed = d->n->area.bytes.len;
	uint64_t room = gx_min_u64(d->w->limits.max_unpacked - d->w->unpacked,
				   gx_unpack_ratio_limit(packed, d->w->limits.max_ratio));
	bool left;

	if (d->q.size > room)
		return gx_walk_too_large(d->w, d->n, packed, room);
	/* Each cluster is looked up twice: first to count the clusters, then to copy the
	 * bytes. */
	GX_TRY(gx_walk_pay(d->w, d->n, GX_COST_CLUSTERS, 2 * d->clusters * ENTRY_SIZE,
			   &left));
	if (left)
		GX_TRY(gx_walk_pay(d->w, d->n, GX_COST_BYTES, d->q.size, &left));
	if (!left)
		return GOPX_OK;
	survey(d);
	if (d->packed)
		GX_TRY(fill(d));
	else if (d->piece_count)
		GX_TRY(join(d));
	GX_TRY(say_lost(d));
	return d->n->content.space ? gx_walk_whole(d->w, d->n, d->n->content) : GOPX_OK;
}

static enum gopx_status expand(struct gx_walk *w, struct gx_node *n)
{
	struct disk d = { .w = w, .n = n };

	if (gx_qcow2_decode(n->area.bytes, &d.q) != GOPX_OK)
		return say_no_header(w, n);
	if (d.q.closed)
		return say_closed(&d);
	d.clusters = gx_qcow2_clusters(&d.q);
	return expand_disk(&d);
}

const struct gx_kind gx_kind_qcow2 = {
	.type = "qcow2",
	.package = true,
	.probe = probe,
	.expand = expand,
};
