/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fwbuild_pack.h - pack and sign the content of sections, for guided_begin()
 *
 * Each function packs 'len' bytes, and appends the packed data to 'out'. The encoders are
 * liblzma, zlib and libbrotlienc. No setting is left to the library, so that the same
 * version of a library always makes the same bytes.
 */
#ifndef FWBUILD_PACK_H
#define FWBUILD_PACK_H

#include "fwbuild_bytes.h"

typedef void fw_pack(struct fwbytes *out, const uint8_t *in, size_t len);

/*
 * As EDK2 packs: a 13-byte header with the size, and an LZMA stream without an end
 * marker.
 */
fw_pack pack_lzma;

/*
 * Filter the input with the x86 branch filter (start address 0), and pack as pack_lzma.
 */
fw_pack pack_lzma_x86;

/* The header has -1 (unknown) as the size, and the stream has an end marker. */
fw_pack pack_lzma_end_marker;

/* Four bytes come before the 13-byte header: the packed length, with the top bit set. */
fw_pack pack_lzma_legacy;

/*
 * Both streams start with the packed and the unpacked size (u32 each). Tiano has 5
 * position bits, and EFI 1.1 has 4.
 */
fw_pack pack_tiano;
fw_pack pack_efi11;

fw_pack pack_gzip;
fw_pack pack_zlib;

/* Only the deflate stream, without a header and a checksum. */
fw_pack pack_deflate;

/* A 256-byte header with the packed length at 0x14, then a zlib stream. */
fw_pack pack_zlib_amd;

/* The unpacked size and the size of scratch memory (u64 each), then a brotli stream. */
fw_pack pack_brotli;

/* The CRC-32 of the data, then the data. It needs a next_section.prefix of 4 bytes. */
fw_pack pack_crc32;

/* An EFI_CERT_BLOCK_RSA_2048_SHA256 of RSA2048_CERT_SIZE bytes, then the data. */
#define RSA2048_CERT_SIZE 0x210
fw_pack pack_rsa2048;

/* A WIN_CERTIFICATE, then the data. DataOffset does not include the certificate. */
fw_pack pack_signed_contents;

/*
 * A decompression bomb: pack 'count' zeros like pack_lzma, but do not keep them in
 * memory.
 */
void pack_lzma_zeros(struct fwbytes *out, uint64_t count);

/* Offsets of fields in the LZMA header, so that tests can set wrong values. */
#define LZMA_DICTIONARY_AT 1
#define LZMA_SIZE_AT       5

#endif /* FWBUILD_PACK_H */
