/* SPDX-License-Identifier: BSD-2-Clause */
/* sevenzip.c - headers of 7z archives (7zFormat.txt of the LZMA SDK) */
#include "format/archive/sevenzip.h"

#include "base/checked.h"

#define SIGNATURE_HEADER_SIZE 32
#define OFFSET_AT             12 /* offset of the header after the signature header */

enum { /* property IDs */
       ID_END = 0x00,
       ID_HEADER = 0x01,
       ID_MAIN_STREAMS = 0x04,
       ID_PACK_INFO = 0x06,
       ID_UNPACK_INFO = 0x07,
       ID_SIZE = 0x09,
       ID_FOLDER = 0x0b,
       ID_UNPACK_SIZE = 0x0c,
       ID_ENCODED_HEADER = 0x17,
};

/* A folder with one coder, LZMA, whose ID has three bytes and whose properties have
 * five. */
#define CODER_LZMA "\x01\x23\x03\x01\x01\x05"

struct gx_span gx_7z_header(struct gx_span at)
{
	struct gx_reader r = gx_reader(at);
	uint64_t offset, size;
	struct gx_span header;

	gx_seek(&r, OFFSET_AT);
	offset = gx_le64(&r);
	size = gx_le64(&r);
	gx_span_sub(gx_span_tail(at, SIGNATURE_HEADER_SIZE), offset, size, &header);
	return header;
}

/* A NUMBER: the count of leading ones of the first byte says how many bytes follow it. */
/*@
  requires \valid(r) && gx_reading(*r);
  assigns r->pos, r->failed;
  ensures gx_reading(*r) && r->s == \old(r->s);
*/
static uint64_t number(struct gx_reader *r)
{
	uint8_t first = gx_u8(r), mask = 0x80;
	uint64_t value = 0;
	unsigned int bits = 0;

	/*@
	  loop invariant gx_reading(*r) && r->s == \at(r->s, Pre);
	  loop assigns mask, bits, value, r->pos, r->failed;
	  loop variant mask;
	*/
	for (; mask && first & mask; mask >>= 1, bits += 8)
		value |= (uint64_t)gx_u8(r) << bits;
	return mask ? value | (uint64_t)(first & (mask - 1)) << bits : value;
}

/* The last of 'count' numbers. */
/*@
  requires \valid(r) && gx_reading(*r);
  assigns r->pos, r->failed;
  ensures gx_reading(*r) && r->s == \old(r->s);
*/
static uint64_t last_number(struct gx_reader *r, uint64_t count)
{
	uint64_t last = 0;

	/*@
	  loop invariant gx_reading(*r) && r->s == \at(r->s, Pre);
	  loop assigns i, last, r->pos, r->failed;
	  loop variant count - i;
	*/
	for (uint64_t i = 0; i < count && !r->failed; i++)
		last = number(r);
	return last;
}

struct streams {
	uint64_t pack_at, pack_size, pack_count, folder_count;
};

/* Read up to the first folder.  Returns false if the header has another form, or a count
 * is too large. */
static bool take_streams(struct gx_reader *r, struct streams *out, bool *possible)
{
	*out = (struct streams){ 0 };
	if (gx_u8(r) != ID_PACK_INFO)
		return false;
	out->pack_at = number(r);
	out->pack_count = number(r);
	*possible = r->failed || out->pack_count <= gx_rest(r).len;
	if (!*possible || gx_u8(r) != ID_SIZE)
		return false;
	out->pack_size = last_number(r, out->pack_count);
	if (gx_u8(r) != ID_END || gx_u8(r) != ID_UNPACK_INFO || gx_u8(r) != ID_FOLDER)
		return false;
	out->folder_count = number(r);
	*possible = r->failed || out->folder_count <= gx_rest(r).len;
	return *possible && !r->failed;
}

bool gx_7z_counts_are_possible(struct gx_span header)
{
	struct gx_reader r = gx_reader(header);
	struct streams streams;
	bool possible = true;
	uint8_t id = gx_u8(&r);

	if (id == ID_HEADER)
		id = gx_u8(&r);
	if (id == ID_MAIN_STREAMS || id == ID_ENCODED_HEADER)
		take_streams(&r, &streams, &possible);
	return possible;
}

bool gx_7z_packed_header(struct gx_span at, struct gx_span header,
			 struct gx_7z_packed *out)
{
	struct gx_reader r = gx_reader(header);
	struct streams streams;
	bool possible = true;
	struct gx_span coder;

	*out = (struct gx_7z_packed){ 0 };
	if (gx_u8(&r) != ID_ENCODED_HEADER || !take_streams(&r, &streams, &possible) ||
	    streams.pack_count != 1 || streams.folder_count != 1 || gx_u8(&r) != 0)
		return false;
	coder = gx_take(&r, sizeof(CODER_LZMA) - 1);
	out->properties = gx_take(&r, 5);
	if (gx_u8(&r) != ID_UNPACK_SIZE ||
	    !gx_span_starts(coder, CODER_LZMA, sizeof(CODER_LZMA) - 1))
		return false;
	out->unpacked = number(&r);
	return !r.failed && gx_span_sub(gx_span_tail(at, SIGNATURE_HEADER_SIZE),
					streams.pack_at, streams.pack_size, &out->stream);
}
