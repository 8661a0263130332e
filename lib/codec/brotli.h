/* SPDX-License-Identifier: BSD-2-Clause */
/* brotli.h - Brotli as EDK2 stores it: unpacked u64, scratch u64, stream */
#ifndef GX_CODEC_BROTLI_H
#define GX_CODEC_BROTLI_H

#include "codec/decoder.h"

enum gopx_status gx_brotli_size(struct gx_span in, uint64_t *out);
enum gopx_status gx_brotli_decode(struct gx_span in, struct gx_sink *sink);

#endif /* GX_CODEC_BROTLI_H */
