/* SPDX-License-Identifier: BSD-2-Clause */
/* process.h - this process: its number, and what may end it */
#ifndef CLI_IO_SYSTEM_PROCESS_H
#define CLI_IO_SYSTEM_PROCESS_H

/* Between these two whatever would end or stop us waits. */
void process_hold_signals(void);
void process_take_signals(void);

/* A number that no other process has now. */
long process_number(void);

#endif /* CLI_IO_SYSTEM_PROCESS_H */
