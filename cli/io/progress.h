/* SPDX-License-Identifier: BSD-2-Clause */
/* progress.h - a line on a terminal for those who wait */
#ifndef CLI_IO_PROGRESS_H
#define CLI_IO_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

/* --no-progress */
void progress_set(bool off);

/* True when standard error is a terminal that can rewrite a line, and progress is on. */
bool progress_wanted(void);

/* Images are scanned from now on. */
void progress_begin(void);

/* When progress_show() has something to do, by threads_clock(); false: never. */
bool progress_due(long long *at);

/*
 * Say how many images are done, of how many (0: unknown), how fast, and how long the rest
 * will take, if it is time to.
 */
void progress_show(size_t done, size_t total);

/* Take the line back where it is in the way of what is printed now. */
void progress_pause(void);

/* Take the line back. */
void progress_clear(void);
void progress_end(void);

#endif /* CLI_IO_PROGRESS_H */
