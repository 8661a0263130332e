/* SPDX-License-Identifier: BSD-2-Clause */
/* overview.h - what gopx prints about itself: the list of commands */
#ifndef CLI_HELP_OVERVIEW_H
#define CLI_HELP_OVERVIEW_H

#include <stdio.h>

#include "scan/command.h"

/* The text that "gopx", --help and help print. */
void help_overview(const struct command *const *commands, FILE *to);

#endif /* CLI_HELP_OVERVIEW_H */
