/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fuzz_options.c - tries any words as the command line of each command
 *
 * The input has one word on each line.
 */
#include <stdio.h>

#include "commands.h"

#include "fuzz.h"

#define WORDS_MAX 64

/* Room for the option values of any command. */
union values {
	uint8_t bytes[4096];
	max_align_t align;
};

static int split(char *text, char **words)
{
	int count = 0;

	for (char *line = strtok(text, "\n"); line && count < WORDS_MAX;
	     line = strtok(NULL, "\n"))
		words[count++] = line;
	return count;
}

static void parse(const struct command *command, const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1);
	char *words[WORDS_MAX];
	struct operands in = { 0, words };
	union values values = { { 0 } };
	int given;

	fuzz_check(text != NULL);
	if (size)
		memcpy(text, data, size);
	text[size] = '\0';
	given = in.count = split(text, words);
	if (options_parse(command->name, command->options, &in, &values) == OPTIONS_OK) {
		fuzz_check(in.count >= 0 && in.count <= given);
		for (int i = 0; i < in.count; i++)
			fuzz_check(in.words[i] >= text && in.words[i] <= text + size);
	}
	free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static FILE *nowhere;

	if (!nowhere)
		nowhere = fopen("/dev/null", "w");
	fuzz_check(nowhere != NULL);
	/* Discard the messages about wrong options: there are hundreds in a second. */
	stderr = nowhere;
	for (const struct command *const *c = commands; *c; c++)
		parse(*c, data, size);
	return 0;
}
