/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * successor.h - a process that waits, and can run the command instead of this process
 *
 * It starts before the sandbox, so it can still do what the sandbox forbids.  It knows
 * only what this process knew then, and gets nothing from it but the request to run.
 */
#ifndef CLI_IO_SYSTEM_SUCCESSOR_H
#define CLI_IO_SYSTEM_SUCCESSOR_H

#include <stdbool.h>

#include "words/exit_status.h"

struct successor {
	int pipe;    /* -1: there is no successor */
	int process; /* 0: it has ended, or does not exist */
	bool has_run;
};

/*
 * Start the successor; call this before any thread starts.  Returns true in the first
 * process.  Returns false if there is no successor.  Also returns false in the successor
 * itself, once successor_run() was called.
 */
bool successor_start(struct successor *successor);

/*
 * Let the successor run, and wait for its end.  Returns its exit status; on failure,
 * prints a message and returns EXIT_TROUBLE.
 */
enum exit_status successor_run(struct successor *successor);

bool successor_has_run(const struct successor *successor);

/* End a successor that has not run. */
void successor_end(struct successor *successor);

#endif /* CLI_IO_SYSTEM_SUCCESSOR_H */
