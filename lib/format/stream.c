/* SPDX-License-Identifier: BSD-2-Clause */
/* stream.c - headers of packed streams, whose ends only unpacking tells */
#include <zlib.h>

#include "format/archive.h"

static bool is_stream(struct gx_span at, bool header_ok, uint64_t *size)
{
	*size = header_ok ? at.len : 0;
	return header_ok;
}

/* RFC 1952, 2.3: flags, extra flags, operating system. */
bool gx_gzip_probe(struct gx_span at, uint64_t *size)
{
	struct gx_reader r = gx_reader(at);
	uint8_t flags, extra, system;

	gx_skip(&r, 3);
	flags = gx_u8(&r);
	gx_skip(&r, 4);
	extra = gx_u8(&r);
	system = gx_u8(&r);
	return is_stream(at,
			 !r.failed && gx_span_starts(at, "\x1f\x8b\x08", 3) &&
			     !(flags & 0xe0) && (extra & ~6u) == 0 && extra != 6 &&
			     (system <= 13 || system == 255),
			 size);
}

/* The .xz File Format, 2.1.1: the flags have a CRC-32. */
bool gx_xz_probe(struct gx_span at, uint64_t *size)
{
	struct gx_reader r = gx_reader(at);
	struct gx_span flags;
	uint32_t crc;

	gx_skip(&r, 6);
	flags = gx_take(&r, 2);
	crc = gx_le32(&r);
	return is_stream(at,
			 !r.failed &&
			     gx_span_starts(at,
					    "\xfd"
					    "7zXZ\0",
					    6) &&
			     crc32_z(0, flags.ptr, flags.len) == crc,
			 size);
}

bool gx_bzip2_probe(struct gx_span at, uint64_t *size)
{
	struct gx_reader r = gx_reader(at);
	uint8_t level;

	gx_skip(&r, 3);
	level = gx_u8(&r);
	return is_stream(at,
			 gx_span_starts(at, "BZh", 3) && level >= '1' && level <= '9' &&
			     gx_span_starts(gx_rest(&r), "1AY&SY", 6),
			 size);
}

/* RFC 8878, 3.1.1.1: one bit is reserved. */
bool gx_zstd_probe(struct gx_span at, uint64_t *size)
{
	struct gx_reader r = gx_reader(at);
	uint8_t descriptor;

	gx_skip(&r, 4);
	descriptor = gx_u8(&r);
	return is_stream(at,
			 !r.failed && gx_span_starts(at, "\x28\xb5\x2f\xfd", 4) &&
			     !(descriptor & 0x08),
			 size);
}

/* LZ4 Frame Format 1.6: version 01, block sizes 4 to 7, reserved bits. */
bool gx_lz4_probe(struct gx_span at, uint64_t *size)
{
	struct gx_reader r = gx_reader(at);
	uint8_t flags, block;

	gx_skip(&r, 4);
	flags = gx_u8(&r);
	block = gx_u8(&r);
	return is_stream(at,
			 !r.failed && gx_span_starts(at, "\x04\x22\x4d\x18", 4) &&
			     (flags & 0xc2) == 0x40 && !(block & 0x8f) &&
			     (block >> 4 & 7) >= 4,
			 size);
}

/* Lzip's manual, "File format": version 1, dictionary of 4 KiB to 512 MiB. */
bool gx_lzip_probe(struct gx_span at, uint64_t *size)
{
	struct gx_reader r = gx_reader(at);
	uint8_t dictionary;

	gx_skip(&r, 5);
	dictionary = gx_u8(&r) & 0x1f;
	return is_stream(at,
			 !r.failed && gx_span_starts(at, "LZIP\1", 5) &&
			     dictionary >= 12 && dictionary <= 29,
			 size);
}
