/* SPDX-License-Identifier: BSD-2-Clause */
/* overview.h - the overview of gopx: examples and the list of commands */
#ifndef CLI_HELP_OVERVIEW_H
#define CLI_HELP_OVERVIEW_H

#include <stdio.h>

#include "scan/command.h"

/* Print the text of "gopx", "gopx --help" and "gopx help". */
void help_overview(const struct command *const *commands, FILE *to);

#endif /* CLI_HELP_OVERVIEW_H */
