/* SPDX-License-Identifier: BSD-2-Clause */
/* driver.h - run a command: read its options, open its files, enter the sandbox, scan */
#ifndef CLI_SCAN_DRIVER_H
#define CLI_SCAN_DRIVER_H

#include "scan/command.h"

/* Run a command of the table with the words that follow its name. */
enum exit_status command_run(const struct command *self,
			     const struct command *const *commands, int argc,
			     char **argv);

#endif /* CLI_SCAN_DRIVER_H */
