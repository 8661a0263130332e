/* SPDX-License-Identifier: BSD-2-Clause */
/* streams.h - the standard streams: set up, written to, closed with their errors */
#ifndef CLI_IO_STREAMS_H
#define CLI_IO_STREAMS_H

#include <stdbool.h>

#include <gopx/gopx.h>

/* From here on, messages are lines that are written as a whole. */
void streams_begin(void);

enum color_mode { COLOR_AUTO, COLOR_NEVER, COLOR_ALWAYS };

#define COLOR_WORDS "auto|never|always"

/*
 * Whether standard output is to be coloured.  COLOR_AUTO: only on a terminal that is not
 * dumb, and where NO_COLOR is not set.
 */
bool streams_colored(enum color_mode mode);

/* False once something printed was lost. */
bool streams_open(void);

/* Raw bytes to standard output; errors show when it is closed. */
void streams_write(struct gopx_bytes bytes);

/*
 * A line, and its end, as a whole: by one call of the system, and with no line of another
 * gopx within it where several write into one pipe.
 */
void streams_write_line(const char *line, size_t size);

/* What was printed so far is on its way, as a whole, too, if it is not over 64 KiB. */
void streams_flush(void);

/*
 * Flush standard output and close what is below it.  False when something of it was
 * lost; *why is the reason for a message, or NULL when a reader has seen enough.
 */
bool streams_close(const char **why);

#endif /* CLI_IO_STREAMS_H */
