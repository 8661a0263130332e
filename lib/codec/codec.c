/* SPDX-License-Identifier: BSD-2-Clause */
/* codec.c - the table of codecs */
#include "codec/codec.h"

#include "codec/brotli.h"
#include "codec/disguise.h"
#include "codec/inflate.h"
#include "codec/lz4.h"
#include "codec/lzma.h"
#include "codec/lznt1.h"
#include "codec/tiano.h"

static const struct gx_codec codecs[GX_CODEC_COUNT] = {
	[GX_CODEC_LZMA] = { "lzma", gx_lzma_size, gx_lzma_decode },
	[GX_CODEC_LZMA_X86] = { "lzma-x86", gx_lzma_size, gx_lzma_x86_decode },
	[GX_CODEC_TIANO] = { "tiano", gx_tiano_size, gx_tiano_decode },
	[GX_CODEC_EFI11] = { "efi11", gx_tiano_size, gx_efi11_decode },
	[GX_CODEC_GZIP] = { "gzip", gx_gzip_size, gx_gzip_decode },
	[GX_CODEC_ZLIB] = { "zlib", gx_zlib_size, gx_zlib_decode },
	[GX_CODEC_DEFLATE] = { "deflate", gx_deflate_size, gx_deflate_decode },
	[GX_CODEC_BROTLI] = { "brotli", gx_brotli_size, gx_brotli_decode },
	[GX_CODEC_ROTATE] = { "rotate", gx_disguise_size, gx_rotate_decode },
	[GX_CODEC_LZ4] = { "lz4", gx_lz4_size, gx_lz4_decode },
	[GX_CODEC_LZNT1] = { "lznt1", gx_lznt1_size, gx_lznt1_decode },
	[GX_CODEC_INVERT] = { "invert", gx_disguise_size, gx_invert_decode },
};

const struct gx_codec *gx_codec(enum gx_codec_id id)
{
	return &codecs[id];
}
