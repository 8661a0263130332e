/* SPDX-License-Identifier: BSD-2-Clause */
/* pack_stream.c - streams of single-file packers: xz, zstd, lz4, lzip */
#include <lzma.h>
#include <zlib.h>

#include "pack_archive.h"

void pack_xz(struct fwbytes *out, const uint8_t *in, size_t len)
{
	struct fwbytes room = { 0 };
	size_t used = 0;

	put_fill(&room, 0, lzma_stream_buffer_bound(len));
	if (lzma_easy_buffer_encode(6, LZMA_CHECK_CRC32, NULL, in, len, room.data, &used,
				    room.len) != LZMA_OK)
		fwbuild_fail("liblzma cannot encode");
	put_bytes(out, room.data, used);
	bytes_free(&room);
}

/*
 * Put a zstd frame (RFC 8878): a single segment, a content size of four bytes, and blocks
 * that are not compressed.
 */
void pack_zstd(struct fwbytes *out, const uint8_t *in, size_t len)
{
	enum { BLOCK = 128 * 1024, LAST = 1 };

	put_le32(out, 0xFD2FB528);
	put_u8(out, 0xA0);
	put_le32(out, (uint32_t)len);
	do {
		size_t part = len < BLOCK ? len : BLOCK;

		put_le24(out, (uint32_t)part << 3 | (part == len ? LAST : 0));
		put_bytes(out, in, part);
		in += part;
		len -= part;
	} while (len > 0);
}

/* Return the XXH32 of fewer than 16 bytes. */
static uint32_t xxh32(const uint8_t *p, size_t len)
{
	const uint32_t p1 = 2654435761u, p2 = 2246822519u, p3 = 3266489917u,
		       p4 = 668265263u, p5 = 374761393u;
	uint32_t h = p5 + (uint32_t)len;

	for (; len >= 4; len -= 4, p += 4) {
		h += (p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
		      (uint32_t)p[3] << 24) *
		     p3;
		h = (h << 17 | h >> 15) * p4;
	}
	for (; len > 0; len--, p++) {
		h += *p * p5;
		h = (h << 11 | h >> 21) * p1;
	}
	h = (h ^ h >> 15) * p2;
	h = (h ^ h >> 13) * p3;
	return h ^ h >> 16;
}

static void put_length(struct fwbytes *out, size_t length)
{
	for (length -= 15; length >= 255; length -= 255)
		put_u8(out, 255);
	put_u8(out, (unsigned)length);
}

static void put_sequence(struct fwbytes *out, const uint8_t *literals, size_t count,
			 size_t match)
{
	unsigned low = match >= 19 ? 15 : match ? (unsigned)match - 4 : 0;

	put_u8(out, (count >= 15 ? 15u : (unsigned)count) << 4 | low);
	if (count >= 15)
		put_length(out, count);
	put_bytes(out, literals, count);
	if (match == 0)
		return;
	put_le16(out, 1);
	if (match >= 19)
		put_length(out, match - 4);
}

/*
 * Find the next run of at least 8 bytes that are equal to the byte before them. Search
 * from 'from' on. As LZ4 requires, a run never includes the last five bytes.
 */
static size_t find_run(const uint8_t *in, size_t len, size_t from, size_t *run)
{
	for (size_t i = from + 1; i + 12 < len; i++) {
		for (*run = 0; i + *run + 5 < len && in[i + *run] == in[i - 1];)
			++*run;
		if (*run >= 8)
			return i;
		i += *run;
	}
	*run = 0;
	return len;
}

static void put_block(struct fwbytes *out, const uint8_t *in, size_t len)
{
	size_t start = out->len, at = 0, run;

	put_le32(out, 0);
	do {
		size_t next = find_run(in, len, at, &run);

		put_sequence(out, in + at, next - at, run);
		at = next + run;
	} while (run > 0);
	if (out->len - start - 4 < len) {
		poke_le32(out, start, (uint32_t)(out->len - start - 4));
		return;
	}
	bytes_cut(out, start);
	put_le32(out, (uint32_t)len | 0x80000000);
	put_bytes(out, in, len);
}

/*
 * Put a frame of the LZ4 Frame Format, version 1: independent blocks of up to 64 KiB, and
 * the size of the whole content in the header.
 */
void pack_lz4(struct fwbytes *out, const uint8_t *in, size_t len)
{
	size_t at;

	put_le32(out, 0x184D2204);
	at = out->len;
	put_u8(out, 0x68);
	put_u8(out, 0x40);
	put_le64(out, len);
	put_u8(out, xxh32(out->data + at, out->len - at) >> 8);
	while (len > 0) {
		size_t part = len < 0x10000 ? len : 0x10000;

		put_block(out, in, part);
		in += part;
		len -= part;
	}
	put_le32(out, 0);
}

/*
 * Put an lzip member, as in lzip's manual: magic, version, dictionary size, LZMA stream
 * with an end marker, CRC and sizes.
 */
void pack_lzip(struct fwbytes *out, const uint8_t *in, size_t len)
{
	struct fwbytes alone = { 0 };
	size_t start = out->len;

	pack_lzma_end_marker(&alone, in, len);
	put_text(out, "LZIP");
	put_u8(out, 1);
	put_u8(out, 20); /* 1 MiB */
	put_bytes(out, alone.data + 13, alone.len - 13);
	put_le32(out, (uint32_t)crc32(0, in, (uInt)len));
	put_le64(out, len);
	put_le64(out, out->len - start + 8);
	bytes_free(&alone);
}
