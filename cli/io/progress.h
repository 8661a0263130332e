/* SPDX-License-Identifier: BSD-2-Clause */
/* progress.h - a line on a terminal for those who wait */
#ifndef CLI_IO_PROGRESS_H
#define CLI_IO_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#define PROGRESS_CLOCK CLOCK_MONOTONIC

/* --no-progress */
void progress_set(bool off);

/* Standard error is a terminal that can take a line back, and nobody said no. */
bool progress_wanted(void);

/* So many images are to come. */
void progress_begin(size_t images);

/* When progress_show() has something to do, by PROGRESS_CLOCK; false: never. */
bool progress_due(struct timespec *at);

/* Say how many images are done, if it is time to. */
void progress_show(size_t done);

/* Take the line back where it is in the way of what is printed now. */
void progress_pause(void);

/* Take the line back. */
void progress_clear(void);
void progress_end(void);

#endif /* CLI_IO_PROGRESS_H */
