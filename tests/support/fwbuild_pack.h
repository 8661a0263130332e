/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fwbuild_pack.h - pack and sign as section builders do, for guided_begin()
 *
 * Each appends the packed form of 'len' bytes to 'out'.  The encoders are
 * liblzma, zlib and libbrotlienc with every setting written down, so that the
 * same library version makes the same bytes.
 */
#ifndef FWBUILD_PACK_H
#define FWBUILD_PACK_H

#include "fwbuild_bytes.h"

typedef void fw_pack(struct fwbytes *out, const uint8_t *in, size_t len);

/* 13-byte header with the size, LZMA stream without end marker: as EDK2 packs. */
fw_pack pack_lzma;

/* The same after the x86 branch filter, over the whole input from address 0. */
fw_pack pack_lzma_x86;

/* The size in the header is unknown (-1), an end marker closes the stream. */
fw_pack pack_lzma_end_marker;

/* Four bytes (packed length, top bit set) before the 13-byte header. */
fw_pack pack_lzma_legacy;

/* Both start with {packed u32, unpacked u32}; position bits 5 and 4. */
fw_pack pack_tiano;
fw_pack pack_efi11;

fw_pack pack_gzip;
fw_pack pack_zlib;

/* The stream alone, without header and sum. */
fw_pack pack_deflate;

/* 256-byte header with the packed length at 0x14, then a zlib stream. */
fw_pack pack_zlib_amd;

/* {unpacked u64, scratch u64}, then a brotli stream. */
fw_pack pack_brotli;

/* CRC-32 of the data before the data: 4 bytes for next_section.prefix. */
fw_pack pack_crc32;

/* EFI_CERT_BLOCK_RSA_2048_SHA256 before the data: RSA2048_CERT_SIZE bytes. */
#define RSA2048_CERT_SIZE 0x210
fw_pack pack_rsa2048;

/* WIN_CERTIFICATE before the data, not covered by DataOffset. */
fw_pack pack_signed_contents;

/* pack_lzma of 'count' zero bytes, without having them in memory: a bomb. */
void pack_lzma_zeros(struct fwbytes *out, uint64_t count);

/* Offsets in the LZMA header, for wrong values. */
#define LZMA_DICTIONARY_AT 1
#define LZMA_SIZE_AT       5

#endif /* FWBUILD_PACK_H */
