/* SPDX-License-Identifier: BSD-2-Clause */
/* cmd_help.c - gopx help */
#include "cmd/help/complete.h"

#include <string.h>

#include "io/report.h"
#include "args/shared.h"
#include "cmd/commands.h"
#include "scan/command.h"
#include "cmd/help/overview.h"

struct help_values {
	struct shared_values shared;
	int completions; /* enum shell, or -1 */
};

static const struct option options[] = {
	{ "completions", 0, OPTION_CHOICE, offsetof(struct help_values, completions),
	  SHELL_WORDS, "print a script that completes command lines of gopx" },
};

static const struct option_table own_options = { "Options", options,
						 sizeof(options) / sizeof(*options) };

void help_overview(const struct command *const *commands, FILE *to)
{
	fputs(
	    "Usage: gopx COMMAND [OPTION]... [FILE]...\n"
	    "Find and extract Intel's graphics driver (GOP) and video BIOS table (VBT)\n"
	    "in UEFI firmware images.\n"
	    "\n"
	    "  gopx scan bios.bin                                  what is in it\n"
	    "  gopx extract -o out bios.bin                        write both to files\n"
	    "  gopx rom --from bios.bin --device auto -o igd.rom   a ROM for a guest\n"
	    "\n"
	    "Commands:\n",
	    to);
	for (; *commands; commands++)
		fprintf(to, "  %-10s  %s\n", (*commands)->name, (*commands)->summary);
	fputs("\n'gopx help COMMAND' explains a command.  Exit status: 0 found, 1 not "
	      "found,\n2 error, 3 damaged or partly scanned (with --strict).\n"
	      "All steps to a guest: passthrough.md, installed with gopx.\n",
	      to);
}

static void help_limits(void)
{
	puts("gopx spends at most this on one image.  It reports a limit that is "
	     "reached, and\nkeeps what it found until then.");
	options_print(&limit_options);
}

static enum exit_status help(struct work *work, enum exit_status status)
{
	const struct help_values *values = work->values;
	const struct operands *operands = &work->operands;
	const struct command *about;

	if (values->completions >= 0) {
		complete_print(work->commands, (enum shell)values->completions);
		return status;
	}
	if (!operands->count) {
		help_overview(work->commands, stdout);
		return status;
	}
	if (operands->count > 1) {
		report(work->self->name, "explains one command at a time");
		return EXIT_TROUBLE;
	}
	if (!strcmp(operands->words[0], "limits")) {
		help_limits();
		return status;
	}
	about = command_find(work->commands, operands->words[0]);
	if (!about)
		return command_unknown(work->commands, operands->words[0]);
	command_help(about);
	return status;
}

static const struct option_table *const tables[] = { &own_options, &common_options,
						     NULL };

const struct command help_command = {
	.name = "help",
	.summary = "explain a command",
	.usage = "[OPTION]... [COMMAND | limits]",
	.options = tables,
	.values_size = sizeof(struct help_values),
	.defaults = &(const struct help_values){ .completions = -1 },
	.takes = TAKES_ANY,
	.task = help,
	.outside = true,
};
