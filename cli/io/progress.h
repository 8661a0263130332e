/* SPDX-License-Identifier: BSD-2-Clause */
/* progress.h - a progress line on a terminal */
#ifndef CLI_IO_PROGRESS_H
#define CLI_IO_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

/* --no-progress */
void progress_set(bool off);

/* True when standard error is a terminal that can rewrite a line, and progress is on. */
bool progress_wanted(void);

/* Scanning begins now. */
void progress_begin(void);

/* Set *at to the time of threads_clock() at which progress_show() should be called next.
 * False: never. */
bool progress_due(long long *at);

/*
 * Show the number of finished images, the number of all images (0: unknown), the speed,
 * and the remaining time.  Does nothing if the last update was a moment ago.
 */
void progress_show(size_t done, size_t total);

/* Erase the line before other output. */
void progress_pause(void);

/* Erase the line. */
void progress_clear(void);
void progress_end(void);

#endif /* CLI_IO_PROGRESS_H */
