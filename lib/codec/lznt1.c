/* SPDX-License-Identifier: BSD-2-Clause */
/* lznt1.c - LZNT1 streams (Microsoft's MS-XCA, 2.5) */
#include "codec/lznt1.h"

#include "base/checked.h"

#define CHUNK_UNPACKED  4096
#define CHUNK_SIZE_MASK 0x0fff
#define CHUNK_SIGNATURE 0x3000
#define CHUNK_PACKED    0x8000
#define LENGTH_MIN      3

/* The data of the next chunk.  Returns false if there is no next chunk.  If the next
 * chunk is incomplete, also sets r->failed. */
/*@
  requires \valid(r) && gx_reading(*r) && \separated(r, data, packed);
  requires \valid(data) && \valid(packed);
  assigns *r, *data, *packed;
  ensures gx_reading(*r) && r->s == \old(r->s);
  ensures \result ==> !r->failed && r->pos > \old(r->pos);
*/
static bool take_chunk(struct gx_reader *r, struct gx_span *data, bool *packed)
{
	struct gx_reader ahead = *r;
	uint16_t header = gx_le16(&ahead);

	if (ahead.failed || (header & 0x7000) != CHUNK_SIGNATURE)
		return false;
	*r = ahead;
	*packed = header & CHUNK_PACKED;
	*data = gx_take(r, (uint64_t)(header & CHUNK_SIZE_MASK) + 1);
	return !r->failed;
}

/* The maximum size of the output: every chunk except the last one unpacks to 4 KiB. */
enum gopx_status gx_lznt1_size(struct gx_span in, uint64_t *out)
{
	struct gx_reader r = gx_reader(in);
	struct gx_span data;
	bool packed;

	*out = 0;
	/*@
	  loop invariant gx_reading(r);
	  loop variant r.s.len - r.pos;
	*/
	while (take_chunk(&r, &data, &packed))
		*out += CHUNK_UNPACKED;
	return *out ? GOPX_OK : GOPX_E_FORMAT;
}

/*
 * The number of bits for the length in a pair.  The distance has the other bits of the
 * pair: four bits at first, and one more whenever the chunk becomes too long for them.
 */
/*@
  requires unpacked <= 0x10000;
  assigns \nothing;
*/
static unsigned int length_bits(size_t unpacked)
{
	unsigned int bits = 12;

	/*@
	  loop invariant 16 <= room <= 0x20000;
	  loop assigns room, bits;
	  loop variant unpacked - room;
	*/
	for (size_t room = 16; room < unpacked; room *= 2)
		bits--;
	return bits;
}

/*@
  requires gx_readable(data);
  assigns *sink;
*/
static enum gopx_status chunk_decode(struct gx_span data, struct gx_sink *sink)
{
	struct gx_reader r = gx_reader(data);
	size_t start = sink->len;
	unsigned int flags = 0;

	/*@
	  loop invariant gx_reading(r) && r.s == data && !r.failed;
	  loop assigns i, flags, r, *sink;
	  loop variant data.len - r.pos;
	*/
	for (unsigned int i = 0; r.pos < data.len; i++) {
		unsigned int pair, bits;

		flags = i % 8 ? flags >> 1 : gx_u8(&r);
		if (r.pos == data.len)
			break;
		if (!(flags & 1)) {
			GX_TRY(gx_sink_write(sink, sink->len, gx_take(&r, 1)));
			continue;
		}
		pair = gx_le16(&r);
		bits = length_bits(sink->len - start);
		if (r.failed || pair >> bits >= sink->len - start)
			return GOPX_E_CORRUPT;
		GX_TRY(gx_sink_repeat(sink, (pair >> bits) + 1,
				      (pair & ((1u << bits) - 1)) + LENGTH_MIN));
		if (sink->len - start > CHUNK_UNPACKED)
			return GOPX_E_CORRUPT;
	}
	return sink->len - start <= CHUNK_UNPACKED ? GOPX_OK : GOPX_E_CORRUPT;
}

enum gopx_status gx_lznt1_decode(struct gx_span in, struct gx_sink *sink)
{
	struct gx_reader r = gx_reader(in);
	struct gx_span data;
	bool packed;

	/*@
	  loop invariant gx_reading(r);
	  loop variant r.s.len - r.pos;
	*/
	while (take_chunk(&r, &data, &packed)) {
		if (packed)
			GX_TRY(chunk_decode(data, sink));
		else
			GX_TRY(gx_sink_write(sink, sink->len, data));
	}
	if (r.failed)
		return GOPX_E_TRUNCATED;
	return r.pos ? GOPX_OK : GOPX_E_FORMAT;
}
