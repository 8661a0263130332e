/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * command.h - what a command is, and what it is given to work with
 *
 * A command says which files it wants and where it writes.  command_run() opens all of
 * that, gives up every other right, scans, and only then calls the command: no command
 * opens a file or looks at a byte outside the sandbox.
 */
#ifndef CLI_SCAN_COMMAND_H
#define CLI_SCAN_COMMAND_H

#include "args/options.h"
#include "args/shared.h"
#include "io/delivery.h"
#include "io/feed/feed.h"
#include "scan/scanned.h"
#include "words/exit_status.h"

/* The operands of a command line. */
enum command_takes {
	TAKES_NOTHING,
	TAKES_FILE,  /* one */
	TAKES_FILES, /* one or more */
	TAKES_ANY,   /* what check() accepts */
};

/* What becomes of a file that was asked for. */
enum wanted_use {
	WANTED_BYTES, /* has to be there; nobody looks into it before the task does */
	WANTED_SCAN,  /* has to be there, and is scanned before the task */
	WANTED_MAYBE, /* the task scans it, and finds no bytes where it could not be
			 opened */
	WANTED_EACH,  /* scanned and handed to each(), in their order */
};

struct wanted_file {
	const char *path; /* NULL: not given, and its image stays empty */
	enum wanted_use use;
};

/* What is to be opened, by request(). */
struct request {
	struct wanted_file *files;
	size_t count;
	struct delivery_plan output;
	/* Of the files for each(): */
	bool folders;     /* those that are folders stand for the files in them */
	const char *list; /* a file of more names; NULL: none */
	bool zero;        /* a NUL after each of these */
	const char *log;  /* of files that are not to be scanned again; NULL: none */

	bool sums; /* their SHA-256 is wanted, too */

	bool host; /* instead of files: what the running machine has of its firmware */
};

/* Add a file; its image is the one of the same index in struct work. */
void request_file(struct request *request, const char *path, enum wanted_use use);

struct command;

/* All that a task works with. */
struct work {
	const struct command *self;
	const struct command *const *commands; /* the table */
	void *values;                          /* of the options */
	struct operands operands;
	const struct gopx_options *limits;
	struct scanned *images; /* as they were requested */
	size_t count;           /* not of those in the feed */
	struct delivery output;
	const char **words; /* what the feed was asked for */
	struct feed *feed;  /* of images that are opened one after another; may be NULL */
	size_t given;       /* to each() until now, or reported as unreadable */
};

struct command {
	const char *name;
	const char *summary; /* one clause, for the list of commands */
	const char *usage;   /* what follows "gopx NAME" */
	const char *about;   /* a paragraph for --help; may be NULL */
	const struct option_table *const *options; /* ends with NULL */

	size_t values_size;   /* of what they fill, a struct shared_values first */
	const void *defaults; /* NULL: all zero */

	enum command_takes takes;

	/* NULL, or why this cannot be asked for.  May complete the values. */
	const char *(*check)(void *values, const struct operands *operands);

	/* NULL: the operands, each for each(), and no output. */
	void (*request)(const void *values, const struct operands *operands,
			struct request *request);

	/* The work on one image, which is closed afterwards. */
	enum exit_status (*each)(struct work *work, const struct scanned *image);

	/* The work once, after that on each image; 'status' is the worst of these. */
	enum exit_status (*task)(struct work *work, enum exit_status status);

	/* The task reads the machine, or nothing: no sandbox, unless a file was given. */
	bool outside;
};

/* NULL when there is none of that name. */
const struct command *command_find(const struct command *const *commands,
				   const char *name);

/* Report that there is no such command, and which one may have been meant. */
enum exit_status command_unknown(const struct command *const *commands, const char *word);

/* "gopx NAME ..." and its options, on standard output. */
void command_help(const struct command *command);

#endif /* CLI_SCAN_COMMAND_H */
