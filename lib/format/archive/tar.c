/* SPDX-License-Identifier: BSD-2-Clause */
/* tar.c - extent of a tar archive (POSIX.1-2017, pax: "ustar Interchange Format") */
#include "format/archive/archive_extent.h"

#define BLOCK        512
#define SIZE_AT      124
#define SIZE_LEN     12
#define CHECKSUM_AT  148
#define CHECKSUM_LEN 8
#define MAGIC_AT     257

/* Read octal digits after blanks, up to the first other byte. */
/*@
  requires gx_readable(field);
  assigns \nothing;
*/
static uint64_t octal(struct gx_span field)
{
	struct gx_reader r = gx_reader(field);
	uint64_t v = 0;

	/*@
	  loop invariant gx_reading(r);
	  loop assigns v, r.pos, r.failed;
	  loop variant r.s.len - r.pos - r.failed;
	*/
	while (!r.failed) {
		uint8_t c = gx_u8(&r);

		if (c >= '0' && c <= '7')
			v = v << 3 | (c & 7);
		else if (c != ' ' || v)
			break;
	}
	return v;
}

/*@
  requires gx_readable(block);
  assigns \nothing;
*/
static uint64_t field(struct gx_span block, uint64_t at, uint64_t len)
{
	struct gx_span s;

	return gx_span_sub(block, at, len, &s) ? octal(s) : 0;
}

/* GNU's form of sizes of 8 GiB or more: binary, the highest bit set. */
/*@
  requires gx_readable(block) && block.len > SIZE_AT;
  assigns \nothing;
*/
static uint64_t member_size(struct gx_span block)
{
	struct gx_reader r = gx_reader(gx_span_tail(block, SIZE_AT));
	uint64_t high;

	if (!(gx_span_at(block, SIZE_AT) & 0x80))
		return field(block, SIZE_AT, SIZE_LEN);
	gx_skip(&r, SIZE_LEN - 8);
	high = gx_be32(&r);
	return high << 32 | gx_be32(&r);
}

/* The sum of all bytes.  The bytes of the checksum count as blanks. */
/*@
  requires gx_readable(block);
  assigns \nothing;
  ensures \result ==> block.len >= BLOCK;
*/
static bool is_header(struct gx_span block)
{
	uint32_t sum = CHECKSUM_LEN * ' ';

	if (block.len < BLOCK ||
	    !gx_span_starts(gx_span_tail(block, MAGIC_AT), "ustar", 5))
		return false;
	/*@
	  loop assigns i, sum;
	  loop variant BLOCK - i;
	*/
	for (size_t i = 0; i < BLOCK; i++) {
		if (i < CHECKSUM_AT || i >= CHECKSUM_AT + CHECKSUM_LEN)
			sum += gx_span_at(block, i);
	}
	return sum == field(block, CHECKSUM_AT, CHECKSUM_LEN);
}

bool gx_tar_probe(struct gx_span at, struct gx_extent *out)
{
	struct gx_reader r = gx_reader(at);
	struct gx_span block = gx_take(&r, BLOCK);

	*out = (struct gx_extent){ .looked = BLOCK };
	if (!is_header(block))
		return false;
	/*@
	  loop invariant gx_reading(r) && gx_readable(block);
	  loop invariant r.failed ==> block.len < BLOCK;
	  loop variant r.s.len - r.pos - r.failed;
	*/
	while (is_header(block)) {
		uint64_t len = member_size(block);

		gx_skip(&r, len);
		gx_skip(&r, (BLOCK - len % BLOCK) % BLOCK);
		out->size = r.failed ? at.len : r.pos;
		block = gx_take(&r, BLOCK);
		out->looked += BLOCK;
	}
	/* Two blocks of zeros end the archive. */
	if (!r.failed && gx_span_is_filled(block, 0) &&
	    gx_span_is_filled(gx_take(&r, BLOCK), 0) && !r.failed)
		out->size = r.pos;
	return true;
}
