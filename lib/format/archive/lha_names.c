/* SPDX-License-Identifier: BSD-2-Clause */
/* lha_names.c - headers of LHA archives with names that need no table of characters */
#include "base/safe_text.h"
#include "base/sum.h"
#include "format/archive/lha.h"

#define BASE_NAME_AT 21 /* at levels 0 and 1: its length, and the name */

/* Types of extended headers. */
enum {
	HEADER_SUM = 0x00,
	NAME = 0x01,
	FOLDER = 0x02,
	COMMENT = 0x3F,
	WIDE_NAME = 0x44, /* in UTF-16 */
	WIDE_FOLDER = 0x45,
	CODE_PAGE = 0x46,
};

#define SEPARATOR   0xFF /* between the names of folders */
#define SUBSTITUTE  0x1A /* the control character for one that is unknown */
#define REPLACEMENT 0xFFFD

/*@
  requires \valid_read(m) && gx_readable(m->header);
  assigns \nothing;
  ensures gx_reading(\result);
*/
static struct gx_reader extras_of(const struct gx_lha_member *m)
{
	struct gx_reader r = gx_reader(m->header);

	gx_seek(&r, m->base_size);
	return r;
}

/* The names that a header has in UTF-16. */
struct wide {
	bool name, folder;
};

/*@
  requires \valid_read(m) && gx_readable(m->header);
  assigns \nothing;
*/
static struct wide wide_names(const struct gx_lha_member *m)
{
	struct gx_reader r = extras_of(m);
	struct wide wide = { false, false };
	struct gx_lha_extra e;

	/*@
	  loop invariant gx_reading(r);
	  loop assigns r, e, wide;
	  loop variant r.s.len - r.pos;
	*/
	while (gx_lha_take_extra(&r, m->level, &e)) {
		wide.name |= e.type == WIDE_NAME && e.content.len;
		wide.folder |= e.type == WIDE_FOLDER && e.content.len;
	}
	return wide;
}

/* True for a character that every converter accepts. */
/*@
  assigns \nothing;
*/
static bool is_sound(uint32_t c, size_t len)
{
	return c < 0x80 || (len > 1 && c <= 0x10FFFF && !(c >= 0xD800 && c <= 0xDFFF));
}

/* 'kept' stays as it is. */
/*@
  requires \valid(name + (0 .. len - 1));
  assigns name[0 .. len - 1];
*/
static void plain_bytes(uint8_t *name, size_t len, unsigned kept)
{
	struct gx_reader r = gx_reader(gx_span(name, len));

	/*@
	  loop invariant gx_reading(r) && r.s.len == len && !r.failed;
	  loop assigns r, name[0 .. len - 1];
	  loop variant len - r.pos;
	*/
	while (r.pos < len) {
		size_t at = r.pos;
		uint32_t c = gx_take_utf8(&r);

		if (name[at] == kept || is_sound(c, r.pos - at))
			continue;
		/*@
		  loop invariant at <= r.pos;
		  loop assigns at, name[0 .. len - 1];
		  loop variant r.pos - at;
		*/
		for (; at < r.pos; at++)
			name[at] = SUBSTITUTE;
	}
}

/*@
  requires \valid(unit + (0 .. 1));
  assigns unit[0 .. 1];
*/
static void replace(uint8_t *unit)
{
	unit[0] = REPLACEMENT & 0xFF;
	unit[1] = REPLACEMENT >> 8;
}

/* libarchive takes a low byte of 0 at the start for the end of the name. */
/*@
  requires \valid(name + (0 .. len - 1));
  assigns name[0 .. len - 1];
*/
static void plain_units(uint8_t *name, size_t len)
{
	struct gx_reader r = gx_reader(gx_span(name, len));

	if (len >= 2 && name[0] == 0)
		replace(name);
	/*@
	  loop invariant gx_reading(r) && r.s.len == len && !r.failed;
	  loop assigns r, name[0 .. len - 1];
	  loop variant len - r.pos;
	*/
	while (len - r.pos >= 2) {
		size_t at = r.pos;
		uint32_t c = gx_take_utf16(&r);

		if (c >= 0xD800 && c <= 0xDFFF)
			replace(name + at);
	}
}

