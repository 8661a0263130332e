/* SPDX-License-Identifier: BSD-2-Clause */
/* lha.c - extent of an LHA (LZH) archive, header levels 0 to 3 */
#include "base/checked.h"
#include "base/sum.h"
#include "format/archive/archive_extent.h"

#define METHOD_AT  2
#define LEVEL_AT   20
#define HEADER_MIN 22

/* "-lh0-" to "-lh7-", "-lhd-" (a folder), "-lhx-". */
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
static uint64_t summed_header_size(struct gx_span at)
{
	struct gx_reader r = gx_reader(at);
	uint8_t size = gx_u8(&r), sum = gx_u8(&r);
	struct gx_span body = gx_take(&r, size);

	return !r.failed && gx_sum8(body) == sum ? r.pos : 0;
}

/* Header and packed data of the member at the start of 'at'; 0: there is none. */
static uint64_t member_size(struct gx_span at)
{
	struct gx_reader r = gx_reader(at);
	uint64_t header = gx_le16(&r), packed;
	uint8_t level;

	gx_skip(&r, 5);
	packed = gx_le32(&r);
	gx_seek(&r, LEVEL_AT);
	level = gx_u8(&r);
	if (level <= 1) {
		header = summed_header_size(at);
	} else if (level == 3) {
		gx_seek(&r, 24);
		header = gx_le32(&r);
	}
	if (r.failed || !is_method(at) || level > 3 || header < HEADER_MIN)
		return 0;
	return header + packed;
}

bool gx_lha_probe(struct gx_span at, struct gx_extent *out)
{
	uint64_t member;

	*out = (struct gx_extent){ 0 };
	while (out->size < at.len &&
	       (member = member_size(gx_span_tail(at, out->size))) > 0)
		out->size += member;
	out->looked = gx_min_u64(out->size, at.len);
	return out->size > 0;
}
