/* SPDX-License-Identifier: BSD-2-Clause */
/* delivery.h - where a command writes: nothing, standard output, one file, or a folder */
#ifndef CLI_IO_DELIVERY_H
#define CLI_IO_DELIVERY_H

#include "io/output.h"

enum delivery_kind {
	DELIVER_NOWHERE,
	DELIVER_STDOUT, /* text may go to a terminal, other data never does */
	DELIVER_FILE,   /* with a name that the user chose, in an existing folder */
	DELIVER_FOLDER, /* with names that gopx chooses; the folder is created if missing
			 */
};

struct delivery_plan {
	enum delivery_kind kind;
	const char *path; /* path of the file or folder */
	bool force;       /* replace existing files */
	bool text;
};

/*
 * True if the one output file would replace this input file.  The two paths may differ.
 */
bool delivery_replaces(const struct delivery_plan *plan, const char *input);

struct delivery {
	struct delivery_plan plan;
	struct output_target target;
};

/*
 * Open the target.  On failure, prints a message and returns false.  'who' is the
 * command's name.
 */
bool delivery_open(struct delivery *delivery, const char *who,
		   const struct delivery_plan *plan);

/* Close the target.  A folder that gopx created is removed if it is still empty. */
void delivery_close(struct delivery *delivery);

/* The folder of the output files; NULL if there is none. */
const struct output_dir *delivery_folder(const struct delivery *delivery);

/*
 * Write all files, or write none and report why.  A single file gets the name that the
 * user chose.
 */
bool delivery_write(struct delivery *delivery, struct output_file *files, size_t count);

/* The path of a file, as people would type it.  Free it. */
char *delivery_path(const struct delivery *delivery, const struct output_file *file);

/* List the written files on standard output, unless their bytes went there. */
void delivery_print(const struct delivery *delivery, const struct output_file *files,
		    size_t count);

#endif /* CLI_IO_DELIVERY_H */
