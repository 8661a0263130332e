/* SPDX-License-Identifier: BSD-2-Clause */
/* text_dump.c - recognise text dumps by their first lines */
#include "format/input/text_dump.h"

#include <string.h>

#define SAMPLE    4096
#define LINE_MIN  40 /* characters of a full line of base64 or plain hex, at least */
#define LINES_MIN 3  /* a block has at least this many full lines */

#define TEXT "input.text-dump"
#define THEN ", then scan the result"

static const struct gx_mangled
    intel_hex = { TEXT,
		  "Intel HEX: convert it (objcopy -I ihex -O binary FILE OUT)" THEN },
    s_records = { TEXT, "Motorola S-records: convert it (objcopy -I srec -O binary FILE "
			"OUT)" THEN },
    uuencode = { TEXT, "uuencoded: decode it (uudecode FILE)" THEN },
    base64 = { TEXT, "base64: decode it (base64 -d FILE >OUT)" THEN },
    base64_inside = { TEXT, "text with a base64 block, as in mails and scripts: save the "
			    "attachment, or decode the block (base64 -d)" THEN },
    plain_hex = { TEXT, "hexadecimal text: convert it (xxd -r -p FILE OUT)" THEN },
    hex_dump = { TEXT, "a hex dump with offsets: convert it (xxd -r FILE OUT)" THEN };

static const char hex_digits[] = "0123456789abcdefABCDEF";
static const char base64_digits[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";

/* The first bytes as a string; false when they are not text. */
static bool take_text(struct gx_span at, char out[SAMPLE + 1])
{
	struct gx_span head = gx_span_head(at, SAMPLE);

	//@ loop variant head.len - i;
	for (size_t i = 0; i < head.len; i++) {
		uint8_t c = gx_span_at(head, i);

		if (c != '\t' && c != '\r' && c != '\n' && (c < 0x20 || c > 0x7e))
			return false;
		out[i] = (char)c;
	}
	out[head.len] = '\0';
	return head.len > 0;
}

static const char *next_line(const char *line)
{
	line += strcspn(line, "\r\n");
	return line + strspn(line, "\r\n");
}

/* The number of consecutive full lines from 'line' on that have only these characters. */
static size_t count_lines(const char *line, const char *digits)
{
	size_t count = 0;

	for (;;) {
		size_t len = strspn(line, digits);

		if (len < LINE_MIN || (line[len] != '\r' && line[len] != '\n'))
			return count;
		count++;
		line = next_line(line);
	}
}

/* An offset of 7 digits or more, then blanks or a colon, then two hex digits. */
static bool is_hex_dump(const char *line)
{
	size_t len = strspn(line, hex_digits);
	const char *rest = line + len + strspn(line + len, ": ");

	return len >= 7 && len <= 16 && rest > line + len &&
	       strspn(rest, hex_digits) >= 2;
}

static bool is_record(const char *line, const char *start)
{
	size_t n = strlen(start);

	return !strncmp(line, start, n) && strspn(line + n, hex_digits) >= 8;
}

const struct gx_mangled *gx_text_dump_of(struct gx_span at)
{
	char text[SAMPLE + 1];

	if (!take_text(at, text))
		return NULL;
	if (is_record(text, ":") && is_record(next_line(text), ":"))
		return &intel_hex;
	if (is_record(text, "S0") || is_record(text, "S1") || is_record(text, "S2") ||
	    is_record(text, "S3"))
		return &s_records;
	if (!strncmp(text, "begin ", 6) && strspn(text + 6, "01234567") >= 3)
		return &uuencode;
	if (is_hex_dump(text) && is_hex_dump(next_line(text)))
		return &hex_dump;
	if (count_lines(text, hex_digits) >= LINES_MIN)
		return &plain_hex;
	if (count_lines(text, base64_digits) >= LINES_MIN)
		return &base64;
	for (const char *line = text; *line; line = next_line(line)) {
		if (count_lines(line, base64_digits) >= LINES_MIN)
			return &base64_inside;
	}
	return NULL;
}
