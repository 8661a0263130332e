/* SPDX-License-Identifier: BSD-2-Clause */
/* overview.h - what gopx prints of itself: the list of commands */
#ifndef CLI_HELP_OVERVIEW_H
#define CLI_HELP_OVERVIEW_H

#include <stdio.h>

#include "scan/command.h"

/* What "gopx" alone, --help and help print. */
void help_overview(const struct command *const *commands, FILE *to);

#endif /* CLI_HELP_OVERVIEW_H */
