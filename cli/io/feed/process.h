/* SPDX-License-Identifier: BSD-2-Clause */
/* process.h - the process that opens files for the process that scans them */
#ifndef CLI_IO_FEED_PROCESS_H
#define CLI_IO_FEED_PROCESS_H

#include "io/feed/source.h"

struct feed_process {
	int reads, writes; /* pipes; -1: none */
	int number;        /* 0: it was not started */
};

/*
 * Start the process; only builds with a sandbox have it.  On failure, prints a message
 * and returns false.
 */
bool feed_process_start(struct feed_process *process, struct feed_source *source);

/* Wait until the process has ended. */
void feed_process_wait(const struct feed_process *process);

#endif /* CLI_IO_FEED_PROCESS_H */
