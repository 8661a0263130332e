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
 * Start the process.  On failure, prints a message and returns false.  This always fails
 * in a build without a sandbox.
 */
bool feed_process_start(struct feed_process *process, struct feed_source *source);

/* Wait until the process has ended. */
void feed_process_wait(const struct feed_process *process);

#endif /* CLI_IO_FEED_PROCESS_H */
