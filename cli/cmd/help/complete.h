/* SPDX-License-Identifier: BSD-2-Clause */
/* complete.h - make the completion scripts for shells from the table of commands */
#ifndef CLI_HELP_COMPLETE_H
#define CLI_HELP_COMPLETE_H

#include "scan/command.h"

enum shell { SHELL_BASH, SHELL_ZSH, SHELL_FISH };

#define SHELL_WORDS "bash|zsh|fish"

/* Print the script for the shell. */
void complete_print(const struct command *const *commands, enum shell shell);

#endif /* CLI_HELP_COMPLETE_H */
