/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * sandbox_none.c - the functions of sandbox.h in builds without GOPX_SANDBOX, which
 * forbid nothing
 */
#include <stdio.h>

#include "io/sandbox.h"

bool sandbox_there(void)
{
	return false;
}

bool sandbox_loads(void)
{
	return false;
}

void sandbox_enter(const struct sandbox_needs *needs)
{
	(void)needs;
}

void sandbox_print(void)
{
	puts("sandbox: not in this build");
}
