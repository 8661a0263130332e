/* SPDX-License-Identifier: BSD-2-Clause */
/* inflate.h - gzip, zlib and raw deflate streams */
#ifndef GX_CODEC_INFLATE_H
#define GX_CODEC_INFLATE_H

#include "codec/decoder.h"

/*
 * None of these streams states the unpacked size at its start, so the size is UINT64_MAX.
 */
enum gopx_status gx_gzip_size(struct gx_span in, uint64_t *out);
enum gopx_status gx_gzip_decode(struct gx_span in, struct gx_sink *sink);
enum gopx_status gx_zlib_size(struct gx_span in, uint64_t *out);
enum gopx_status gx_zlib_decode(struct gx_span in, struct gx_sink *sink);
enum gopx_status gx_deflate_size(struct gx_span in, uint64_t *out);
enum gopx_status gx_deflate_decode(struct gx_span in, struct gx_sink *sink);

struct gx_inflated {
	uint64_t used; /* bytes of the stream */
	uint64_t made; /* unpacked bytes */
};

/*
 * Measure the zlib stream at the start of 'in': unpack up to about 'limit' bytes, and
 * keep none.  GOPX_E_TRUNCATED: 'in' ends before the end of the stream.
 */
GX_NODISCARD enum gopx_status gx_zlib_measure(struct gx_span in, uint64_t limit,
					      struct gx_arena *arena,
					      struct gx_inflated *out);

#endif /* GX_CODEC_INFLATE_H */
