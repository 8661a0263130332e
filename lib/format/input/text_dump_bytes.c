/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * text_dump_bytes.c - Intel HEX, hex dumps and base64, converted to bytes
 *
 * Over the limit: a fifth of the lines are contracts and invariants for scripts/prove.
 */
#include "format/input/text_dump_bytes.h"

#include <string.h>

#define ROW_MAX    256 /* bytes of a line, at most */
#define BASE64_MIN 40  /* a full line has at least this many characters */
#define LINES_MIN  3

/* ---- lines ---------------------------------------------------------------- */

/*@ assigns \nothing; */
static bool is_end_of_line(uint8_t c)
{
	return c == '\r' || c == '\n';
}

/* Read the next line and its end; *line is the line without the end.  False after the
 * last line. */
/*@
  requires \valid(r) && gx_reading(*r) && !r->failed;
  requires \valid(line) && \separated(r, line);
  assigns r->pos, r->failed, *line;
  ensures gx_reading(*r) && r->s == \old(r->s) && !r->failed && gx_readable(*line);
  ensures \result ==> r->pos > \old(r->pos);
*/
static bool take_line(struct gx_reader *r, struct gx_span *line)
{
	struct gx_span rest = gx_rest(r);
	size_t len = 0;

	/*@
	  loop invariant len <= rest.len;
	  loop assigns len;
	  loop variant rest.len - len;
	*/
	while (len < rest.len && !is_end_of_line(gx_span_at(rest, len)))
		len++;
	*line = gx_span_head(rest, len);
	/*@
	  loop invariant len <= rest.len;
	  loop assigns len;
	  loop variant rest.len - len;
	*/
	while (len < rest.len && is_end_of_line(gx_span_at(rest, len)))
		len++;
	gx_skip(r, len);
	return len > 0;
}

