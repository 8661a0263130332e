/* SPDX-License-Identifier: BSD-2-Clause */
/* streams.h - set up, write and close the standard streams, and keep their errors */
#ifndef CLI_IO_STREAMS_H
#define CLI_IO_STREAMS_H

#include <stdbool.h>

#include <gopx/gopx.h>

/* Prepare the streams, so that each message is written as a whole line. */
void streams_begin(void);

enum color_mode { COLOR_AUTO, COLOR_NEVER, COLOR_ALWAYS };

#define COLOR_WORDS "auto|never|always"

/*
 * True if output should have colours.  COLOR_AUTO: only on a terminal that is not dumb,
 * and if NO_COLOR is not set.
 */
bool streams_colored(enum color_mode mode);

/* False if output was lost. */
bool streams_open(void);

/* Write raw bytes to standard output; errors are reported when it is closed. */
void streams_write(struct gopx_bytes bytes);

/*
 * Write a line and its newline with one system call.  If several gopx processes write
 * into one pipe, their lines do not mix.
 */
void streams_write_line(const char *line, size_t size);

/* Write everything printed so far; up to 64 KiB are written as a whole. */
void streams_flush(void);

/*
 * Flush and close standard output.  Returns false if output was lost; *why is then the
 * reason, or NULL if the reader of a pipe ended early.
 */
bool streams_close(const char **why);

#endif /* CLI_IO_STREAMS_H */
