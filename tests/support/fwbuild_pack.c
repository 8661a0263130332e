/* SPDX-License-Identifier: BSD-2-Clause */
/* fwbuild_pack.c - pack and sign the content of sections */
#include "fwbuild_pack.h"

#include <brotli/encode.h>
#include <lzma.h>
#include <stdlib.h>
#include <zlib.h>

#include "fwbuild_guid.h"

/* ---- LZMA ---- */

enum {
	LZMA_DICTIONARY = 1 << 20,
	LZMA_LC = 3,
	LZMA_LP = 0,
	LZMA_PB = 2,
};

static lzma_options_lzma lzma_settings(void)
{
	return (lzma_options_lzma){
		.dict_size = LZMA_DICTIONARY,
		.lc = LZMA_LC,
		.lp = LZMA_LP,
		.pb = LZMA_PB,
		.mode = LZMA_MODE_NORMAL,
		.nice_len = 64,
		.mf = LZMA_MF_BT4,
		.depth = 48,
	};
}

static void put_lzma_header(struct fwbytes *out, uint64_t size)
{
	put_u8(out, (LZMA_PB * 5 + LZMA_LP) * 9 + LZMA_LC);
	put_le32(out, LZMA_DICTIONARY);
	put_le64(out, size);
}

/* Run the encoder on the input of 'strm'. */
static void drain(struct fwbytes *out, lzma_stream *strm, lzma_action action)
{
	uint8_t chunk[4096];
	lzma_ret ret;

	do {
		strm->next_out = chunk;
		strm->avail_out = sizeof(chunk);
		ret = lzma_code(strm, action);
		put_bytes(out, chunk, sizeof(chunk) - strm->avail_out);
		if (ret != LZMA_OK && ret != LZMA_STREAM_END)
			fwbuild_fail("liblzma cannot encode");
	} while (action == LZMA_RUN ? strm->avail_in > 0 : ret != LZMA_STREAM_END);
}

/* If 'size' is known, the stream has no end marker. */
static void begin_raw_lzma(lzma_stream *strm, lzma_options_lzma *settings, uint64_t size)
{
	lzma_filter filters[] = {
		{ .id = LZMA_FILTER_LZMA1EXT, .options = settings },
		{ .id = LZMA_VLI_UNKNOWN },
	};

	settings->ext_flags = size == UINT64_MAX ? LZMA_LZMA1EXT_ALLOW_EOPM : 0;
	lzma_set_ext_size(*settings, size);
	if (lzma_raw_encoder(strm, filters) != LZMA_OK)
		fwbuild_fail("liblzma has no LZMA1 encoder");
}

static void put_lzma(struct fwbytes *out, const uint8_t *in, size_t len, uint64_t size)
{
	lzma_stream strm = LZMA_STREAM_INIT;
	lzma_options_lzma settings = lzma_settings();

	put_lzma_header(out, size);
	begin_raw_lzma(&strm, &settings, size);
	strm.next_in = in;
	strm.avail_in = len;
	drain(out, &strm, LZMA_FINISH);
	lzma_end(&strm);
}

void pack_lzma(struct fwbytes *out, const uint8_t *in, size_t len)
{
	put_lzma(out, in, len, len);
}

void pack_lzma_end_marker(struct fwbytes *out, const uint8_t *in, size_t len)
{
	put_lzma(out, in, len, UINT64_MAX);
}

void pack_lzma_legacy(struct fwbytes *out, const uint8_t *in, size_t len)
{
	size_t at = out->len;

	put_le32(out, 0);
	pack_lzma(out, in, len);
	poke_le32(out, at, (uint32_t)(out->len - at - 4) | 0x80000000);
}

void pack_lzma_zeros(struct fwbytes *out, uint64_t count)
{
	static const uint8_t zeros[1 << 16];
	lzma_stream strm = LZMA_STREAM_INIT;
	lzma_options_lzma settings = lzma_settings();

	settings.mode = LZMA_MODE_FAST;
	settings.mf = LZMA_MF_HC3;
	settings.nice_len = 273;
	put_lzma_header(out, count);
	begin_raw_lzma(&strm, &settings, count);
	while (count > 0) {
		size_t some = count < sizeof(zeros) ? (size_t)count : sizeof(zeros);

		strm.next_in = zeros;
		strm.avail_in = some;
		drain(out, &strm, LZMA_RUN);
		count -= some;
	}
	drain(out, &strm, LZMA_FINISH);
	lzma_end(&strm);
}

/*
 * liblzma applies the filter only together with a compressor. To get the filtered bytes,
 * compress with the filter and unpack without it.
 */
