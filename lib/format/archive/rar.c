/* SPDX-License-Identifier: BSD-2-Clause */
/* rar.c - extent of a RAR archive, version 4 and version 5 (RarLab's technotes) */
#include "format/archive/archive_extent.h"

/* ---- version 4 ----------------------------------------------------------- */

#define MARKER_4         "Rar!\x1a\x07\x00"
#define BLOCK_FIRST      0x72
#define BLOCK_MAIN       0x73
#define BLOCK_FILE       0x74
#define BLOCK_END        0x7b
#define FLAG_LONG        0x8000 /* data follows the header */
#define FLAG_LARGE_FILE  0x0100
#define FLAG_PART        0x0001 /* in the main block: this is one of several volumes */
#define FLAG_ENCRYPTED   0x0080 /* in the main block: all other blocks are encrypted */
#define LARGE_FILE_AT    32
#define BLOCK_HEADER_MIN 7

/* The block at the cursor; false if there is none, or (r->failed) it is cut off. */
/*@
  requires \valid(r) && gx_reading(*r) && \separated(r, type, flags);
  assigns r->pos, r->failed, *type, *flags;
  ensures gx_reading(*r) && r->s == \old(r->s);
  ensures \result ==> !r->failed && r->pos > \old(r->pos);
*/
static bool skip_block(struct gx_reader *r, uint8_t *type, uint16_t *flags)
{
	struct gx_span block = gx_rest(r);
	struct gx_reader header = gx_reader(block);
	uint16_t size;
	uint64_t data = 0;

	gx_skip(&header, 2); /* CRC */
	*type = gx_u8(&header);
	*flags = gx_le16(&header);
	size = gx_le16(&header);
	if (*flags & FLAG_LONG)
		data = gx_le32(&header);
	if (*type == BLOCK_FILE && *flags & FLAG_LARGE_FILE) {
		gx_seek(&header, LARGE_FILE_AT);
		data |= (uint64_t)gx_le32(&header) << 32;
	}
	if (header.failed || size < BLOCK_HEADER_MIN || *type < BLOCK_FIRST ||
	    *type > BLOCK_END)
		return false;
	gx_skip(r, size);
	gx_skip(r, data);
	return !r->failed;
}

bool gx_rar_probe(struct gx_span at, struct gx_extent *out)
{
	struct gx_reader r = gx_reader(at);
	uint8_t type = 0;
	uint16_t flags;

	*out = (struct gx_extent){ 0 };
	gx_skip(&r, sizeof(MARKER_4) - 1);
	if (!gx_span_starts(at, MARKER_4, sizeof(MARKER_4) - 1) ||
	    !skip_block(&r, &type, &flags) || type != BLOCK_MAIN)
		return false;
	out->size = at.len;
	if (flags & FLAG_ENCRYPTED)
		return true;
	/*@
	  loop invariant gx_reading(r);
	  loop variant r.s.len - r.pos;
	*/
	do {
		out->size = r.pos;
	} while (type != BLOCK_END && skip_block(&r, &type, &flags));
	if (r.failed)
		out->size = at.len;
	out->looked = r.pos;
	return true;
}

/* ---- version 5 ----------------------------------------------------------- */

#define MARKER_5      "Rar!\x1a\x07\x01\x00"
#define MARKER_5_LEN  8
#define TYPE_MAIN     1
#define TYPE_FILE     2
#define TYPE_SERVICE  3
#define TYPE_ENCRYPTS 4 /* encrypts all blocks after it */
#define TYPE_END      5
#define HAS_EXTRA     1
#define HAS_DATA      2
/* in the main block's own flags: this is one of several volumes */
#define IS_PART 1

/* Type of a record in a file or service block.  In the main block, type 1 is a
 * locator. */
#define EXTRA_ENCRYPTION 1

struct block5 {
	uint64_t type;
	bool encrypted; /* the data after the header */
	bool part;
};

/* Seven bits a byte, the lowest first; bit 7 says that more follow. */
/*@
  requires \valid(r) && gx_reading(*r);
  assigns r->pos, r->failed;
  ensures gx_reading(*r) && r->s == \old(r->s);
  ensures !r->failed ==> !\old(r->failed) && r->pos > \old(r->pos);
  ensures r->pos >= \old(r->pos);
*/
static uint64_t take_vint(struct gx_reader *r)
{
	uint64_t v = 0;

	/*@
	  loop invariant gx_reading(*r) && r->s == \at(r->s, Pre);
	  loop invariant shift > 0 && !r->failed ==> !\at(r->failed, Pre) &&
		  r->pos > \at(r->pos, Pre);
	  loop invariant r->pos >= \at(r->pos, Pre);
	  loop invariant !r->failed ==> !\at(r->failed, Pre);
	  loop assigns shift, v, r->pos, r->failed;
	  loop variant 63 - shift;
	*/
	for (unsigned int shift = 0; shift < 63; shift += 7) {
		uint8_t b = gx_u8(r);

		v |= (uint64_t)(b & 0x7f) << shift;
		if (!(b & 0x80))
			return v;
	}
	r->failed = true;
	return 0;
}

