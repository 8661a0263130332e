/* SPDX-License-Identifier: BSD-2-Clause */
/* process.h - this process: its standard streams, and what may end it */
#ifndef CLI_IO_SYSTEM_PROCESS_H
#define CLI_IO_SYSTEM_PROCESS_H

#include <stdbool.h>

/*
 * Prepare the standard streams.  A closed one is opened, so that no other file gets its
 * number.  A file that grows too large becomes an error of writing, not a signal.
 */
void process_begin(void);

/* Wait until no other gopx writes into the pipe that is standard output. */
void process_take_output(void);
void process_give_output(void);

/* Standard output may have bytes that are not written yet. */
bool process_has_output(void);

/* Between these two calls, signals that would end or stop the process wait. */
void process_hold_signals(void);
void process_take_signals(void);

/* A number that no other process has at this time. */
long process_number(void);

/* The same process may run another command afterwards, on files that are the same. */
bool process_runs_again(void);

/* The window that shows the output closes with this process, which was started by a
 * click and not by a shell. */
bool process_owns_window(void);
void process_wait_for_key(void);

#endif /* CLI_IO_SYSTEM_PROCESS_H */
