/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * lz4.c - LZ4 frames (LZ4 Frame Format 1.6 and LZ4 Block Format, lz4.org)
 *
 * Blocks may refer to earlier blocks.  Checksums are skipped: the caller checks the
 * content.
 */
#include "codec/lz4.h"

#define MAGIC 0x184d2204

#define FLAG_BLOCK_CHECKSUM 0x10
#define FLAG_CONTENT_SIZE   0x08
#define FLAG_DICTIONARY     0x01
#define VERSION_MASK        0xc0
#define VERSION_1           0x40
#define BLOCK_STORED        0x80000000u

struct frame {
	bool block_checksum;
	uint64_t unpacked; /* UINT64_MAX: not stated */
};

static enum gopx_status frame_decode(struct gx_reader *r, struct frame *out)
{
	uint32_t magic = gx_le32(r);
	uint8_t flags = gx_u8(r);

	*out = (struct frame){ (flags & FLAG_BLOCK_CHECKSUM) != 0, UINT64_MAX };
	gx_skip(r, 1); /* maximum size of a block */
	if (flags & FLAG_CONTENT_SIZE)
		out->unpacked = gx_le64(r);
	gx_skip(r, 1); /* checksum of the header */
	if (r->failed || magic != MAGIC || (flags & VERSION_MASK) != VERSION_1)
		return GOPX_E_FORMAT;
	/* A frame with a dictionary does not contain the dictionary, so it is not
	 * supported. */
	return flags & FLAG_DICTIONARY ? GOPX_E_UNSUPPORTED : GOPX_OK;
}

enum gopx_status gx_lz4_size(struct gx_span in, uint64_t *out)
{
	struct gx_reader r = gx_reader(in);
	struct frame frame;
	enum gopx_status status = frame_decode(&r, &frame);

	*out = frame.unpacked;
	return status;
}

/* A length: four bits of the token and, if all four are set, the bytes that follow. */
/*@
  requires \valid(r) && gx_reading(*r);
  assigns r->pos, r->failed;
  ensures gx_reading(*r) && r->s == \old(r->s) && r->pos >= \old(r->pos);
  ensures !r->failed ==> !\old(r->failed);
*/
static uint64_t take_length(struct gx_reader *r, uint8_t bits)
{
	uint64_t length = bits;
	uint8_t more = bits == 15 ? 255 : 0;

	/*@
	  loop invariant gx_reading(*r) && r->s == \at(r->s, Pre);
	  loop invariant r->pos >= \at(r->pos, Pre);
	  loop invariant !r->failed ==> !\at(r->failed, Pre);
	  loop assigns more, length, r->pos, r->failed;
	  loop variant r->s.len - r->pos + more;
	*/
	while (more == 255) {
		more = gx_u8(r);
		length += more;
	}
	return length;
}

/*@
  requires gx_readable(block);
  assigns *sink;
*/
static enum gopx_status block_decode(struct gx_span block, struct gx_sink *sink)
{
	struct gx_reader r = gx_reader(block);

	/*@
	  loop invariant gx_reading(r) && r.s == block && !r.failed;
	  loop assigns r, *sink;
	  loop variant r.s.len - r.pos - r.failed;
	*/
	while (r.pos < block.len) {
		uint8_t token = gx_u8(&r);
		uint64_t length = take_length(&r, token >> 4);
		uint16_t distance;

		GX_TRY(gx_sink_write(sink, sink->len, gx_take(&r, length)));
		/* The last sequence has only literals. */
		if (r.pos == block.len)
			break;
		distance = gx_le16(&r);
		length = take_length(&r, token & 0xf) + 4;
		if (r.failed)
			break;
		GX_TRY(gx_sink_repeat(sink, distance, length));
	}
	return r.failed ? GOPX_E_CORRUPT : GOPX_OK;
}

/*@
  requires \valid(r) && gx_reading(*r) && \separated(r, sink);
*/
static enum gopx_status blocks_decode(struct gx_reader *r, const struct frame *frame,
				      struct gx_sink *sink)
{
	/*@
	  loop invariant gx_reading(*r) && r->s == \at(r->s, Pre);
	  loop assigns r->pos, r->failed, *sink;
	  loop variant r->s.len - r->pos;
	*/
	for (;;) {
		uint32_t size = gx_le32(r);
		struct gx_span block = gx_take(r, size & ~BLOCK_STORED);

		if (frame->block_checksum && size)
			gx_skip(r, 4);
		if (r->failed)
			return GOPX_E_TRUNCATED;
		if (size == 0)
			return GOPX_OK;
		if (size & BLOCK_STORED)
			GX_TRY(gx_sink_write(sink, sink->len, block));
		else
			GX_TRY(block_decode(block, sink));
	}
}

enum gopx_status gx_lz4_decode(struct gx_span in, struct gx_sink *sink)
{
	struct gx_reader r = gx_reader(in);
	struct frame frame;

	GX_TRY(frame_decode(&r, &frame));
	GX_TRY(blocks_decode(&r, &frame, sink));
	return frame.unpacked == UINT64_MAX || frame.unpacked == sink->len
		   ? GOPX_OK
		   : GOPX_E_CORRUPT;
}
