/* SPDX-License-Identifier: BSD-2-Clause */
/* cmd_help.c - gopx help */
#include "command.h"
#include "cmd/help/complete.h"
#include "io/report.h"
#include "args/shared.h"

struct help_values {
	struct shared_values shared;
	int completions; /* enum shell, or -1 */
};

static const struct option options[] = {
	{ "completions", 0, OPTION_CHOICE, offsetof(struct help_values, completions),
	  SHELL_WORDS, "print a script that completes command lines of gopx" },
};

const struct option_table help_options = { "Options", options,
					   sizeof(options) / sizeof(*options) };

void help_overview(FILE *to)
{
	fputs(
	    "Usage: gopx COMMAND [OPTION]... [FILE]...\n"
	    "Find and extract Intel's graphics driver (GOP) and video BIOS table (VBT)\n"
	    "in UEFI firmware images.\n"
	    "\n"
	    "Commands:\n",
	    to);
	for (const struct command *c = commands; c->name; c++)
		fprintf(to, "  %-10s  %s\n", c->name, c->summary);
	fputs("\n"
	      "'gopx help COMMAND' explains one.  Exit status: 0 found, 1 not found,\n"
	      "2 trouble, 3 found but damaged (with --strict).\n",
	      to);
}

enum exit_status help_run(const struct command *self, int argc, char **argv)
{
	struct operands operands = { argc, argv };
	struct help_values values = { .completions = -1 };
	const struct command *about;
	enum exit_status status;

	if (!command_begin(self, &operands, &values, &status))
		return status;
	if (values.completions >= 0) {
		complete_print((enum shell)values.completions);
		return EXIT_FOUND;
	}
	if (!operands.count) {
		help_overview(stdout);
		return EXIT_FOUND;
	}
	if (operands.count > 1) {
		report(self->name, "explains one command at a time");
		return EXIT_TROUBLE;
	}
	about = command_find(operands.words[0]);
	if (!about)
		return command_unknown(operands.words[0]);
	command_help(about);
	return EXIT_FOUND;
}
