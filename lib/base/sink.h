/* SPDX-License-Identifier: BSD-2-Clause */
/* sink.h - the destination of unpacked bytes: one growing buffer with a limit */
#ifndef GX_BASE_SINK_H
#define GX_BASE_SINK_H

#include "base/arena.h"
#include "base/bytes.h"
#include "base/status.h"

/* Written by one decoder, then read by its owner. */
struct gx_sink {
	struct gx_arena *arena; /* allocates the buffer, and keeps it */
	uint64_t limit;         /* limit of unpacked bytes */
	uint8_t *data;
	size_t len;    /* bytes written */
	size_t cap;    /* bytes allocated */
	uint64_t used; /* bytes that the decoder consumed; 0: unknown */
};

/*
 * Make room for 'size' bytes in all.  A decoder that knows its output size calls this
 * once; the others call it again for more (bytes written so far are kept).
 * GOPX_E_LIMIT: more than the limit.  GOPX_E_NOMEM.
 */
GX_NODISCARD enum gopx_status gx_sink_reserve(struct gx_sink *sink, uint64_t size);

/*
 * Write s at 'off', at or after the end, with zeros in between; allocates room as
 * needed.  On failure, as above, nothing is written.
 */
GX_NODISCARD enum gopx_status gx_sink_write(struct gx_sink *sink, uint64_t off,
					    struct gx_span s);

/*
 * Repeat 'len' bytes that begin 'distance' before the end; the two ranges may overlap.
 * GOPX_E_CORRUPT: they begin before the start.
 */
GX_NODISCARD enum gopx_status gx_sink_repeat(struct gx_sink *sink, uint64_t distance,
					     uint64_t len);

/*
 * Free room that was allocated but not used, if it is more than what was written.
 * GOPX_E_NOMEM: no memory for a smaller buffer; nothing changes.
 */
GX_NODISCARD enum gopx_status gx_sink_trim(struct gx_sink *sink);

/* All bytes written.  After this call nothing may be written; the rest of the room is
 * unused. */
struct gx_span gx_sink_end(const struct gx_sink *sink);

/* Free the buffer and start again. */
void gx_sink_drop(struct gx_sink *sink);

#endif /* GX_BASE_SINK_H */
