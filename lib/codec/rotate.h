/* SPDX-License-Identifier: BSD-2-Clause */
/* rotate.h - bytes that were rotated left by one bit, to hide what they are */
#ifndef GX_CODEC_ROTATE_H
#define GX_CODEC_ROTATE_H

#include "codec/codec.h"

enum gopx_status gx_rotate_size(struct gx_span in, uint64_t *out);
enum gopx_status gx_rotate_decode(struct gx_span in, struct gx_sink *sink);

#endif /* GX_CODEC_ROTATE_H */