static uint8_t *x86_filtered(const uint8_t *in, size_t len)
{
	lzma_options_lzma settings = lzma_settings();
	lzma_filter filters[] = {
		{ .id = LZMA_FILTER_X86 },
		{ .id = LZMA_FILTER_LZMA2, .options = &settings },
		{ .id = LZMA_VLI_UNKNOWN },
	};
	size_t room = lzma_stream_buffer_bound(len), packed_len = 0, at = 0, done = 0;
	uint8_t *packed = malloc(room), *filtered = malloc(len ? len : 1);

	if (!packed || !filtered)
		fwbuild_fail("out of memory");
	if (lzma_raw_buffer_encode(filters, NULL, in, len, packed, &packed_len, room) !=
		LZMA_OK ||
	    lzma_raw_buffer_decode(&filters[1], NULL, packed, &at, packed_len, filtered,
				   &done, len) != LZMA_OK ||
	    done != len)
		fwbuild_fail("liblzma has no x86 filter");
	free(packed);
	return filtered;
}

void pack_lzma_x86(struct fwbytes *out, const uint8_t *in, size_t len)
{
	uint8_t *filtered = x86_filtered(in, len);

	pack_lzma(out, filtered, len);
	free(filtered);
}

/* ---- zlib, gzip, brotli ---- */

enum { RAW_FORM = -15, ZLIB_FORM = 15, GZIP_FORM = 15 + 16, OS_UNKNOWN = 255 };

static void put_deflated(struct fwbytes *out, const uint8_t *in, size_t len, int form)
{
	gz_header header = { .os = OS_UNKNOWN }; /* the same bytes on every system */
	z_stream strm = { .next_in = (z_const Bytef *)in, .avail_in = (uInt)len };
	size_t at = out->len;
	uLong room;

	if (deflateInit2(&strm, 9, Z_DEFLATED, form, 8, Z_DEFAULT_STRATEGY) != Z_OK)
		fwbuild_fail("zlib cannot encode");
	if (form == GZIP_FORM)
		deflateSetHeader(&strm, &header);
	room = deflateBound(&strm, (uLong)len);
	put_fill(out, 0, room);
	strm.next_out = out->data + at;
	strm.avail_out = (uInt)room;
	if (deflate(&strm, Z_FINISH) != Z_STREAM_END)
		fwbuild_fail("zlib cannot finish");
	bytes_cut(out, at + strm.total_out);
	deflateEnd(&strm);
}

void pack_deflate(struct fwbytes *out, const uint8_t *in, size_t len)
{
	put_deflated(out, in, len, RAW_FORM);
}

void pack_gzip(struct fwbytes *out, const uint8_t *in, size_t len)
{
	put_deflated(out, in, len, GZIP_FORM);
}

void pack_zlib(struct fwbytes *out, const uint8_t *in, size_t len)
{
	put_deflated(out, in, len, ZLIB_FORM);
}

void pack_zlib_amd(struct fwbytes *out, const uint8_t *in, size_t len)
{
	size_t at = out->len;

	put_fill(out, 0, 0x100);
	pack_zlib(out, in, len);
	poke_le32(out, at + 0x14, (uint32_t)(out->len - at - 0x100));
}

void pack_brotli(struct fwbytes *out, const uint8_t *in, size_t len)
{
	size_t room = BrotliEncoderMaxCompressedSize(len), at;

	put_le64(out, len);
	/* the size of scratch memory that the caller must give to some decoders */
	put_le64(out, 0x100000);
	at = out->len;
	put_fill(out, 0, room);
	if (!BrotliEncoderCompress(9, 22, BROTLI_MODE_GENERIC, len, in, &room,
				   out->data + at))
		fwbuild_fail("brotli cannot encode");
	bytes_cut(out, at + room);
}

/* ---- sums and signatures ---- */

void pack_crc32(struct fwbytes *out, const uint8_t *in, size_t len)
{
	put_le32(out, (uint32_t)crc32(0, in, (uInt)len));
	put_bytes(out, in, len);
}

void pack_rsa2048(struct fwbytes *out, const uint8_t *in, size_t len)
{
	put_guid(out, GUID_SHA256);
	put_fill(out, 0x5A, 256); /* PublicKey */
	put_fill(out, 0xA5, 256); /* Signature */
	put_bytes(out, in, len);
}

void pack_signed_contents(struct fwbytes *out, const uint8_t *in, size_t len)
{
	enum { SIGNATURE = 0x100, HEADER = 8 + 16 };

	put_le32(out, HEADER + SIGNATURE); /* dwLength */
	put_le16(out, 0x0200);             /* wRevision */
	put_le16(out, 0x0EF1);             /* WIN_CERT_TYPE_EFI_GUID */
	put_guid(out, GUID_RSA2048);
	put_fill(out, 0xA5, SIGNATURE);
	put_bytes(out, in, len);
}