/* True if one of the records of a file means encryption.  Each record starts with its
 * size. */
/*@
  requires gx_readable(extra);
  assigns \nothing;
*/
static bool has_encryption(struct gx_span extra)
{
	struct gx_reader r = gx_reader(extra);

	/*@
	  loop invariant gx_reading(r) && r.s == extra;
	  loop assigns r.pos, r.failed;
	  loop variant r.s.len - r.pos - r.failed;
	*/
	while (r.pos < extra.len && !r.failed) {
		uint64_t size = take_vint(&r);
		struct gx_reader record = gx_reader(gx_take(&r, size));

		if (take_vint(&record) == EXTRA_ENCRYPTION && !record.failed)
			return true;
	}
	return false;
}

/*@
  requires gx_readable(extra);
  assigns \nothing;
*/
static bool is_encrypted(uint64_t type, struct gx_span extra)
{
	if (type == TYPE_FILE || type == TYPE_SERVICE)
		return has_encryption(extra);
	return type == TYPE_ENCRYPTS;
}

/* Read the block at the cursor; false if there is none, or (r->failed) it is cut off.
 * The extra area is at the end of its header. */
/*@
  requires \valid(r) && gx_reading(*r) && \separated(r, out);
  assigns r->pos, r->failed, *out;
  ensures gx_reading(*r) && r->s == \old(r->s);
  ensures \result ==> !r->failed && r->pos > \old(r->pos);
*/
static bool take_block5(struct gx_reader *r, struct block5 *out)
{
	struct gx_span bytes, extra;
	struct gx_reader header;
	uint64_t size, flags, data = 0, extra_size = 0;

	gx_skip(r, 4); /* CRC-32 */
	size = take_vint(r);
	bytes = gx_take(r, size);
	header = gx_reader(bytes);
	if (r->failed)
		return false;
	out->type = take_vint(&header);
	flags = take_vint(&header);
	if (flags & HAS_EXTRA)
		extra_size = take_vint(&header);
	if (flags & HAS_DATA)
		data = take_vint(&header);
	out->part = out->type == TYPE_MAIN && take_vint(&header) & IS_PART;
	if (header.failed)
		return false;
	extra = extra_size < bytes.len ? gx_span_tail(bytes, bytes.len - extra_size)
				       : gx_span(NULL, 0);
	out->encrypted = is_encrypted(out->type, extra);
	gx_skip(r, data);
	return !r->failed;
}

/*@
  requires gx_readable(at);
  assigns \nothing;
*/
static bool is_marked_5(struct gx_span at)
{
	return gx_span_starts(at, MARKER_5, MARKER_5_LEN);
}

bool gx_rar5_probe(struct gx_span at, struct gx_extent *out)
{
	struct gx_reader r = gx_reader(gx_span_tail(at, MARKER_5_LEN));
	struct block5 block;

	*out = (struct gx_extent){ 0 };
	if (!is_marked_5(at) || !take_block5(&r, &block) ||
	    (block.type != TYPE_MAIN && block.type != TYPE_ENCRYPTS))
		return false;
	out->size = at.len;
	if (block.type == TYPE_ENCRYPTS)
		return true;
	/*@
	  loop invariant gx_reading(r);
	  loop variant r.s.len - r.pos;
	*/
	do {
		out->size = MARKER_5_LEN + r.pos;
	} while (block.type != TYPE_END && take_block5(&r, &block));
	if (r.failed)
		out->size = at.len;
	out->looked = r.pos;
	return true;
}

bool gx_rar5_is_encrypted(struct gx_span archive)
{
	struct gx_reader r = gx_reader(gx_span_tail(archive, MARKER_5_LEN));
	struct block5 block;

	if (!is_marked_5(archive))
		return false;
	/*@
	  loop invariant gx_reading(r);
	  loop variant r.s.len - r.pos;
	*/
	while (take_block5(&r, &block) && block.type != TYPE_END) {
		if (block.encrypted)
			return true;
	}
	return false;
}

bool gx_rar_is_part(struct gx_span archive)
{
	struct gx_reader r4 = gx_reader(gx_span_tail(archive, sizeof(MARKER_4) - 1));
	struct gx_reader r5 = gx_reader(gx_span_tail(archive, MARKER_5_LEN));
	struct block5 block;
	uint16_t flags;
	uint8_t type;

	if (is_marked_5(archive))
		return take_block5(&r5, &block) && block.part;
	return gx_span_starts(archive, MARKER_4, sizeof(MARKER_4) - 1) &&
	       skip_block(&r4, &type, &flags) && type == BLOCK_MAIN && flags & FLAG_PART;
}
