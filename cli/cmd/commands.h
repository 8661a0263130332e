/* SPDX-License-Identifier: BSD-2-Clause */
/* commands.h - declarations of all commands; a new one needs a line here and in
 * commands.c */
#ifndef CLI_CMD_COMMANDS_H
#define CLI_CMD_COMMANDS_H

#include "scan/command.h"

extern const struct command scan_command;
extern const struct command extract_command;
extern const struct command map_command;
extern const struct command unpack_command;
extern const struct command search_command;
extern const struct command tree_command;
extern const struct command rom_command;
extern const struct command check_command;
extern const struct command inject_command;
extern const struct command opregion_command;
extern const struct command config_command;
extern const struct command doctor_command;
extern const struct command try_command;
extern const struct command vbt_command;
extern const struct command version_command;
extern const struct command help_command;

#endif /* CLI_CMD_COMMANDS_H */
