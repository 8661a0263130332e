/* SPDX-License-Identifier: BSD-2-Clause */
/* sandbox_none.c - builds without GOPX_SANDBOX: no right is given up */
#include <stdio.h>

#include "io/sandbox.h"

void sandbox_enter(const struct output_dir *dir, size_t inputs)
{
	(void)dir;
	(void)inputs;
}

void sandbox_print(void)
{
	puts("sandbox: not in this build");
}
