/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * decoder.h - what a codec is
 *
 * A codec writes into a gx_sink, which enforces the limit and allocates the memory.
 * Codecs keep no state, and know nothing about containers.
 */
#ifndef GX_CODEC_DECODER_H
#define GX_CODEC_DECODER_H

#include <stdint.h>

#include "base/sink.h"

struct gx_codec {
	const char *name; /* a stable word for people and programs: "lzma" */

	/*
	 * The unpacked size, if the header of 'in' states it, else UINT64_MAX.  Reads
	 * only headers.  GOPX_E_FORMAT if 'in' cannot be in this format.
	 */
	enum gopx_status (*size)(struct gx_span in, uint64_t *out);

	/*
	 * Unpack 'in'; bytes after the end of the stream are not an error.  On failure,
	 * the sink has the bytes before the fault, and the status says what is wrong:
	 * GOPX_E_FORMAT, _TRUNCATED, _CORRUPT, _UNSUPPORTED, _LIMIT, _NOMEM.
	 */
	enum gopx_status (*decode)(struct gx_span in, struct gx_sink *sink);
};

#endif /* GX_CODEC_DECODER_H */
