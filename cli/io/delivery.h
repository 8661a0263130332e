/* SPDX-License-Identifier: BSD-2-Clause */
/* delivery.h - where a command writes: nowhere, to standard output, one file, a folder */
#ifndef CLI_IO_DELIVERY_H
#define CLI_IO_DELIVERY_H

#include "io/output.h"

enum delivery_kind {
	DELIVER_NOWHERE,
	DELIVER_STDOUT, /* never to a terminal, unless it is text */
	DELIVER_FILE,   /* of a name that the user chose, in a folder that is there */
	DELIVER_FOLDER, /* under names of ours; the folder is made if missing */
};

struct delivery_plan {
	enum delivery_kind kind;
	const char *path; /* of the file or folder */
	bool force;       /* replace what exists */
	bool text;
	const char *source; /* a file that must not be the one written; may be NULL */
};

struct delivery {
	struct delivery_plan plan;
	struct output_target target;
};

/* Open what is written into.  False after a message; 'who' is the command's name. */
bool delivery_open(struct delivery *delivery, const char *who,
		   const struct delivery_plan *plan);

/* Also removes a folder that was made and is still empty. */
void delivery_close(struct delivery *delivery);

/* The folder that files are written in; NULL when none is. */
const struct output_dir *delivery_folder(const struct delivery *delivery);

/*
 * Write all of the files, or none and say why.  A single file gets the name that the user
 * chose.
 */
bool delivery_write(struct delivery *delivery, struct output_file *files, size_t count);

/* The path of a file, as people would type it.  Free it. */
char *delivery_path(const struct delivery *delivery, const struct output_file *file);

/* The files written, on standard output; nothing where their bytes went there. */
void delivery_print(const struct delivery *delivery, const struct output_file *files,
		    size_t count);

#endif /* CLI_IO_DELIVERY_H */
