/* SPDX-License-Identifier: BSD-2-Clause */
/* process.h - this process: its standard streams, and signals that end it */
#ifndef CLI_IO_SYSTEM_PROCESS_H
#define CLI_IO_SYSTEM_PROCESS_H

#include <stdbool.h>

/*
 * Prepare the standard streams.  Opens closed streams, so that no other file gets their
 * numbers.  If a file grows too large, write() returns an error; no signal ends the
 * process.
 */
void process_begin(void);

/* If standard output is a pipe, wait until no other gopx process writes into it. */
void process_take_output(void);
void process_give_output(void);

/* True if standard output may have bytes that are not written yet. */
bool process_has_output(void);

/* Between these two calls, signals that would end or stop the process are delayed. */
void process_hold_signals(void);
void process_take_signals(void);

/* The number of this process; no other process has it at this time. */
long process_number(void);

/* True if this process may run another command later, on the same files. */
bool process_runs_again(void);

/*
 * True if a click started this process, not a shell: then the window with the output
 * closes when the process ends.
 */
bool process_owns_window(void);
void process_wait_for_key(void);

#endif /* CLI_IO_SYSTEM_PROCESS_H */
