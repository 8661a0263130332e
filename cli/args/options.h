/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * options.h - parse command lines with tables of options
 *
 * A table describes options.  For each option, it has the offset of the value in a
 * struct.  Several tables may fill the same struct.  Options may follow operands, "--"
 * ends the options, and "-" alone is an operand.
 */
#ifndef CLI_ARGS_OPTIONS_H
#define CLI_ARGS_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum option_type {
	OPTION_HELP,    /* nothing is stored: parsing ends */
	OPTION_FLAG,    /* bool */
	OPTION_TEXT,    /* const char *, into argv */
	OPTION_TEXTS,   /* struct texts: the value of each occurrence */
	OPTION_SIZE,    /* uint64_t above 0: 4096, 64K, 512M, 2G */
	OPTION_COUNT,   /* uint32_t above 0 */
	OPTION_CHOICE,  /* int: index of the word in .value, "never|auto|always" */
	OPTION_CHOICES, /* uint32_t: a bit for each given word; commas separate several
			   words */
};

#define TEXTS_MAX 128

struct texts {
	size_t count;
	const char *items[TEXTS_MAX];
};

struct option {
	const char *name; /* without the dashes */
	char letter;      /* 0 if the option has none */
	enum option_type type;
	size_t offset;     /* offset of the value in the struct of values */
	const char *value; /* the value's name in the help; NULL: the option takes none */
	const char *help;
};

struct option_table {
	const char *title; /* heading in the help */
	const struct option *options;
	size_t count;
};

struct operands {
	int count;
	char **words;
};

enum options_result {
	OPTIONS_OK,
	OPTIONS_HELP, /* --help was given */
	OPTIONS_BAD,  /* standard error has the message */
};

/*
 * Read 'in', store the values, and leave the operands in 'in'.  'who' is the command's
 * name for messages.
 */
enum options_result options_parse(const char *who,
				  const struct option_table *const *tables,
				  struct operands *in, void *values);

void options_print(const struct option_table *table);

#endif /* CLI_ARGS_OPTIONS_H */
