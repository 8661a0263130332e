/* SPDX-License-Identifier: BSD-2-Clause */
/* sandbox_none.c - builds without GOPX_SANDBOX: nothing is forbidden */
#include <stdio.h>

#include "io/sandbox.h"

bool sandbox_there(void)
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
