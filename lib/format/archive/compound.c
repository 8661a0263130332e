/* SPDX-License-Identifier: BSD-2-Clause */
/* compound.c - compound files, as in Microsoft's [MS-CFB] */
#include "format/archive/compound.h"

#include <string.h>

#include "base/checked.h"

#define IN_HEADER 109 /* sector numbers of the table that are in the header */
#define LIST_AT   76
#define SECTOR_V3 9
#define SECTOR_V4 12
#define BOM       0xfffe
#define CUTOFF    4096

#define TYPE_STREAM 2
#define TYPE_ROOT   5

static uint32_t sectors_in(struct gx_span file, uint32_t sector)
{
	uint64_t after = file.len > sector ? file.len - sector : 0;

	return (uint32_t)gx_min_u64(after / sector + (after % sector != 0),
				    UINT32_C(0xfffffff0));
}

bool gx_compound_decode(struct gx_span at, struct gx_compound *out)
{
	struct gx_reader r = gx_reader(at);
	struct gx_span magic = gx_take(&r, 8);
	uint16_t major, bom, bits;

	*out = (struct gx_compound){ .file = at };
	gx_skip(&r, 18);
	major = gx_le16(&r);
	bom = gx_le16(&r);
	bits = gx_le16(&r);
	gx_skip(&r, 12);
	out->table_count = gx_le32(&r);
	out->directory = gx_le32(&r);
	gx_skip(&r, 4);
	out->cutoff = gx_le32(&r);
	gx_skip(&r, 8);
	out->more = gx_le32(&r);
	if (r.failed || !gx_span_starts(magic, GX_COMPOUND_MAGIC, 8) || bom != BOM ||
	    out->cutoff != CUTOFF ||
	    !((major == 3 && bits == SECTOR_V3) || (major == 4 && bits == SECTOR_V4)))
		return false;
	out->sector = UINT32_C(1) << bits;
	out->size = ((uint64_t)out->table_count * (out->sector / 4) + 1) * out->sector;
	out->end = sectors_in(gx_span_head(at, out->size), out->sector);
	out->table_count = (uint32_t)gx_min_u64(out->table_count, out->end);
	return out->end > 0;
}

uint64_t gx_compound_sector_at(const struct gx_compound *c, uint32_t n)
{
	return ((uint64_t)n + 1) * c->sector;
}

/*@
  requires \valid_read(c) && gx_readable(c->file);
  assigns \nothing;
  ensures gx_reading(\result);
*/
static struct gx_reader sector_reader(const struct gx_compound *c, uint32_t n)
{
	return gx_reader(
	    gx_span_head(gx_span_tail(c->file, gx_compound_sector_at(c, n)), c->sector));
}

/* Take up to 'count' sector numbers; false at the first invalid one. */
/*@
  requires \valid(c) && \valid(r) && gx_reading(*r) && c->table_len <= c->table_count;
  requires \separated(c, r, c->table + (0 .. c->table_count - 1));
  assigns r->pos, r->failed, c->table_len, c->table[0 .. c->table_count - 1];
  ensures gx_reading(*r) && c->table_len <= c->table_count;
  ensures \result && count > 0 ==> c->table_len > \old(c->table_len);
*/
static bool take_numbers(struct gx_compound *c, struct gx_reader *r, uint32_t count)
{
	/*@
	  loop invariant gx_reading(*r) && c->table_len <= c->table_count;
	  loop invariant c->table_len == \at(c->table_len, Pre) + i;
	  loop invariant c->table_count == \at(c->table_count, Pre);
	  loop assigns i, r->pos, r->failed, c->table_len;
	  loop assigns c->table[0 .. \at(c->table_count, Pre) - 1];
	  loop variant count - i;
	*/
	for (uint32_t i = 0; i < count && c->table_len < c->table_count; i++) {
		uint32_t n = gx_le32(r);

		if (r->failed || n >= c->end)
			return false;
		c->table[c->table_len++] = n;
	}
	return c->table_len < c->table_count;
}

void gx_compound_collect(struct gx_compound *c)
{
	struct gx_reader r = gx_reader(c->file);
	uint32_t at = c->more, each = c->sector / 4 - 1;

	gx_seek(&r, LIST_AT);
	c->table_len = 0;
	if (!take_numbers(c, &r, IN_HEADER))
		return;
	/* Every turn adds to the table, whose size is limited, so the loop ends. */
	/*@
	  loop invariant gx_reading(r) && c->table_len <= c->table_count;
	  loop invariant c->table_count == \at(c->table_count, Pre);
	  loop assigns at, r, c->table_len;
	  loop assigns c->table[0 .. \at(c->table_count, Pre) - 1];
	  loop variant c->table_count - c->table_len;
	*/
	while (at < c->end) {
		r = sector_reader(c, at);
		if (!take_numbers(c, &r, each))
			return;
		at = gx_le32(&r);
	}
}

uint32_t gx_compound_next(const struct gx_compound *c, uint32_t n)
{
	uint32_t each = c->sector / 4;
	struct gx_reader r;
	uint32_t next;

	if (n / each >= c->table_len)
		return UINT32_MAX;
	r = sector_reader(c, c->table[n / each]);
	gx_skip(&r, (uint64_t)(n % each) * 4);
	next = gx_le32(&r);
	return r.failed ? UINT32_MAX : next;
}

/* Take only names in ASCII; the names of MSI's own streams are encoded. */
static void take_name(struct gx_span name, char out[GX_COMPOUND_NAME_SIZE])
{
	struct gx_reader r = gx_reader(name);

	/*@
	  loop invariant i < GX_COMPOUND_NAME_SIZE;
	  loop variant GX_COMPOUND_NAME_SIZE - i;
	*/
	for (size_t i = 0; i + 1 < GX_COMPOUND_NAME_SIZE; i++) {
		uint16_t unit = gx_le16(&r);

		if (unit > 0x7e) {
			out[0] = '\0';
			return;
		}
		out[i] = (char)unit;
		if (unit == 0)
			return;
	}
}

bool gx_compound_entry(const struct gx_compound *c, struct gx_span at,
		       struct gx_compound_entry *out)
{
	struct gx_reader r = gx_reader(gx_span_head(at, GX_COMPOUND_ENTRY_SIZE));
	struct gx_span name = gx_take(&r, 64);
	uint64_t high;
	uint8_t type;

	memset(out, 0, sizeof(*out));
	gx_skip(&r, 2);
	type = gx_u8(&r);
	gx_skip(&r, 49);
	out->first = gx_le32(&r);
	out->size = gx_le32(&r);
	high = gx_le32(&r);
	/* In version 3 only the lower half of the size counts; some programs leave other
	 * bytes in the upper half. */
	if (c->sector > 1 << SECTOR_V3)
		out->size |= high << 32;
	out->root = type == TYPE_ROOT;
	take_name(name, out->name);
	return !r.failed && out->size && (type == TYPE_ROOT || type == TYPE_STREAM) &&
	       (out->root || out->size >= c->cutoff);
}
