/* SPDX-License-Identifier: BSD-2-Clause */
/* pump.c - the loop that the stream codecs share */
#include "codec/pump.h"

#include "base/checked.h"

/*
 * How much room to allocate first: the stated size, but at most the limit.  If no size is
 * stated, it is four times the size of the input, because this ratio is usual.
 */
static uint64_t first_room(const struct gx_sink *sink, uint64_t claimed, size_t packed)
{
	uint64_t room = claimed;

	if (claimed == UINT64_MAX)
		room = packed < 1024 ? 4096 : (uint64_t)packed * 4;
	return gx_min_u64(room, sink->limit);
}

enum gopx_status gx_sink_pump(struct gx_sink *sink, uint64_t claimed, size_t packed,
			      gx_step_fn step, void *state)
{
	/* A limit of 0 leaves no room for a buffer. */
	if (sink->limit == 0)
		return GOPX_E_LIMIT;
	GX_TRY(gx_sink_reserve(sink, first_room(sink, claimed, packed)));
	for (;;) {
		size_t made = 0;
		bool done = false;
		enum gopx_status status = step(state, sink->data + sink->len,
					       sink->cap - sink->len, &made, &done);

		sink->len += made;
		if (sink->len == claimed)
			return GOPX_OK;
		GX_TRY(status);
		if (done)
			return claimed == UINT64_MAX ? GOPX_OK : GOPX_E_CORRUPT;
		if (sink->len < sink->cap) {
			/* The decoder had room, but wrote nothing: the input has
			 * ended. */
			if (made == 0)
				return GOPX_E_TRUNCATED;
			continue;
		}
		if (sink->cap == sink->limit)
			return GOPX_E_LIMIT;
		GX_TRY(gx_sink_reserve(sink,
				       gx_min_u64((uint64_t)sink->cap * 2, sink->limit)));
	}
}
