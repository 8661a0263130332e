/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * stream.c - extents of packed streams.  For xz, zstd and LZ4, the headers of the blocks
 * show where a stream ends.  For the others, only unpacking shows this.
 */
#include <zlib.h>

#include "format/archive/archive_extent.h"

/* ---- xz (The .xz File Format) ---------------------------------------------- */

#define XZ_MAGIC       "\xfd\x37zXZ\0"
#define XZ_HEADER_SIZE 12
#define XZ_FOOTER_SIZE 12

/* 2.1.1: the flags have a CRC-32. */
/*@
  requires gx_readable(at);
  assigns \nothing;
  ensures \result ==> at.len >= 12;
*/
static bool is_xz_header(struct gx_span at)
{
	struct gx_reader r = gx_reader(at);
	struct gx_span flags;
	uint32_t crc;

	gx_skip(&r, 6);
	flags = gx_take(&r, 2);
	crc = gx_le32(&r);
	return !r.failed && gx_span_starts(at, XZ_MAGIC, 6) &&
	       crc32_z(0, flags.ptr, flags.len) == crc;
}

/* 2.1.2: {CRC-32 of what follows u32, size of the index, flags of the header, "YZ"}. */
/*@
  requires gx_readable(stream);
  assigns \nothing;
*/
static bool is_xz_footer(struct gx_span stream, uint64_t at)
{
	struct gx_reader r = gx_reader(gx_span_tail(stream, at));
	uint32_t crc = gx_le32(&r);
	struct gx_span summed = gx_take(&r, 6), flags = gx_span_tail(summed, 4), first;

	return gx_span_sub(stream, 6, 2, &first) && gx_span_equal(first, flags) &&
	       crc32_z(0, summed.ptr, summed.len) == crc;
}

/* The end of the stream at the start of 's'; all of s if there is no footer. */
/*@
  requires gx_readable(s) && s.len <= SIZE_MAX - 255; // no object is so large
  assigns \nothing;
  ensures s.len > 0 ==> 0 < \result <= s.len;
*/
static uint64_t xz_end(struct gx_span s)
{
	static const struct gx_span magic = { (const uint8_t *)"YZ", 2 };
	uint64_t at = XZ_HEADER_SIZE;

	/*@
	  loop assigns at;
	  loop variant s.len + 2 - at;
	*/
	while (at < s.len) {
		at += gx_span_find(gx_span_tail(s, at), magic) + 2;
		if (at <= s.len && at % 4 == 0 && is_xz_footer(s, at - XZ_FOOTER_SIZE))
			return at;
	}
	return s.len;
}

/* Streams may follow each other, with zeros between them, in multiples of four (2.2). */
/*@
  requires gx_readable(at) && at.len <= SIZE_MAX - 255; // no object is so large
*/
bool gx_xz_probe(struct gx_span at, struct gx_extent *out)
{
	uint64_t next = 0;

	*out = (struct gx_extent){ 0 };
	/*@
	  loop invariant next <= at.len;
	  loop variant at.len - next;
	*/
	while (is_xz_header(gx_span_tail(at, next))) {
		struct gx_span rest = gx_span_tail(at, next);

		next += xz_end(rest);
		out->size = out->looked = next;
		/*@
		  loop invariant \at(next, LoopEntry) <= next <= at.len;
		  loop assigns next;
		  loop variant at.len - next;
		*/
		while (gx_span_starts(gx_span_tail(at, next), "\0\0\0\0", 4))
			next += 4;
	}
	return out->size > 0;
}

/* ---- zstd (RFC 8878) -------------------------------------------------------- */

#define ZSTD_MAGIC    0xfd2fb528
#define ZSTD_RLE      1
#define ZSTD_RESERVED 3

/* Read a header (3.1.1.1).  Its descriptor says which fields it has.  False if a reserved
 * bit is set. */
/*@
  requires \valid(r) && gx_reading(*r) && \separated(r, checksum);
  assigns r->pos, r->failed, *checksum;
  ensures gx_reading(*r) && r->s == \old(r->s);
  ensures \result ==> !r->failed && r->pos > \old(r->pos);
*/
static bool skip_zstd_header(struct gx_reader *r, bool *checksum)
{
	static const uint8_t dictionary[] = { 0, 1, 2, 4 }, content[] = { 0, 2, 4, 8 };
	uint32_t magic = gx_le32(r);
	uint8_t descriptor = gx_u8(r);
	bool single = descriptor & 0x20;

	*checksum = descriptor & 0x04;
	gx_skip(r, single ? 0 : 1); /* window */
	gx_skip(r, dictionary[descriptor & 3]);
	gx_skip(r, descriptor >> 6 ? content[descriptor >> 6] : single);
	return !r->failed && magic == ZSTD_MAGIC && !(descriptor & 0x08);
}

/* Skip a block (3.1.1.2).  False at the end of the valid blocks; *cut is set if a block
 * extends past the end. */
