/* SPDX-License-Identifier: BSD-2-Clause */
/* terminal.h - text for people: what is safe on a terminal, and colour */
#ifndef CLI_WORDS_TERMINAL_H
#define CLI_WORDS_TERMINAL_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/*
 * Write a string.  Control characters, characters that reorder or hide others
 * (bidirectional marks, zero width), and bytes that are not UTF-8 are written
 * as \xNN or \u{NNNN}.
 */
void text_put(FILE *to, const char *s);

/* False for controls, and for characters that reorder or hide others. */
bool text_printable(uint32_t c);

/*
 * The name of a file for a printed command: 'path' if a shell takes it unchanged, else
 * "FILE".
 */
const char *text_typed(const char *path);

/*
 * Prints strings one after the other on standard output.  If a line would pass the right
 * margin, it is broken after a slash or at a blank.  'indent' is where lines start.  The
 * cursor is at 'column', which the caller may change for the first line.
 */
struct text_flow {
	size_t indent, column;
	bool begun; /* the line has text */
	bool blank; /* a blank or a line break is due before the next text */
};

struct text_flow text_flow(size_t indent);
void text_flow_put(struct text_flow *flow, const char *s);
void text_flow_end(struct text_flow *flow);

/* Switch the effect of text_style() on or off; at the start it is off. */
void text_set_color(bool on);

enum text_style { STYLE_PLAIN, STYLE_STRONG, STYLE_GOOD, STYLE_DOUBT, STYLE_FAINT };

/* Set the style of the text that follows on standard output. */
void text_style(enum text_style style);

#endif /* CLI_WORDS_TERMINAL_H */
