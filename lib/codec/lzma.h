/* SPDX-License-Identifier: BSD-2-Clause */
/* lzma.h - LZMA as EDK2 stores it, with and without the x86 branch filter */
#ifndef GX_CODEC_LZMA_H
#define GX_CODEC_LZMA_H

#include "codec/decoder.h"

enum gopx_status gx_lzma_size(struct gx_span in, uint64_t *out);
enum gopx_status gx_lzma_decode(struct gx_span in, struct gx_sink *sink);
enum gopx_status gx_lzma_x86_decode(struct gx_span in, struct gx_sink *sink);

#endif /* GX_CODEC_LZMA_H */
