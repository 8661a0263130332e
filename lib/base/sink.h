/* SPDX-License-Identifier: BSD-2-Clause */
/* sink.h - the destination of unpacked bytes: one growing buffer with a limit */
#ifndef GX_BASE_SINK_H
#define GX_BASE_SINK_H

#include "base/arena.h"
#include "base/bytes.h"
#include "base/status.h"

/* One decoder writes to a sink.  After that, the owner of the sink reads it. */
struct gx_sink {
	struct gx_arena *arena; /* allocates the buffer, and keeps it */
	uint64_t limit;         /* limit of unpacked bytes */
	uint8_t *data;
	size_t len;    /* bytes written */
	size_t cap;    /* bytes allocated */
	uint64_t used; /* bytes that the decoder consumed; 0: unknown */
};

/*@
  // What has been allocated is there.
  predicate gx_sink_has_room(struct gx_sink *s) =
	  \valid(s) && \valid(s->arena) && \separated(s, s->arena) &&
	  s->len <= s->cap && \valid(s->data + (0 .. s->cap - 1));
*/

/*
 * Make room for 'size' bytes in total.  A decoder that knows the size of its output calls
 * this function once.  Other decoders call it whenever they need more room.  The bytes
 * that were written are kept.  GOPX_E_LIMIT: more than the limit.  GOPX_E_NOMEM.
 */
/*@
  requires gx_sink_has_room(sink);
  assigns sink->data, sink->cap, *sink->arena;
  assigns \at(sink->data, Post)[0 .. sink->len - 1];
  ensures gx_sink_has_room(sink);
  ensures \result == GOPX_OK ==> sink->cap >= size;
  exits \false;
*/
GX_NODISCARD enum gopx_status gx_sink_reserve(struct gx_sink *sink, uint64_t size);

/*
 * Write s at 'off', which is at or after the end; zeros fill the gap.  Allocates room as
 * needed.  Fails like gx_sink_reserve(), and then writes nothing.
 */
GX_NODISCARD enum gopx_status gx_sink_write(struct gx_sink *sink, uint64_t off,
					    struct gx_span s);

/*
 * Append a copy of the 'len' bytes that begin 'distance' before the end; source and copy
 * may overlap.  GOPX_E_CORRUPT: the bytes would begin before the start of the sink.
 */
GX_NODISCARD enum gopx_status gx_sink_repeat(struct gx_sink *sink, uint64_t distance,
					     uint64_t len);

/*
 * Free the unused room, if it is larger than the part that was written.  GOPX_E_NOMEM: no
 * memory for the smaller buffer; nothing changes.
 */
GX_NODISCARD enum gopx_status gx_sink_trim(struct gx_sink *sink);

/* All bytes written.  After this call nothing may be written.  The remaining room is
 * never used. */
struct gx_span gx_sink_end(const struct gx_sink *sink);

/* Free the buffer and start again. */
void gx_sink_drop(struct gx_sink *sink);

#endif /* GX_BASE_SINK_H */
