/* SPDX-License-Identifier: BSD-2-Clause */
/* pump.h - the loop that the stream codecs share; only for lib/codec */
#ifndef GX_CODEC_PUMP_H
#define GX_CODEC_PUMP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/sink.h"

/*
 * Decode into the 'room' bytes at out.  *made is the number of bytes that were written;
 * *done is set at the end of the stream.  Also returns GOPX_OK if the room is full or the
 * input has ended.
 */
typedef enum gopx_status (*gx_step_fn)(void *state, uint8_t *out, size_t room,
				       size_t *made, bool *done);

/*
 * Call 'step' until the stream ends, until it has written 'claimed' bytes (UINT64_MAX:
 * the stream marks its own end), or until it fails.  'packed', the size of the input, is
 * used to estimate the size of the buffer.  After a failure, the sink keeps the output so
 * far.
 */
GX_NODISCARD enum gopx_status gx_sink_pump(struct gx_sink *sink, uint64_t claimed,
					   size_t packed, gx_step_fn step, void *state);

#endif /* GX_CODEC_PUMP_H */