/*
 * If there is a name in UTF-16, libarchive reads each name of this kind as UTF-16; so
 * hide the name in bytes.
 */
/*@
  requires \valid_read(e);
  requires \valid(copy + (e->at .. e->at + e->content.len));
  assigns copy[e->at .. e->at + e->content.len];
*/
static void plain_extra(const struct gx_lha_extra *e, struct wide wide, uint8_t *copy)
{
	uint8_t *content = copy + e->at + 1;
	bool folder = e->type == FOLDER;

	if (e->type == WIDE_NAME || e->type == WIDE_FOLDER)
		plain_units(content, e->content.len);
	else if (e->type == CODE_PAGE || (folder && wide.folder) ||
		 (e->type == NAME && wide.name))
		copy[e->at] = COMMENT;
	else if (folder || e->type == NAME)
		plain_bytes(content, e->content.len, folder ? SEPARATOR : 0);
}

/*@
  requires gx_readable(m->header);
  assigns copy[BASE_NAME_AT + 1 .. BASE_NAME_AT + UINT8_MAX];
*/
static void plain_base_name(const struct gx_lha_member *m, uint8_t *copy)
{
	struct gx_reader r = gx_reader(gx_span_head(m->header, m->base_size));
	struct gx_span name;

	gx_seek(&r, BASE_NAME_AT);
	name = gx_take(&r, gx_u8(&r));
	plain_bytes(copy + BASE_NAME_AT + 1, name.len, 0);
}

/* The difference that changed bytes make to a CRC-16 (polynomial A001, no complement). */
static uint16_t crc_change(struct gx_span before, const uint8_t *after)
{
	unsigned crc = 0;

	/*@
	  loop assigns i, crc;
	  loop variant before.len - i;
	*/
	for (size_t i = 0; i < before.len; i++) {
		crc ^= (unsigned)(gx_span_at(before, i) ^ after[i]);
		/*@
		  loop assigns bit, crc;
		  loop variant 8 - bit;
		*/
		for (unsigned bit = 0; bit < 8; bit++)
			crc = crc & 1 ? crc >> 1 ^ 0xA001 : crc >> 1;
	}
	return (uint16_t)crc;
}

/* The checksum of an old header covers its base, a later one all of it. */
static void correct_sums(const struct gx_lha_member *m, uint8_t *copy)
{
	uint16_t change = crc_change(m->header, copy);
	struct gx_span base = gx_span_head(m->header, m->base_size);
	struct gx_reader r = extras_of(m);
	struct gx_lha_extra e;

	/*@
	  loop invariant gx_reading(r);
	  loop variant r.s.len - r.pos;
	*/
	while (gx_lha_take_extra(&r, m->level, &e)) {
		if (e.type != HEADER_SUM || e.content.len < 2)
			continue;
		copy[e.at + 1] ^= (uint8_t)change;
		copy[e.at + 2] ^= (uint8_t)(change >> 8);
	}
	if (m->level <= 1)
		copy[1] = (uint8_t)(copy[1] - gx_sum8(base) +
				    gx_sum8(gx_span(copy, base.len)));
}

bool gx_lha_plain_names(const struct gx_lha_member *m, uint8_t *copy)
{
	struct gx_reader r = extras_of(m);
	struct wide wide = wide_names(m);
	struct gx_lha_extra e;

	gx_span_copy(m->header, copy);
	if (m->level <= 1)
		plain_base_name(m, copy);
	/*@
	  loop invariant gx_reading(r);
	  loop variant r.s.len - r.pos;
	*/
	while (gx_lha_take_extra(&r, m->level, &e))
		plain_extra(&e, wide, copy);
	if (gx_span_equal(m->header, gx_span(copy, m->header.len)))
		return false;
	correct_sums(m, copy);
	return true;
}
