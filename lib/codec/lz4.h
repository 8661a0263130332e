/* SPDX-License-Identifier: BSD-2-Clause */
/* lz4.h - LZ4 frames, as in images of coreboot */
#ifndef GX_CODEC_LZ4_H
#define GX_CODEC_LZ4_H

#include "codec/decoder.h"

enum gopx_status gx_lz4_size(struct gx_span in, uint64_t *out);
enum gopx_status gx_lz4_decode(struct gx_span in, struct gx_sink *sink);

#endif /* GX_CODEC_LZ4_H */
