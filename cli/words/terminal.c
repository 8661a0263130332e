/* SPDX-License-Identifier: BSD-2-Clause */
/* terminal.c - text for people: what is safe on a terminal, and colour */
#include "words/terminal.h"

#include <string.h>

#include "words/utf8.h"

static bool colored;

/*
 * Unprintable characters: controls, line breaks, Unicode's format characters (Cf), and
 * invisible letters and marks (Default_Ignorable_Code_Point, except variation selectors).
 */
static const struct {
	uint32_t first, last;
} unprintable[] = {
	{ 0x0000, 0x001f },   { 0x007f, 0x009f },    { 0x00ad, 0x00ad },
	{ 0x034f, 0x034f },   { 0x0600, 0x0605 },    { 0x061c, 0x061c },
	{ 0x06dd, 0x06dd },   { 0x070f, 0x070f },    { 0x0890, 0x0891 },
	{ 0x08e2, 0x08e2 },   { 0x115f, 0x1160 },    { 0x17b4, 0x17b5 },
	{ 0x180b, 0x180f },   { 0x200b, 0x200f },    { 0x2028, 0x202e },
	{ 0x2060, 0x206f },   { 0x3164, 0x3164 },    { 0xfdd0, 0xfdef },
	{ 0xfeff, 0xfeff },   { 0xffa0, 0xffa0 },    { 0xfff0, 0xfffb },
	{ 0xfffe, 0xffff },   { 0x110bd, 0x110bd },  { 0x110cd, 0x110cd },
	{ 0x13430, 0x1343f }, { 0x1bca0, 0x1bca3 },  { 0x1d173, 0x1d17a },
	{ 0xe0000, 0xe0fff }, { 0xf0000, 0x10ffff },
};

bool text_printable(uint32_t c)
{
	for (size_t i = 0; i < sizeof(unprintable) / sizeof(*unprintable); i++) {
		if (c >= unprintable[i].first && c <= unprintable[i].last)
			return false;
	}
	return true;
}

static void put_part(FILE *to, const char *s, size_t part)
{
	for (const char *end = s + part; s < end;) {
		uint32_t c;
		size_t len = utf8_decode(s, &c);

		if (!len)
			fprintf(to, "\\x%02x", (unsigned char)*s);
		else if (!text_printable(c))
			fprintf(to, c < 0x80 ? "\\x%02x" : "\\u{%04x}", (unsigned int)c);
		else
			fwrite(s, 1, len, to);
		s += len ? len : 1;
	}
}

void text_put(FILE *to, const char *s)
{
	put_part(to, s, strlen(s));
}

#define RIGHT_MARGIN 80

const char *text_typed(const char *path)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789._-/+,:@%";

	return path[strspn(path, plain)] ? "FILE" : path;
}

struct text_flow text_flow(size_t indent)
{
	return (struct text_flow){ .indent = indent, .column = indent };
}

static void flow_piece(struct text_flow *flow, const char *s, size_t len)
{
	if (flow->begun && flow->column + flow->blank + len > RIGHT_MARGIN) {
		printf("\n%*s", (int)flow->indent, "");
		flow->column = flow->indent;
	} else if (flow->blank) {
		putchar(' ');
		flow->column++;
	}
	put_part(stdout, s, len);
	flow->column += len;
	flow->begun = true;
	flow->blank = false;
}

void text_flow_put(struct text_flow *flow, const char *s)
{
	while (*s) {
		size_t len = strcspn(s, " /");

		len += s[len] == '/';
		if (len)
			flow_piece(flow, s, len);
		s += len;
		if (*s == ' ') {
			flow->blank = flow->begun;
			s++;
		}
	}
}

void text_flow_end(struct text_flow *flow)
{
	putchar('\n');
	*flow = text_flow(flow->indent);
}

void text_set_color(bool on)
{
	colored = on;
}

void text_style(enum text_style style)
{
	static const char *const codes[] = {
		[STYLE_PLAIN] = "\033[0m", [STYLE_STRONG] = "\033[1m",
		[STYLE_GOOD] = "\033[32m", [STYLE_DOUBT] = "\033[33m",
		[STYLE_FAINT] = "\033[2m",
	};

	if (colored)
		fputs(codes[style], stdout);
}
