/* SPDX-License-Identifier: BSD-2-Clause */
/* main.c - from the command line to a command */
#include <string.h>

#include "cmd/help/overview.h"
#include "commands.h"
#include "io/report.h"
#include "io/streams.h"
#include "io/system/process.h"
#include "scan/driver.h"
#include "show/json.h"

static enum exit_status dispatch(int argc, char **argv)
{
	static const struct {
		const char *word, *command;
	} aliases[] = {
		{ "--help", "help" },
		{ "-h", "help" },
		{ "--version", "version" },
		{ "-V", "version" },
	};
	const char *name = argc > 1 ? argv[1] : NULL;
	const struct command *command;

	if (!name) {
		help_overview(commands, stderr);
		return EXIT_TROUBLE;
	}
	for (size_t i = 0; i < sizeof(aliases) / sizeof(*aliases); i++) {
		if (!strcmp(name, aliases[i].word))
			name = aliases[i].command;
	}
	command = command_find(commands, name);
	return command ? command_run(command, commands, argc - 2, argv + 2)
		       : command_unknown(commands, name);
}

static bool close_output(void)
{
	const char *why;
	bool closed = streams_close(&why);

	if (why)
		report("standard output", "cannot write%s%s", *why ? ": " : "", why);
	return closed;
}

int main(int argc, char **argv)
{
	enum exit_status status;

	process_begin();
	streams_begin();
	json_begin();
	status = dispatch(argc, argv);
	return close_output() ? (int)status : EXIT_TROUBLE;
}
