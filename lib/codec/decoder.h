/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * decoder.h - what a codec is
 *
 * A codec writes into a gx_sink, which owns the limits: how much may come out
 * at all, and where the memory is from.  Codecs keep no state and know no
 * container.
 */
#ifndef GX_CODEC_DECODER_H
#define GX_CODEC_DECODER_H

#include <stdint.h>

#include "base/sink.h"

struct gx_codec {
	const char *name; /* "lzma": a stable word for people and programs */

	/*
	 * Bytes that come out, if the header of 'in' states them, else
	 * UINT64_MAX.  Reads headers only.  GOPX_E_FORMAT when 'in' cannot be
	 * of this codec.
	 */
	enum gopx_status (*size)(struct gx_span in, uint64_t *out);

	/*
	 * Unpack 'in'; bytes after the end of the stream are no error.  On
	 * anything but GOPX_OK the sink holds what came out before the fault,
	 * and the status says whose fault it was:
	 * GOPX_E_FORMAT, _TRUNCATED, _CORRUPT, _UNSUPPORTED, _LIMIT, _NOMEM.
	 */
	enum gopx_status (*decode)(struct gx_span in, struct gx_sink *sink);
};

#endif /* GX_CODEC_DECODER_H */
