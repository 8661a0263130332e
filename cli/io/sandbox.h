/* SPDX-License-Identifier: BSD-2-Clause */
/* sandbox.h - the rights that a command gives up before it reads its input */
#ifndef CLI_IO_SANDBOX_H
#define CLI_IO_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>

#include "io/output.h"

struct sandbox_needs {
	const struct output_dir *folder; /* where new files may be; NULL: nowhere */
	size_t inputs;                   /* SIZE_MAX: unknown */
	int reads, writes, successor;    /* pipes; -1: none */
	bool archives;                   /* load libarchive */
};

/* False in a build without the sandbox. */
bool sandbox_there(void);

/*
 * True if libarchive is loaded at run time.  The sandbox forbids that, so
 * sandbox_enter() does it, which takes longer than the scan of a small image.
 */
bool sandbox_loads(void);

/*
 * After this call the process cannot open files, start programs, use the network, or make
 * memory executable.  It can change only new files in the folder.  Protections that the
 * kernel lacks are skipped.  Call it once, before the process starts threads.
 */
void sandbox_enter(const struct sandbox_needs *needs);

/* Print on standard output which protections are active. */
void sandbox_print(void);

#endif /* CLI_IO_SANDBOX_H */
