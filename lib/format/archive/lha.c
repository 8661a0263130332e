/* SPDX-License-Identifier: BSD-2-Clause */
/* lha.c - extent and headers of an LHA (LZH) archive, header levels 0 to 3 */
#include "base/checked.h"
#include "base/sum.h"
#include "format/archive/archive_extent.h"
#include "format/archive/lha.h"

#define METHOD_AT  2
#define LEVEL_AT   20
#define HEADER_MIN 22
#define BASE_2     24 /* bytes before the extended headers, at level 2 */
#define BASE_3     28

/* "-lh0-" to "-lh7-", "-lhd-" (a folder), "-lhx-". */
/*@
  requires gx_readable(at);
  assigns \nothing;
*/
static bool is_method(struct gx_span at)
{
	struct gx_reader r = gx_reader(gx_span_tail(at, METHOD_AT));
	bool starts = gx_span_starts(gx_take(&r, 3), "-lh", 3);
	uint8_t which = gx_u8(&r);

	return starts &&
	       ((which >= '0' && which <= '7') || which == 'd' || which == 'x') &&
	       gx_u8(&r) == '-';
}

/* The size of a header whose second byte is the sum of the bytes after it. */
/*@
  requires gx_readable(at);
  assigns \nothing;
  ensures \result <= UINT32_MAX;
*/
static uint64_t summed_header_size(struct gx_span at)
{
	struct gx_reader r = gx_reader(at);
	uint8_t size = gx_u8(&r), sum = gx_u8(&r);
	struct gx_span body = gx_take(&r, size);

	return !r.failed && gx_sum8(body) == sum ? r.pos : 0;
}

/* The size of the header that the header states; at level 1, without the extended
 * headers. */
/*@
  requires gx_readable(at);
  assigns \nothing;
  ensures \result <= UINT32_MAX;
*/
static uint64_t stated_header_size(struct gx_span at, uint8_t level)
{
	struct gx_reader r = gx_reader(at);

	if (level <= 1)
		return summed_header_size(at);
	if (level == 3)
		gx_seek(&r, 24);
	return level == 3 ? gx_le32(&r) : gx_le16(&r);
}

/* Header and packed data of the member at the start of 'at'; 0: there is none. */
/*@
  requires gx_readable(at);
  assigns \nothing;
  ensures \result <= 2 * (uint64_t)UINT32_MAX;
*/
static uint64_t member_size(struct gx_span at)
{
	struct gx_reader r = gx_reader(at);
	uint64_t header, packed;
	uint8_t level;

	gx_skip(&r, 7);
	packed = gx_le32(&r);
	gx_seek(&r, LEVEL_AT);
	level = gx_u8(&r);
	header = stated_header_size(at, level);
	if (r.failed || !is_method(at) || level > 3 || header < HEADER_MIN)
		return 0;
	return header + packed;
}

/*@
  requires gx_readable(at) && \valid(out);
  requires at.len <= SIZE_MAX / 2; // no object is larger
  assigns *out;
*/
bool gx_lha_probe(struct gx_span at, struct gx_extent *out)
{
	uint64_t size = 0, member;

	/*@
	  loop invariant size <= at.len + 2 * (uint64_t)UINT32_MAX;
	  loop assigns size, member;
	  loop variant at.len - size;
	*/
	while (size < at.len && (member = member_size(gx_span_tail(at, size))) > 0)
		size += member;
	*out = (struct gx_extent){ .size = size, .looked = gx_min_u64(size, at.len) };
	return size > 0;
}

bool gx_lha_take_extra(struct gx_reader *r, uint8_t level, struct gx_lha_extra *out)
{
	uint64_t width = level == 3 ? 4 : 2;
	uint64_t size = level == 3 ? gx_le32(r) : gx_le16(r);

	*out = (struct gx_lha_extra){ .at = r->pos };
	if (size <= width)
		return false;
	out->type = gx_u8(r);
	out->content = gx_take(r, size - width - 1);
	return !r->failed;
}

/* At level 1, the first size of an extended header is also the end of the base. */
static size_t base_size(uint64_t header, uint8_t level)
{
	if (level == 3)
		return BASE_3;
	if (level == 2)
		return BASE_2;
	return (size_t)(level == 1 ? header - 2 : header);
}

bool gx_lha_decode(struct gx_span at, struct gx_lha_member *out)
{
	struct gx_reader r = gx_reader(at);
	struct gx_lha_extra e;
	uint64_t header;

	*out = (struct gx_lha_member){ .size = member_size(at) };
	if (!out->size)
		return false;
	out->level = gx_span_at(at, LEVEL_AT);
	header = stated_header_size(at, out->level);
	out->base_size = base_size(header, out->level);
	if (out->level == 1) {
		gx_seek(&r, out->base_size);
		/*@
		  loop invariant gx_reading(r);
		  loop assigns r, e;
		  loop variant r.s.len - r.pos;
		*/
		while (gx_lha_take_extra(&r, 1, &e))
			continue;
		header = r.pos;
	}
	return !r.failed && header <= out->size &&
	       gx_span_sub(at, 0, header, &out->header);
}
