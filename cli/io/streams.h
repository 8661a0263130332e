/* SPDX-License-Identifier: BSD-2-Clause */
/* streams.h - the standard streams: set up, written to, closed with their errors */
#ifndef CLI_IO_STREAMS_H
#define CLI_IO_STREAMS_H

#include <stdbool.h>

#include <gopx/gopx.h>

/* Prepare the streams, so that each message is written as a whole line. */
void streams_begin(void);

enum color_mode { COLOR_AUTO, COLOR_NEVER, COLOR_ALWAYS };

#define COLOR_WORDS "auto|never|always"

/*
 * Whether standard output is to be coloured.  COLOR_AUTO: only on a terminal that is not
 * dumb, and where NO_COLOR is not set.
 */
bool streams_colored(enum color_mode mode);

/* False if output was lost. */
bool streams_open(void);

/* Write raw bytes to standard output; errors are reported when it is closed. */
void streams_write(struct gopx_bytes bytes);

/*
 * Write a line and its newline as a whole: by one system call, and without a line of
 * another gopx inside if several write into one pipe.
 */
void streams_write_line(const char *line, size_t size);

/* Write everything printed so far, as a whole if it is not over 64 KiB. */
void streams_flush(void);

/*
 * Flush and close standard output.  Returns false if output was lost; *why is the
 * reason for a message, or NULL if the reader ended early.
 */
bool streams_close(const char **why);

#endif /* CLI_IO_STREAMS_H */
