/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * codec.h - from compressed bytes to unpacked bytes
 *
 * The table of all codecs.
 */
#ifndef GX_CODEC_CODEC_H
#define GX_CODEC_CODEC_H

#include "codec/decoder.h"

enum gx_codec_id {
	GX_CODEC_LZMA,     /* 13-byte LZMA_Alone header and stream */
	GX_CODEC_LZMA_X86, /* the same, with the x86 branch filter */
	GX_CODEC_TIANO, /* {packed u32, unpacked u32}, LZ77 + Huffman, 5-bit positions */
	GX_CODEC_EFI11, /* the same with 4-bit positions */
	GX_CODEC_GZIP,
	GX_CODEC_ZLIB,
	GX_CODEC_DEFLATE, /* no header */
	GX_CODEC_BROTLI,  /* EDK2's form: unpacked u64, scratch u64, stream */
	GX_CODEC_ROTATE,  /* each byte rotated left by one bit; no header, no end mark */
	GX_CODEC_LZ4,     /* LZ4 frame */
	GX_CODEC_LZNT1,   /* Windows' LZNT1; the stream ends at the first invalid chunk */
	GX_CODEC_INVERT,  /* each bit inverted; no header, no end mark */
	GX_CODEC_COUNT
};

/* The codec with this id; never NULL for an id below GX_CODEC_COUNT. */
const struct gx_codec *gx_codec(enum gx_codec_id id);

#endif /* GX_CODEC_CODEC_H */
