/* SPDX-License-Identifier: BSD-2-Clause */
/* disguise.h - undo changes that hide a format by altering each byte */
#ifndef GX_CODEC_DISGUISE_H
#define GX_CODEC_DISGUISE_H

#include "codec/decoder.h"

/* The output is as long as the input. */
enum gopx_status gx_disguise_size(struct gx_span in, uint64_t *out);

/* Each byte was rotated left by one bit. */
enum gopx_status gx_rotate_decode(struct gx_span in, struct gx_sink *sink);

/* Each bit was inverted. */
enum gopx_status gx_invert_decode(struct gx_span in, struct gx_sink *sink);

#endif /* GX_CODEC_DISGUISE_H */
