/* SPDX-License-Identifier: BSD-2-Clause */
/* sandbox.h - the rights that a command gives up before it looks at a byte of its input
 */
#ifndef CLI_IO_SANDBOX_H
#define CLI_IO_SANDBOX_H

#include "io/output.h"

/*
 * From here on: no file is opened, none is changed but new ones made in 'dir' (NULL:
 * none at all), no program is started, no network is reached, no memory becomes code.
 * What the kernel does not offer is done without.  Called once, before there are other
 * threads, and with every one of the 'inputs' opened.
 */
void sandbox_enter(const struct output_dir *dir, size_t inputs);

/* What of that is in force, on standard output. */
void sandbox_print(void);

#endif /* CLI_IO_SANDBOX_H */
