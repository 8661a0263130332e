/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * command.h - what a command is, and the data that it works with
 *
 * A command names the files that it wants and where it writes.  command_run() opens all
 * of them, gives up every other right, and scans.  Only then does it call the command.
 * So no command opens a file or reads a byte outside the sandbox.
 */
#ifndef CLI_SCAN_COMMAND_H
#define CLI_SCAN_COMMAND_H

#include "args/options.h"
#include "args/shared.h"
#include "io/delivery.h"
#include "io/feed/feed.h"
#include "io/system/successor.h"
#include "scan/scanned.h"
#include "words/exit_status.h"

/* The operands of a command line. */
enum command_takes {
	TAKES_NOTHING,
	TAKES_FILE,  /* one */
	TAKES_FILES, /* one or more */
	TAKES_ANY,   /* checked by check() */
};

/* What command_run() does with a requested file. */
enum wanted_use {
	WANTED_BYTES, /* must exist; only the task reads it */
	WANTED_SCAN,  /* must exist, and is scanned before the task */
	WANTED_MAYBE, /* the task scans it; if it cannot be opened, it has no bytes */
	WANTED_EACH,  /* scanned and passed to each(), in order */
};

struct wanted_file {
	const char *path; /* NULL: not given; its image stays empty */
	enum wanted_use use;
};

/* The files and the output that a command needs; request() fills it in. */
struct request {
	struct wanted_file *files;
	size_t count;
	struct delivery_plan output;
	/* The next members are for the files that each() gets. */
	bool folders;     /* the name of a folder means all files in it */
	const char *list; /* a file with more names; NULL: none */
	bool zero;        /* the names in 'list' end with a NUL */
	const char *log;  /* log of files that need no new scan; NULL: none */

	struct scan_wants wants;

	bool host; /* scan the firmware of the running machine instead of files */
};

/* Add a file; its image has the same index in struct work. */
void request_file(struct request *request, const char *path, enum wanted_use use);

struct command;

/* Everything that a task works with. */
struct work {
	const struct command *self;
	const struct command *const *commands; /* the table */
	void *values;                          /* of the options */
	struct operands operands;
	const struct gopx_options *limits;
	struct scanned *images; /* one for each requested file, in order */
	size_t count;           /* without the images of the feed */
	struct delivery output;
	const char **words; /* the names from which the feed takes its files */
	struct feed *feed;  /* opens images one after another; may be NULL */
	size_t given; /* images that were passed to each(), or reported as unreadable */
	/* runs the command with libarchive, if the first scan meets an archive */
	struct successor successor;
};

struct command {
	const char *name;
	const char *summary; /* one clause, for the list of commands */
	const char *usage;   /* what follows "gopx NAME" */
	const char *about;   /* a paragraph for --help; may be NULL */
	const struct option_table *const *options; /* ends with NULL */

	size_t values_size;   /* size of the options' values, which begin with a struct
				 shared_values */
	const void *defaults; /* NULL: all zero */

	enum command_takes takes;

	/*
	 * Check the options, and complete the values.  Returns NULL, or the reason why
	 * the options are refused.
	 */
	const char *(*check)(void *values, const struct operands *operands);

	/*
	 * Request files and output.  NULL: each operand is passed to each(), and there is
	 * no output.
	 */
	void (*request)(const void *values, const struct operands *operands,
			struct request *request);

	/* Work on one image.  The caller closes it afterwards. */
	enum exit_status (*each)(struct work *work, const struct scanned *image);

	/* Work once, after each() was called for all images; 'status' is the worst of
	 * their results. */
	enum exit_status (*task)(struct work *work, enum exit_status status);

	/*
	 * The task reads only facts of the machine, or nothing.  So it runs without a
	 * sandbox if the user gave no file.
	 */
	bool outside;
};

/* NULL if there is no command with that name. */
const struct command *command_find(const struct command *const *commands,
				   const char *name);

/* Report that the command does not exist, and suggest a similar one. */
enum exit_status command_unknown(const struct command *const *commands, const char *word);

/* Print "gopx NAME ..." and its options on standard output. */
void command_help(const struct command *command);

#endif /* CLI_SCAN_COMMAND_H */