/*@
  requires \valid(r) && gx_reading(*r) && \separated(r, cut);
  assigns r->pos, r->failed, *cut;
  ensures gx_reading(*r) && r->s == \old(r->s);
  ensures \result ==> r->pos > \old(r->pos);
*/
static bool skip_zstd_frame(struct gx_reader *r, bool *cut)
{
	bool checksum, last = false;

	*cut = false;
	if (!skip_zstd_header(r, &checksum))
		return false;
	/*@
	  loop invariant gx_reading(*r) && r->s == \at(r->s, Pre);
	  loop invariant r->pos > \at(r->pos, Pre);
	  loop invariant !*cut ==> !r->failed;
	  loop assigns last, *cut, r->pos, r->failed;
	  loop variant r->s.len - r->pos - r->failed;
	*/
	while (!last && !*cut) {
		uint32_t header = gx_le24(r);
		uint32_t type = header >> 1 & 3;

		last = header & 1;
		if (type == ZSTD_RESERVED)
			return false;
		gx_skip(r, type == ZSTD_RLE ? 1 : header >> 3);
		*cut = r->failed;
	}
	gx_skip(r, checksum ? 4 : 0);
	return true;
}

/* Frames may follow each other. */
bool gx_zstd_probe(struct gx_span at, struct gx_extent *out)
{
	struct gx_reader r = gx_reader(at);
	bool cut;

	uint64_t end = 0;

	/*@
	  loop invariant gx_reading(r);
	  loop variant r.s.len - r.pos;
	*/
	while (skip_zstd_frame(&r, &cut)) {
		end = cut ? at.len : r.pos;
		if (cut)
			break;
	}
	/* Even if a block is invalid, r.pos bytes were read before it. */
	*out = (struct gx_extent){ .size = end, .looked = r.pos };
	return end > 0;
}

/* ---- LZ4 (LZ4 Frame Format 1.6) --------------------------------------------- */

/* Check the version (01), the block size (4 to 7) and the reserved bits.  The flags say
 * which fields follow. */
/*@
  requires \valid(r) && gx_reading(*r) && \separated(r, flags);
  assigns r->pos, r->failed, *flags;
  ensures gx_reading(*r) && r->s == \old(r->s);
*/
static bool skip_lz4_header(struct gx_reader *r, uint8_t *flags)
{
	bool magic = gx_span_starts(gx_take(r, 4), "\x04\x22\x4d\x18", 4);
	uint8_t block;

	*flags = gx_u8(r);
	block = gx_u8(r);
	gx_skip(r, *flags & 0x08 ? 8 : 0); /* content size */
	gx_skip(r, *flags & 0x01 ? 4 : 0); /* dictionary */
	gx_skip(r, 1);
	return !r->failed && magic && (*flags & 0xc2) == 0x40 && !(block & 0x8f) &&
	       (block >> 4 & 7) >= 4;
}

bool gx_lz4_probe(struct gx_span at, struct gx_extent *out)
{
	struct gx_reader r = gx_reader(at);
	uint8_t flags;
	uint32_t block = 1;

	*out = (struct gx_extent){ 0 };
	if (!skip_lz4_header(&r, &flags))
		return false;
	/*@
	  loop invariant gx_reading(r);
	  loop variant r.s.len - r.pos - r.failed;
	*/
	while (block && !r.failed) {
		block = gx_le32(&r);
		gx_skip(&r, block & 0x7fffffff);
		gx_skip(&r, block && flags & 0x10 ? 4 : 0);
	}
	gx_skip(&r, flags & 0x04 ? 4 : 0);
	*out = (struct gx_extent){ r.failed ? at.len : r.pos, r.pos };
	return true;
}

/* ---- gzip, bzip2 and lzip --------------------------------------------------- */

static bool is_stream(struct gx_span at, bool header_ok, struct gx_extent *out)
{
	*out = (struct gx_extent){ .size = header_ok ? at.len : 0 };
	return header_ok;
}

/* RFC 1952, 2.3: flags, extra flags, operating system. */
bool gx_gzip_probe(struct gx_span at, struct gx_extent *out)
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
			 out);
}

bool gx_bzip2_probe(struct gx_span at, struct gx_extent *out)
{
	struct gx_reader r = gx_reader(at);
	uint8_t level;

	gx_skip(&r, 3);
	level = gx_u8(&r);
	return is_stream(at,
			 gx_span_starts(at, "BZh", 3) && level >= '1' && level <= '9' &&
			     gx_span_starts(gx_rest(&r), "1AY&SY", 6),
			 out);
}

/* Lzip's manual, "File format": version 1, dictionary of 4 KiB to 512 MiB. */
bool gx_lzip_probe(struct gx_span at, struct gx_extent *out)
{
	struct gx_reader r = gx_reader(at);
	uint8_t dictionary;

	gx_skip(&r, 5);
	dictionary = gx_u8(&r) & 0x1f;
	return is_stream(at,
			 !r.failed && gx_span_starts(at, "LZIP\1", 5) &&
			     dictionary >= 12 && dictionary <= 29,
			 out);
}
