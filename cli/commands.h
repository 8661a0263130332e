/* SPDX-License-Identifier: BSD-2-Clause */
/* commands.h - the one table of commands */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "scan/command.h"

/* Ends with NULL. */
extern const struct command *const commands[];

#endif /* CLI_COMMANDS_H */
