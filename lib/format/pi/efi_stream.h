/* SPDX-License-Identifier: BSD-2-Clause */
/* efi_stream.h - a bare Tiano or EFI 1.1 stream: a whole file, as Fujitsu's .UPC */
#ifndef GX_FORMAT_EFI_STREAM_H
#define GX_FORMAT_EFI_STREAM_H

#include "base/bytes.h"

/* True when 'at' is such a stream from its first to its last byte. */
bool gx_efi_stream_is_whole(struct gx_span at);

#endif /* GX_FORMAT_EFI_STREAM_H */
