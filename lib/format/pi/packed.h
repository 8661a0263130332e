/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * packed.h - check headers of packed streams, where nothing else states how the bytes are
 * packed
 */
#ifndef GX_FORMAT_PACKED_H
#define GX_FORMAT_PACKED_H

#include "base/bytes.h"

#define GX_LZMA_MAGIC "\x5d\0\0" /* lc 3, lp 0, pb 2; dictionary: whole 64 KiB */

/*
 * True if 'at' starts with a credible header of LZMA_Alone {properties u8, dictionary
 * u32, unpacked size u64} and the start of the range coder.  Dictionary size and unpacked
 * size must be values that encoders write.  *unpacked is then the size, or UINT64_MAX if
 * an end marker ends the stream.
 */
bool gx_lzma_is_believable(struct gx_span at, uint64_t *unpacked);

/*
 * True if 'at' starts with the header of a Tiano or EFI 1.1 stream {packed u32,
 * unpacked u32} that ends with 'at', except for a few bytes of padding.
 */
bool gx_efi_stream_is_believable(struct gx_span at);

/* The same, but no padding may follow the stream. */
bool gx_efi_stream_is_whole(struct gx_span at);

/* True if 'at' starts with a credible header of gzip (RFC 1952) or zlib (RFC 1950). */
bool gx_gzip_is_believable(struct gx_span at);
bool gx_zlib_is_believable(struct gx_span at);

#endif /* GX_FORMAT_PACKED_H */
