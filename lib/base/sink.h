/* SPDX-License-Identifier: BSD-2-Clause */
/* sink.h - where unpacked bytes go: one growing buffer within a limit */
#ifndef GX_BASE_SINK_H
#define GX_BASE_SINK_H

#include "base/arena.h"
#include "base/bytes.h"
#include "base/status.h"

/* Filled by one decoder, then read by its owner. */
struct gx_sink {
	struct gx_arena *arena; /* the buffer is from here, and stays here */
	uint64_t limit;         /* bytes that may come out at the most */
	uint8_t *data;
	size_t len;    /* bytes written */
	size_t cap;    /* bytes of room */
	uint64_t used; /* bytes that the decoder took in; 0 where it does not say */
};

/*
 * Room for 'size' bytes in all.  A decoder that knows its output size asks once;
 * the others ask again for more (what was written is kept).
 * GOPX_E_LIMIT: more than the limit.  GOPX_E_NOMEM.
 */
GX_NODISCARD enum gopx_status gx_sink_reserve(struct gx_sink *sink, uint64_t size);

/*
 * Write s at 'off', at or after the end, with zeros in between: the room is made
 * larger as needed.  Nothing is written on failure, and that is as above.
 */
GX_NODISCARD enum gopx_status gx_sink_write(struct gx_sink *sink, uint64_t off,
					    struct gx_span s);

/*
 * Write 'len' bytes again that begin 'distance' before the end, some of which may be
 * written only now.  GOPX_E_CORRUPT: they begin before the start.
 */
GX_NODISCARD enum gopx_status gx_sink_repeat(struct gx_sink *sink, uint64_t distance,
					     uint64_t len);

/*
 * Give back room that was asked for and not needed, where it is more than what was
 * written.  GOPX_E_NOMEM: there is none for a smaller buffer; all stays as it is.
 */
GX_NODISCARD enum gopx_status gx_sink_trim(struct gx_sink *sink);

/* All that was written.  Nothing more may be written; the rest of the room is unused. */
struct gx_span gx_sink_end(const struct gx_sink *sink);

/* Give the buffer back and start anew. */
void gx_sink_drop(struct gx_sink *sink);

#endif /* GX_BASE_SINK_H */
