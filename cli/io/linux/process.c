/* SPDX-License-Identifier: BSD-2-Clause */
/* process.c - a process of POSIX: its signals and its number */
#include "io/system/process.h"

#include <signal.h>
#include <unistd.h>

/* What is held now; output_write() alone does. */
static sigset_t before;

void process_hold_signals(void)
{
	sigset_t all;

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
}

void process_take_signals(void)
{
	sigprocmask(SIG_SETMASK, &before, NULL);
}

long process_number(void)
{
	return (long)getpid();
}
