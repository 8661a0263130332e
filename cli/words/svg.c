/* SPDX-License-Identifier: BSD-2-Clause */
/* svg.c - shapes and text of a picture */
#include "words/svg.h"

#include <string.h>

#include "words/terminal.h"
#include "words/utf8.h"

/* Width of a character in the widest fonts that a viewer may choose, at the size of the
 * style sheet. */
#define CHARACTER_WIDTH 6.8

double svg_width(size_t characters)
{
	return (double)characters * CHARACTER_WIDTH;
}

static void put_character(FILE *to, const char *s, size_t len, uint32_t c)
{
	static const struct {
		char character;
		const char *entity;
	} entities[] = {
		{ '&', "&amp;" },  { '<', "&lt;" },   { '>', "&gt;" },
		{ '"', "&quot;" }, { '\'', "&#39;" },
	};

	for (size_t i = 0; i < sizeof(entities) / sizeof(*entities); i++) {
		if (len == 1 && *s == entities[i].character) {
			fputs(entities[i].entity, to);
			return;
		}
	}
	if (len && text_printable(c))
		fwrite(s, 1, len, to);
	else
		fputs("\xef\xbf\xbd", to);
}

/* Write up to 'most' characters.  Returns the position of the next one. */
static const char *put_some(FILE *to, const char *s, size_t most)
{
	for (; *s && most; most--) {
		uint32_t c = 0;
		size_t len = utf8_decode(s, &c);

		put_character(to, s, len, c);
		s += len ? len : 1;
	}
	return s;
}

void svg_put(FILE *to, const char *s)
{
	put_some(to, s, strlen(s));
}

static size_t count_characters(const char *s)
{
	size_t count = 0;

	for (; *s; count++) {
		uint32_t c;
		size_t len = utf8_decode(s, &c);

		s += len ? len : 1;
	}
	return count;
}

void svg_text(FILE *to, double x, double y, enum svg_anchor anchor, const char *class,
	      const char *s, double room)
{
	static const char *const anchors[] = {
		[SVG_START] = "",
		[SVG_MIDDLE] = " text-anchor=\"middle\"",
		[SVG_END] = " text-anchor=\"end\"",
	};
	size_t fits = room > 0 ? (size_t)(room / CHARACTER_WIDTH) : 0;

	if (fits < 2)
		return;
	fprintf(to, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\"%s>", class, x, y,
		anchors[anchor]);
	if (count_characters(s) <= fits) {
		svg_put(to, s);
	} else {
		put_some(to, s, fits - 1);
		fputs("\xe2\x80\xa6", to);
	}
	fputs("</text>\n", to);
}

void svg_rect_begin(FILE *to, struct svg_box box, const char *class, enum svg_line line)
{
	fprintf(to,
		"<rect class=\"%s%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" "
		"height=\"%.1f\">",
		class, line == SVG_LINE_THIN ? " thin" : "", box.x, box.y, box.w, box.h);
}

void svg_rect_end(FILE *to)
{
	fputs("</rect>\n", to);
}

void svg_rect(FILE *to, struct svg_box box, const char *class)
{
	svg_rect_begin(to, box, class, SVG_LINE_NORMAL);
	svg_rect_end(to);
}
