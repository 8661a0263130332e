/* SPDX-License-Identifier: BSD-2-Clause */
/* process.h - the process that opens files for the one that looks into them */
#ifndef CLI_IO_FEED_PROCESS_H
#define CLI_IO_FEED_PROCESS_H

#include "io/feed/source.h"

struct feed_process {
	int reads, writes; /* pipes; -1: none */
	int number;        /* 0: it was not started */
};

/* Where there is a sandbox, there are such processes.  False after a message. */
bool feed_process_start(struct feed_process *process, struct feed_source *source);

/* Until it has ended. */
void feed_process_wait(const struct feed_process *process);

#endif /* CLI_IO_FEED_PROCESS_H */
