/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * archive_7z.c - 7z archives with an impossible header
 *
 * libarchive allocates as many folders as the header states, up to a hundred million, and
 * goes through them when it closes the archive.
 */
#include "codec/codec.h"
#include "format/archive/sevenzip.h"
#include "walk/kinds/archive_members.h"

/* LZMA_Alone: properties, unpacked size, stream. */
static enum gopx_status
unpack_header(struct gx_walk *w, const struct gx_7z_packed *packed, struct gx_sink *sink)
{
	struct gx_sink alone = { .arena = w->arena, .limit = UINT64_MAX };
	uint8_t size[8];
	enum gopx_status status;

	for (size_t i = 0; i < sizeof(size); i++)
		size[i] = packed->unpacked >> 8 * i & 0xff;
	GX_TRY(gx_sink_write(&alone, 0, packed->properties));
	GX_TRY(gx_sink_write(&alone, alone.len, gx_span(size, sizeof(size))));
	GX_TRY(gx_sink_write(&alone, alone.len, packed->stream));
	status = gx_codec(GX_CODEC_LZMA)->decode(gx_sink_end(&alone), sink);
	gx_sink_drop(&alone);
	gx_walk_charge(w, GX_COST_STREAM, packed->stream.len);
	gx_walk_charge(w, GX_COST_BYTES, sink->len);
	return status;
}

enum gopx_status gx_opened_check_7z(struct gx_opened *o, bool *possible)
{
	struct gx_span at = o->n->area.bytes, header = gx_7z_header(at);
	struct gx_sink sink = { .arena = o->w->arena };
	struct gx_7z_packed packed;
	enum gopx_status status;

	*possible = gx_7z_counts_are_possible(header);
	if (!*possible || !gx_7z_packed_header(at, header, &packed))
		return GOPX_OK;
	sink.limit = gx_unpack_ratio_limit(packed.stream.len, o->w->limits.max_ratio);
	status = unpack_header(o->w, &packed, &sink);
	*possible = status != GOPX_E_LIMIT &&
		    gx_7z_counts_are_possible(gx_sink_end(&sink));
	gx_sink_drop(&sink);
	return status == GOPX_E_NOMEM ? status : GOPX_OK;
}
