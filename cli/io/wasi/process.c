/* SPDX-License-Identifier: BSD-2-Clause */
/* process.c - WASI has one process, and no signals */
#include "io/system/process.h"

void process_begin(void)
{
}

void process_take_output(void)
{
}

void process_give_output(void)
{
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
