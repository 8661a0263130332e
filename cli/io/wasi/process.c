/* SPDX-License-Identifier: BSD-2-Clause */
/* process.c - WASI has one process, and no signals */
#include "io/system/process.h"

#include <stdio_ext.h>
#include <stdlib.h>
#include <unistd.h>

/* WASI has no current folder, but the host may name one in PWD.  If it names none,
 * relative paths start at the preopened folders. */
void process_begin(void)
{
	const char *folder = getenv("PWD");

	if (folder && chdir(folder) != 0)
		return;
}

void process_take_output(void)
{
}

void process_give_output(void)
{
}

bool process_has_output(void)
{
	return __fpending(stdout) > 0;
}

void process_hold_signals(void)
{
}

void process_take_signals(void)
{
}

long process_number(void)
{
	return 1;
}

bool process_runs_again(void)
{
	return true;
}

bool process_owns_window(void)
{
	return false;
}

void process_wait_for_key(void)
{
}
