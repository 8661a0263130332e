/* SPDX-License-Identifier: BSD-2-Clause */
/* ami_pfat.c - the table of an AMI BIOS Guard update, and its blocks */
#include "format/update/ami_pfat.h"

#define TITLE       "AMI_BIOS_GUARD_FLASH_CONFIGURATIONS"
#define TITLE_AT    0x11 /* the title follows size, checksum, signature and flags */
#define TITLE_MAX   (64 + GX_PFAT_FILES_MAX * ORDER_CHARS)
#define HEADER_MAX  0x10000
#define ORDER_CHARS 4 /* hex digits for each file */

/* The text up to the next 'end', which is skipped; all the rest if there is no 'end'. */
/*@
  requires \valid(r) && gx_reading(*r) && !r->failed;
  requires r->s.len <= SIZE_MAX - 255; // no object is so large
  assigns r->pos, r->failed;
  ensures gx_reading(*r) && r->s == \old(r->s) && !r->failed;
  ensures \old(r->pos) < r->s.len ==> r->pos > \old(r->pos);
  ensures gx_readable(\result);
*/
static struct gx_span take_until(struct gx_reader *r, char end)
{
	struct gx_span rest = gx_rest(r);
	size_t len = gx_span_find(rest, gx_span(&end, 1));

	gx_skip(r, len);
	if (len < rest.len)
		gx_skip(r, 1);
	return gx_span_head(rest, len);
}

/* Value of a hex digit; 16 for anything else. */
/*@
  assigns \nothing;
*/
static unsigned int digit_value(uint8_t c)
{
	if (c >= '0' && c <= '9')
		return (unsigned int)c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? (unsigned int)c - 'a' + 10 : 16;
}

/* The number at the end of 's', before trailing blanks; 0 if there is none. */
/*@
  requires gx_readable(s);
  assigns \nothing;
*/
static uint32_t last_number(struct gx_span s)
{
	uint64_t value = 0, scale = 1;
	size_t i = s.len;

	/*@
	  loop assigns i;
	  loop variant i;
	*/
	while (i > 0 && gx_span_at(s, i - 1) == ' ')
		i--;
	/*@
	  loop assigns i, value, scale;
	  loop variant i;
	*/
	for (; i > 0 && digit_value(gx_span_at(s, i - 1)) < 10; i--) {
		value += digit_value(gx_span_at(s, i - 1)) * scale;
		scale *= 10;
		if (value > UINT32_MAX || scale > UINT32_MAX)
			return UINT32_MAX;
	}
	return (uint32_t)value;
}

/* A line such as "1 /P 6;FV_MAIN.bin": flags, an optional switch, the number of blocks,
 * the name. */
/*@
  requires \valid(pfat) && gx_readable(line) && pfat->file_count <= GX_PFAT_FILES_MAX;
  assigns *pfat;
  ensures pfat->file_count <= GX_PFAT_FILES_MAX;
*/
static void add_file(struct gx_pfat *pfat, struct gx_span line)
{
	struct gx_reader r = gx_reader(line);
	struct gx_span before = take_until(&r, ';');
	struct gx_pfat_file *f = &pfat->files[pfat->file_count];

	if (before.len == line.len || pfat->file_count == GX_PFAT_FILES_MAX)
		return;
	*f = (struct gx_pfat_file){ last_number(before), gx_rest(&r), pfat->file_count };
	pfat->file_count++;
}

/*
 * The second form of the title, "...II000000010002", states the order of the files in
 * flash.  It is accepted if each position occurs once.
 */
static void read_order(struct gx_pfat *pfat, struct gx_span digits)
{
	bool taken[GX_PFAT_FILES_MAX] = { false };
	size_t order[GX_PFAT_FILES_MAX];

	if (digits.len != pfat->file_count * ORDER_CHARS)
		return;
	//@ loop variant digits.len - i;
	for (size_t i = 0; i < digits.len; i++) {
		size_t *place = &order[i / ORDER_CHARS];
		unsigned int value = digit_value(gx_span_at(digits, i));

		if (value >= 16)
			return;
		*place = (i % ORDER_CHARS ? *place * 16 : 0) + value;
	}
	//@ loop variant pfat->file_count - i;
	for (size_t i = 0; i < pfat->file_count; i++) {
		if (order[i] >= pfat->file_count || taken[order[i]])
			return;
		taken[order[i]] = true;
	}
	//@ loop variant pfat->file_count - i;
	for (size_t i = 0; i < pfat->file_count; i++)
		pfat->files[i].order = order[i];
}

enum gopx_status gx_pfat_decode(struct gx_span at, struct gx_pfat *out)
{
	struct gx_reader r = gx_reader(at);
	uint32_t size = gx_le32(&r);
	struct gx_span title;
	bool signed_ok;

	out->file_count = 0;
	out->header_size = size;
	gx_seek(&r, GX_PFAT_SIGNATURE_AT);
	signed_ok = gx_span_starts(gx_take(&r, 8), GX_PFAT_SIGNATURE, 8);
	gx_seek(&r, TITLE_AT);
	if (!signed_ok || r.failed || size > HEADER_MAX)
		return GOPX_E_FORMAT;
	r = gx_reader(gx_span_tail(gx_span_head(at, size), TITLE_AT));
	title = gx_span_head(gx_rest(&r), TITLE_MAX);
	title = gx_span_head(title, gx_span_find(title, gx_span("\n", 1)) + 1);
	/* Flash drivers contain the same words, but no line end after them. */
	if (!gx_span_starts(title, TITLE, sizeof(TITLE) - 1) ||
	    gx_span_at(title, title.len - 1) != '\n')
		return GOPX_E_FORMAT;
	gx_skip(&r, title.len);
	/*@
	  loop invariant gx_reading(r) && !r.failed;
	  loop invariant out->file_count <= GX_PFAT_FILES_MAX;
	  loop variant r.s.len - r.pos;
	*/
	while (gx_rest(&r).len)
		add_file(out, take_until(&r, '\n'));
	title = gx_span_tail(title, sizeof(TITLE) - 1);
	if (gx_span_starts(title, "II", 2)) {
		struct gx_reader digits = gx_reader(gx_span_tail(title, 2));

		read_order(out, take_until(&digits, '\r'));
	}
	return GOPX_OK;
}

struct gx_pfat_cursor gx_pfat_blocks(const struct gx_pfat *pfat, struct gx_span at)
{
	return (struct gx_pfat_cursor){ .all = at, .at = pfat->header_size };
}

bool gx_pfat_next(struct gx_pfat_cursor *c, const struct gx_pfat *pfat,
		  struct gx_bios_guard *out)
{
	//@ loop variant pfat->file_count - c->file;
	while (c->file < pfat->file_count && c->done == pfat->files[c->file].blocks) {
		c->file++;
		c->done = 0;
	}
	if (c->file == pfat->file_count ||
	    gx_bios_guard_decode(gx_span_tail(c->all, c->at), out) != GOPX_OK)
		return false;
	if (c->marker.len == 0)
		c->marker = out->marker;
	else if (!gx_span_equal(c->marker, out->marker))
		return false;
	c->at += out->size;
	if (out->has_signature) {
		c->signature = gx_bios_guard_signature(gx_span_tail(c->all, c->at),
						       c->marker, c->signature);
		c->at += c->signature;
	}
	c->done++;
	return true;
}
