/* SPDX-License-Identifier: BSD-2-Clause */
/* main.c - from the command line to a command */
#include <stdlib.h>
#include <string.h>

#include "cmd/help/overview.h"
#include "commands.h"
#include "io/report.h"
#include "io/streams.h"
#include "io/system/folder.h"
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

/* If a click or a dropped file starts the program, it gets its own window. */
static bool is_started_by_a_click(int argc, char **argv)
{
	return argc <= 2 &&
	       (argc < 2 || (argv[1][0] != '-' && !command_find(commands, argv[1]))) &&
	       process_owns_window();
}

/* Extract the findings in the dropped file to the folder of that file. */
static enum exit_status extract_beside(char *file)
{
	char option[] = "-o";
	char *folder = folder_of(file);
	char *words[] = { option, folder, file, NULL };
	enum exit_status status;

	if (!folder)
		out_of_memory();
	status = command_run(command_find(commands, "extract"), commands, 3, words);
	free(folder);
	return status;
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
	bool is_click;

	process_begin();
	streams_begin();
	json_begin();
	is_click = is_started_by_a_click(argc, argv);
	if (is_click && argc == 2)
		status = extract_beside(argv[1]);
	else
		status = dispatch(argc, argv);
	if (!close_output())
		status = EXIT_TROUBLE;
	if (is_click)
		process_wait_for_key();
	return (int)status;
}
