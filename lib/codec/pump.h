/* SPDX-License-Identifier: BSD-2-Clause */
/* pump.h - the loop that the stream codecs share; only for lib/codec */
#ifndef GX_CODEC_PUMP_H
#define GX_CODEC_PUMP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/sink.h"

/*
 * Decode into the 'room' bytes at out: *made is the number of bytes written, *done is
 * set at the end of the stream.  GOPX_OK also if only the room or the input ended.
 */
typedef enum gopx_status (*gx_step_fn)(void *state, uint8_t *out, size_t room,
				       size_t *made, bool *done);

/*
 * Call 'step' until the stream ends, until it has given 'claimed' bytes (UINT64_MAX: the
 * stream marks its end), or until it fails.  The first size of the buffer is estimated
 * from 'packed', the size of the input.  Output from before a failure stays in the sink.
 */
GX_NODISCARD enum gopx_status gx_sink_pump(struct gx_sink *sink, uint64_t claimed,
					   size_t packed, gx_step_fn step, void *state);

#endif /* GX_CODEC_PUMP_H */
