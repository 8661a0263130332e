/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * codec.h - small bytes in, unpacked bytes out
 *
 * A codec writes into a gx_sink, which owns the limits: how much may come out
 * at all, and where the memory is from.  Codecs keep no state and know no
 * container.
 */
#ifndef GX_CODEC_CODEC_H
#define GX_CODEC_CODEC_H

#include <stddef.h>
#include <stdint.h>

#include "base/sink.h"

enum gx_codec_id {
	GX_CODEC_LZMA,     /* 13-byte LZMA_Alone header and stream */
	GX_CODEC_LZMA_X86, /* the same, then the x86 branch filter undone */
	GX_CODEC_TIANO, /* {packed u32, unpacked u32}, LZ77 + Huffman, 5-bit positions */
	GX_CODEC_EFI11, /* the same with 4-bit positions */
	GX_CODEC_GZIP,
	GX_CODEC_ZLIB,
	GX_CODEC_BROTLI, /* EDK2's form: unpacked u64, scratch u64, stream */
	GX_CODEC_ROTATE, /* each byte rotated left by one bit; no header, no end */
	GX_CODEC_LZ4,    /* LZ4 frame */
	GX_CODEC_LZNT1,  /* Windows' chunks of 4 KiB, as long as there are some */
	GX_CODEC_INVERT, /* each bit the other way round; no header, no end */
	GX_CODEC_COUNT
};

struct gx_codec {
	const char *name; /* "lzma": a stable word for people and programs */

	/*
	 * Bytes that come out, as far as the header of 'in' tells, else
	 * UINT64_MAX.  Reads headers only.  GOPX_E_FORMAT when 'in' cannot be
	 * of this codec.
	 */
	enum gopx_status (*size)(struct gx_span in, uint64_t *out);

	/*
	 * Unpack 'in'; bytes after the end of the stream are no error.  On
	 * anything but GOPX_OK the sink holds what came out before the fault,
	 * and the status says whose fault it was:
	 * GOPX_E_FORMAT, _TRUNCATED, _CORRUPT, _LIMIT, _NOMEM.
	 */
	enum gopx_status (*decode)(struct gx_span in, struct gx_sink *sink);
};

/* The one table; never NULL for an id below GX_CODEC_COUNT. */
const struct gx_codec *gx_codec(enum gx_codec_id id);

#endif /* GX_CODEC_CODEC_H */
