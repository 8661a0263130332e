/* SPDX-License-Identifier: BSD-2-Clause */
/* sandbox.h - the rights that a command gives up before it looks at a byte of its input
 */
#ifndef CLI_IO_SANDBOX_H
#define CLI_IO_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>

#include "io/output.h"

struct sandbox_needs {
	const struct output_dir *folder; /* new files are made in it; NULL: none at all */
	size_t inputs;                   /* SIZE_MAX: nobody knows how many */
	int reads, writes;               /* pipes; -1: none */
};

/* False in a build without it. */
bool sandbox_there(void);

/*
 * From here on: no file is opened, none is changed but new ones made in the folder, no
 * program is started, no network is reached, no memory becomes code.  What the kernel
 * does not offer is done without.  Called once, before there are other threads.
 */
void sandbox_enter(const struct sandbox_needs *needs);

/* What of that is in force, on standard output. */
void sandbox_print(void);

#endif /* CLI_IO_SANDBOX_H */
