/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * svg.h - shapes and words of a picture
 *
 * Numbers are in pixels, y down.  Text from anywhere is safe: what XML has a meaning
 * for is escaped, and what would not print is replaced.
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

/* The same as an element that holds others, such as a <title>. */
void svg_rect_begin(FILE *to, struct svg_box box, const char *class, enum svg_line line);
void svg_rect_end(FILE *to);

/* A piece of text content. */
void svg_put(FILE *to, const char *s);

enum svg_anchor { SVG_START, SVG_MIDDLE, SVG_END };

/* A line of text, its baseline at y, cut with an ellipsis to 'room' pixels. */
void svg_text(FILE *to, double x, double y, enum svg_anchor anchor, const char *class,
	      const char *s, double room);

/* Pixels that a text of this many characters may take. */
double svg_width(size_t characters);

#endif /* CLI_WORDS_SVG_H */
