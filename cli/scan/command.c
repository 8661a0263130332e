/* SPDX-License-Identifier: BSD-2-Clause */
/* command.c - find a command in the table, and print its help */
#include "scan/command.h"

#include <stdio.h>
#include <string.h>

#include "args/suggest.h"
#include "io/input.h"
#include "io/report.h"
#include "words/terminal.h"

void request_file(struct request *request, const char *path, enum wanted_use use)
{
	size_t size = (request->count + 1) * sizeof(*request->files);

	request->files = need_memory(request->files, size);
	request->files[request->count++] = (struct wanted_file){ path, use };
}

const struct command *command_find(const struct command *const *commands,
				   const char *name)
{
	for (; *commands; commands++) {
		if (!strcmp((*commands)->name, name))
			return *commands;
	}
	return NULL;
}

static const char *nearest_command(const struct command *const *commands,
				   const char *name)
{
	struct nearest near = nearest_start(name, strlen(name));

	for (; *commands; commands++)
		nearest_offer(&near, (*commands)->name);
	return near.best;
}

enum exit_status command_unknown(const struct command *const *commands, const char *word)
{
	const char *near = nearest_command(commands, word);

	if (!strcmp(word, "-v") || !strcmp(word, "--verbose"))
		report(NULL,
		       "'%s' follows a command: gopx scan %s FILE; the version: gopx -V "
		       "or gopx --version",
		       word, word);
	else if (near)
		report(NULL, "unknown command '%s'; did you mean '%s'?", word, near);
	else if (*word == '-')
		report(NULL, "unknown option '%s'; options follow the command", word);
	else if (input_exists(word))
		report(NULL, "unknown command '%s'; did you mean 'gopx scan %s'?", word,
		       word);
	else
		report(NULL, "unknown command '%s'; 'gopx help' lists them", word);
	return EXIT_TROUBLE;
}

void command_help(const struct command *command)
{
	struct text_flow flow;

	flow = text_flow((size_t)printf("Usage: gopx %s%s", command->name,
					*command->usage ? " " : ""));
	text_flow_put(&flow, command->usage);
	text_flow_end(&flow);
	printf("\n");
	if (command->about)
		printf("%s\n", command->about);
	else
		printf("gopx %s: %s\n", command->name, command->summary);
	for (const struct option_table *const *t = command->options; *t; t++) {
		if (*t == &limit_options)
			puts("\nLimits of memory and work: see 'gopx help limits'");
		else
			options_print(*t);
	}
}
