/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * command.h - what a command is, and the one table of them
 *
 * A new command is one file cmd_<name>.c and one entry in commands.c.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "args/options.h"
#include "words/exit_status.h"

struct command {
	const char *name;
	enum exit_status (*run)(const struct command *self, int argc, char **argv);
	const char *summary; /* one clause, for the list of commands */
	const char *usage;   /* what follows "gopx NAME" */
	const char *about;   /* a paragraph for --help; may be NULL */
	const struct option_table *const *options; /* ends with NULL */
};

/* The table; its last entry has no name. */
extern const struct command commands[];

/* NULL when there is none of that name. */
const struct command *command_find(const char *name);

/* Say that there is no such command, and what may have been meant. */
enum exit_status command_unknown(const char *word);

/* "gopx NAME ..." and its options, on standard output. */
void command_help(const struct command *command);

/*
 * Read the command line into 'values', and the operands to the front of argv.
 * False: the work ends here with *status (bad usage, or --help was answered).
 */
bool command_begin(const struct command *self, struct operands *operands, void *values,
		   enum exit_status *status);

enum exit_status help_run(const struct command *self, int argc, char **argv);
enum exit_status scan_run(const struct command *self, int argc, char **argv);
enum exit_status doctor_run(const struct command *self, int argc, char **argv);
enum exit_status config_run(const struct command *self, int argc, char **argv);
enum exit_status opregion_run(const struct command *self, int argc, char **argv);
enum exit_status inject_run(const struct command *self, int argc, char **argv);
enum exit_status rom_run(const struct command *self, int argc, char **argv);
enum exit_status extract_run(const struct command *self, int argc, char **argv);
enum exit_status unpack_run(const struct command *self, int argc, char **argv);
enum exit_status map_run(const struct command *self, int argc, char **argv);
enum exit_status search_run(const struct command *self, int argc, char **argv);
enum exit_status tree_run(const struct command *self, int argc, char **argv);
enum exit_status check_run(const struct command *self, int argc, char **argv);
enum exit_status vbt_run(const struct command *self, int argc, char **argv);
enum exit_status version_run(const struct command *self, int argc, char **argv);

/* What "gopx" alone, --help and help print. */
void help_overview(FILE *to);

extern const struct option_table scan_options;
extern const struct option_table extract_options;
extern const struct option_table unpack_options;
extern const struct option_table map_options;
extern const struct option_table version_options;
extern const struct option_table search_options;
extern const struct option_table config_options;
extern const struct option_table doctor_options;
extern const struct option_table opregion_options;
extern const struct option_table inject_options;
extern const struct option_table rom_options;
extern const struct option_table check_options;
extern const struct option_table tree_options;
extern const struct option_table help_options;
extern const struct option_table vbt_options;

#endif /* CLI_COMMAND_H */
