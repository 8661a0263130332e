/* SPDX-License-Identifier: BSD-2-Clause */
/* lznt1.h - Windows' LZNT1 streams */
#ifndef GX_CODEC_LZNT1_H
#define GX_CODEC_LZNT1_H

#include "codec/decoder.h"

enum gopx_status gx_lznt1_size(struct gx_span in, uint64_t *out);
enum gopx_status gx_lznt1_decode(struct gx_span in, struct gx_sink *sink);

#endif /* GX_CODEC_LZNT1_H */