/*@
  assigns \nothing;
  ensures -1 <= \result <= 15;
*/
static int digit_of(uint8_t c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/*@
  requires gx_readable(s);
  assigns \nothing;
  ensures \result <= s.len;
*/
static size_t count_digits(struct gx_span s)
{
	size_t count = 0;

	/*@
	  loop invariant count <= s.len;
	  loop assigns count;
	  loop variant s.len - count;
	*/
	while (count < s.len && digit_of(gx_span_at(s, count)) >= 0)
		count++;
	return count;
}

/* Two hex digits; a fault is reported like a read past the end. */
/*@
  requires \valid(r) && gx_reading(*r);
  assigns r->pos, r->failed;
  ensures gx_reading(*r) && r->s == \old(r->s);
*/
static uint8_t take_byte(struct gx_reader *r)
{
	int high = digit_of(gx_u8(r)), low = digit_of(gx_u8(r));

	r->failed = r->failed || high < 0 || low < 0;
	return (uint8_t)(r->failed ? 0 : high << 4 | low);
}

/* ---- bytes ---------------------------------------------------------------- */

struct row {
	uint64_t at;
	size_t len;
	uint8_t bytes[ROW_MAX];
};

/*@
  requires \valid(b) && \valid_read(row) && \separated(b, row);
  requires row->len <= ROW_MAX && row->at <= UINT64_MAX - ROW_MAX;
  assigns b->from, b->to, b->out[0 .. b->to - b->from - 1];
  ensures b->out != \null ==> b->from == \old(b->from) && b->to == \old(b->to);
*/
static void put_row(struct gx_text_dump_bytes *b, const struct row *row)
{
	uint64_t end = row->at + row->len;

	if (b->out) {
		if (row->at >= b->from && end <= b->to && row->len)
			memcpy(b->out + (row->at - b->from), row->bytes, row->len);
		return;
	}
	if (row->len && (b->to == 0 || row->at < b->from))
		b->from = row->at;
	if (row->len && end > b->to)
		b->to = end;
}

/* ---- Intel HEX: ':', count, address u16, type, data, sum ------------------------- */

#define RECORD_DATA    0
#define RECORD_END     1
#define RECORD_SEGMENT 2 /* bits 4 to 19 of the base of addresses */
#define RECORD_LINEAR  4 /* bits 16 to 31 of the base */
#define RECORD_MAX     5

/* Read a record with a correct checksum.  row->at is the address in the record. */
/*@
  requires gx_readable(line) && \valid(row) && \valid(type);
  assigns *row, *type;
*/
static bool take_record(struct gx_span line, struct row *row, uint8_t *type)
{
	struct gx_reader r = gx_reader(line);
	uint8_t sum, high, low;

	if (gx_u8(&r) != ':')
		return false;
	row->len = take_byte(&r);
	high = take_byte(&r);
	low = take_byte(&r);
	*type = take_byte(&r);
	row->at = (uint64_t)high << 8 | low;
	sum = (uint8_t)(row->len + high + low + *type);
	/*@
	  loop invariant gx_reading(r) && row->len <= UINT8_MAX;
	  loop assigns i, r, sum, row->bytes[0 .. UINT8_MAX];
	  loop variant row->len - i;
	*/
	for (size_t i = 0; i < row->len; i++) {
		row->bytes[i] = take_byte(&r);
		sum = (uint8_t)(sum + row->bytes[i]);
	}
	sum = (uint8_t)(sum + take_byte(&r));
	return !r.failed && sum == 0 && *type <= RECORD_MAX;
}

static void read_intel_hex(struct gx_span text, struct gx_text_dump_bytes *b)
{
	struct gx_reader r = gx_reader(text);
	struct gx_span line;
	uint64_t base = 0;
	uint8_t type = RECORD_DATA;

	/*@
	  loop invariant gx_reading(r) && !r.failed;
	  loop variant r.s.len - r.pos;
	*/
	while (type != RECORD_END && take_line(&r, &line)) {
		struct row row;
		uint64_t upper;

		if (!take_record(line, &row, &type))
			return;
		b->used = r.pos;
		upper = row.len == 2 ? (uint64_t)row.bytes[0] << 8 | row.bytes[1] : 0;
		if (type == RECORD_SEGMENT)
			base = upper << 4;
		else if (type == RECORD_LINEAR)
			base = upper << 16;
		row.at += base;
		if (type == RECORD_DATA)
			put_row(b, &row);
	}
}

/* ---- hex dumps: offset, bytes, the bytes as text --------------------------------- */

#define OFFSET_DIGITS_MIN 7
#define OFFSET_DIGITS_MAX 8
#define GROUP_MAX         8 /* xxd writes bytes in groups of up to 8 digits */

/* xxd has a colon after the offset and ends the bytes by two blanks. */
/*@
  requires \valid(r) && gx_reading(*r) && \valid(row) && \separated(r, row);
  requires row->len <= ROW_MAX;
  assigns r->pos, r->failed, *row;
  ensures gx_reading(*r) && r->s == \old(r->s);
  ensures \result ==> \old(row->len) < row->len <= ROW_MAX;
*/
static bool take_group(struct gx_reader *r, bool colon, struct row *row)
{
	struct gx_span rest = gx_rest(r);
	size_t blanks = 0, digits;

	/*@
	  loop invariant blanks <= rest.len;
	  loop assigns blanks;
	  loop variant rest.len - blanks;
	*/
	while (blanks < rest.len && gx_span_at(rest, blanks) == ' ')
		blanks++;
	digits = count_digits(gx_span_tail(rest, blanks));
	if (blanks == 0 || blanks > (colon ? 1 : 2) || digits == 0 || digits % 2 ||
	    digits > (colon ? GROUP_MAX : 2) || row->len + digits / 2 > ROW_MAX)
		return false;
	gx_skip(r, blanks);
	/*@
	  loop invariant gx_reading(*r) && r->s == \at(r->s, Pre) && i <= digits / 2;
	  loop invariant row->len == \at(row->len, Pre) + i;
	  loop assigns i, r->pos, r->failed, row->len, row->bytes[0 .. ROW_MAX - 1];
	  loop variant digits / 2 - i;
	*/
	for (size_t i = 0; i < digits / 2; i++)
		row->bytes[row->len++] = take_byte(r);
	return true;
}

/* False if this is not a line of a dump.  The last line of hexdump has only an offset. */
/*@
  requires gx_readable(line) && \valid(row);
  assigns *row;
*/
static bool take_dump_line(struct gx_span line, struct row *row)
{
	struct gx_reader r = gx_reader(line);
	size_t digits = count_digits(line);
	bool colon = digits < line.len && gx_span_at(line, digits) == ':';
	struct gx_span rest;

	*row = (struct row){ 0 };
	if (digits < OFFSET_DIGITS_MIN || digits > OFFSET_DIGITS_MAX)
		return false;
	/*@
	  loop invariant gx_reading(r);
	  loop assigns i, r, row->at;
	  loop variant digits - i;
	*/
	for (size_t i = 0; i < digits; i++)
		row->at = row->at << 4 | (uint64_t)digit_of(gx_u8(&r));
	gx_skip(&r, colon);
	/*@
	  loop invariant gx_reading(r);
	  loop assigns r, *row;
	  loop variant ROW_MAX - row->len;
	*/
	while (take_group(&r, colon, row))
		continue;
	/* The words of hexdump without -C have their bytes in another order. */
	rest = gx_rest(&r);
	return rest.len == 0 || (row->len > 0 && gx_span_starts(rest, "  ", 2));
}

/* For a line "*", repeat the previous line up to the offset of the next line. */
/*@
  requires \valid(b) && \valid(row) && \separated(b, row);
  requires row->len <= ROW_MAX && row->at <= to <= UINT64_MAX - 2 * ROW_MAX;
  assigns row->at, b->from, b->to, b->out[0 .. b->to - b->from - 1];
*/
static void repeat(struct gx_text_dump_bytes *b, struct row *row, uint64_t to)
{
	/*@
	  loop invariant row->at <= to;
	  loop invariant b->from == \at(b->from, Pre) && b->to == \at(b->to, Pre);
	  loop assigns row->at, b->from, b->to;
	  loop assigns b->out[0 .. \at(b->to - b->from, Pre) - 1];
	  loop variant to - row->at;
	*/
	while (b->out && row->len && row->at + 2 * row->len <= to) {
		row->at += row->len;
		put_row(b, row);
	}
}

static void read_hex_dump(struct gx_span text, struct gx_text_dump_bytes *b)
{
	struct gx_reader r = gx_reader(text);
	struct gx_span line;
	struct row row, before = { 0 };
	bool again = false;

	/*@
	  loop invariant gx_reading(r) && !r.failed;
	  loop variant r.s.len - r.pos;
	*/
	while (take_line(&r, &line)) {
		if (line.len == 1 && gx_span_at(line, 0) == '*') {
			again = true;
			continue;
		}
		/* Stop at a smaller offset: otherwise a short dump could write the same
		 * bytes many times. */
		if (!take_dump_line(line, &row) || row.at < before.at + before.len)
			return;
		b->used = r.pos;
		if (again)
			repeat(b, &before, row.at);
		if (again && !b->out && before.len)
			b->to = row.at;
		again = false;
		put_row(b, &row);
		before = row;
	}
}

/* ---- base64 (RFC 4648) ----------------------------------------------------------- */

static int value_of(uint8_t c)
{
	static const char digits[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *found = c ? strchr(digits, c) : NULL;

	return found ? (int)(found - digits) : -1;
}

static void read_base64(struct gx_span text, struct gx_text_dump_bytes *b)
{
	uint32_t bits = 0;
	uint64_t len = 0;
	unsigned int count = 0;

	//@ loop variant text.len - i;
	for (size_t i = 0; i < text.len; i++) {
		uint8_t c = gx_span_at(text, i);
		int value = value_of(c);

		if (value < 0 && !is_end_of_line(c))
			break;
		b->used = i + 1;
		if (value < 0)
			continue;
		bits = bits << 6 | (uint32_t)value;
		count += 6;
		if (count >= 8) {
			count -= 8;
			if (b->out && len < b->to)
				b->out[len] = (uint8_t)(bits >> count);
			len++;
		}
	}
	if (!b->out)
		b->to = len;
	/* Skip the padding of the last group of four. */
	//@ loop variant text.len - b->used;
	while (b->used < text.len && (gx_span_at(text, (size_t)b->used) == '=' ||
				      is_end_of_line(gx_span_at(text, (size_t)b->used))))
		b->used++;
}

/* ---- forms ------------------------------------------------------------------ */

static bool is_base64_line(struct gx_span line)
{
	if (line.len < BASE64_MIN || line.len % 4)
		return false;
	//@ loop variant line.len - i;
	for (size_t i = 0; i < line.len; i++) {
		if (value_of(gx_span_at(line, i)) < 0)
			return false;
	}
	return count_digits(line) < line.len;
}

static bool is_line_of(enum gx_text_dump_form form, struct gx_span line)
{
	struct row row;
	uint8_t type;

	switch (form) {
	case GX_TEXT_DUMP_INTEL_HEX:
		return take_record(line, &row, &type);
	case GX_TEXT_DUMP_HEX:
		return take_dump_line(line, &row) && row.len > 0;
	case GX_TEXT_DUMP_BASE64:
		return is_base64_line(line);
	case GX_TEXT_DUMP_NONE:
	default:
		return false;
	}
}

static bool starts_as(enum gx_text_dump_form form, struct gx_span text)
{
	struct gx_reader r = gx_reader(text);
	struct gx_span line;

	//@ loop variant LINES_MIN - i;
	for (unsigned int i = 0; i < LINES_MIN; i++) {
		/* A dump of zeros has only two lines, with "*" between them. */
		if (!take_line(&r, &line) ||
		    !(is_line_of(form, line) || (i > 0 && gx_span_starts(line, "*", 1) &&
						 form == GX_TEXT_DUMP_HEX)))
			return false;
	}
	return true;
}

/* Lines are short: no more is read to recognise the format. */
#define SAMPLE 2048

enum gx_text_dump_form gx_text_dump_form_of(struct gx_span text)
{
	struct gx_span head = gx_span_head(text, SAMPLE);

	//@ loop variant GX_TEXT_DUMP_BASE64 - form + 1;
	for (int form = GX_TEXT_DUMP_INTEL_HEX; form <= GX_TEXT_DUMP_BASE64; form++) {
		if (starts_as((enum gx_text_dump_form)form, head))
			return (enum gx_text_dump_form)form;
	}
	return GX_TEXT_DUMP_NONE;
}

void gx_text_dump_read(enum gx_text_dump_form form, struct gx_span text,
		       struct gx_text_dump_bytes *bytes)
{
	bytes->used = 0;
	if (form == GX_TEXT_DUMP_INTEL_HEX)
		read_intel_hex(text, bytes);
	else if (form == GX_TEXT_DUMP_HEX)
		read_hex_dump(text, bytes);
	else if (form == GX_TEXT_DUMP_BASE64)
		read_base64(text, bytes);
}

const char *gx_text_dump_form_name(enum gx_text_dump_form form)
{
	static const char *const names[] = { "none", "intel-hex", "hex-dump", "base64" };

	return names[form];
}
