/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * svg.h - shapes and text of a picture
 *
 * Numbers are in pixels, y goes down.  Text may come from an image: characters with a
 * meaning in XML are escaped, and unprintable ones are replaced.
 */
#ifndef CLI_WORDS_SVG_H
#define CLI_WORDS_SVG_H

#include <stdbool.h>
#include <stdio.h>

struct svg_box {
	double x, y, w, h;
};

/* 'class' names the look, from the style sheet of the picture. */
void svg_rect(FILE *to, struct svg_box box, const char *class);

enum svg_line { SVG_LINE_NORMAL, SVG_LINE_THIN };

/* Begin a box that can contain other elements, such as a <title>. */
void svg_rect_begin(FILE *to, struct svg_box box, const char *class, enum svg_line line);
void svg_rect_end(FILE *to);

/* Write text content of an element. */
void svg_put(FILE *to, const char *s);

enum svg_anchor { SVG_START, SVG_MIDDLE, SVG_END };

/* A line of text, its baseline at y, cut with an ellipsis at 'room' pixels. */
void svg_text(FILE *to, double x, double y, enum svg_anchor anchor, const char *class,
	      const char *s, double room);

/* The largest width in pixels of a text with this number of characters. */
double svg_width(size_t characters);

#endif /* CLI_WORDS_SVG_H */
