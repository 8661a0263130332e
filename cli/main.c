/* SPDX-License-Identifier: BSD-2-Clause */
/* main.c - from the command line to a command */
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "command.h"
#include "io/output.h"
#include "io/report.h"

/*
 * A standard stream that came closed is opened the wrong way round: no file
 * of ours takes its number, and using it is an error as it should be.
 */
static void hold_standard_streams(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
		if (fcntl(fd, F_GETFD) < 0 &&
		    open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0)
			_exit(EXIT_TROUBLE);
	}
}

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
		help_overview(stderr);
		return EXIT_TROUBLE;
	}
	for (size_t i = 0; i < sizeof(aliases) / sizeof(*aliases); i++) {
		if (!strcmp(name, aliases[i].word))
			name = aliases[i].command;
	}
	command = command_find(name);
	return command ? command->run(command, argc - 2, argv + 2)
		       : command_unknown(name);
}

int main(int argc, char **argv)
{
	enum exit_status status;

	hold_standard_streams();
	/* A file that grows too large is then an error of write, with a message. */
	signal(SIGXFSZ, SIG_IGN);
	status = dispatch(argc, argv);
	return output_close_stdout() ? (int)status : EXIT_TROUBLE;
}
