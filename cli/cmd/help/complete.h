/* SPDX-License-Identifier: BSD-2-Clause */
/* complete.h - what shells need to complete a command line, from the command table */
#ifndef CLI_HELP_COMPLETE_H
#define CLI_HELP_COMPLETE_H

#include "scan/command.h"

enum shell { SHELL_BASH, SHELL_ZSH, SHELL_FISH };

#define SHELL_WORDS "bash|zsh|fish"

/* A script for the shell, on standard output. */
void complete_print(const struct command *const *commands, enum shell shell);

#endif /* CLI_HELP_COMPLETE_H */
