/* SPDX-License-Identifier: BSD-2-Clause */
/* commands.c - the one table of commands, in the order of the help */
#include "commands.h"

#include "cmd/commands.h"

const struct command *const commands[] = {
	&scan_command,
	&extract_command,
	&map_command,
	&unpack_command,
	&search_command,
	&tree_command,
	&rom_command,
	&check_command,
	&inject_command,
	&opregion_command,
	&config_command,
	&doctor_command,
	&try_command,
	&vbt_command,
	&version_command,
	&help_command,
	NULL,
};
