/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * output.h - files that are written completely or not at all
 *
 * gopx opens the folder before any work begins, and reaches every file through the open
 * folder.  So a later change of the path has no effect.
 */
#ifndef CLI_IO_OUTPUT_H
#define CLI_IO_OUTPUT_H

#include <stdbool.h>

#include <gopx/gopx.h>

#include "io/system/folder.h"

#define OUTPUT_NAME_MAX 255

struct output_dir {
	int fd;
	const char *path;
	struct folder_keeper keeper; /* for a folder that gopx created */
};

/*
 * Open a folder; create the last part of its path if it is missing.  On failure, prints a
 * message and returns false.
 */
bool output_dir_open(struct output_dir *dir, const char *path);

/* Close the folder.  Removes the folder if gopx created it and it is still empty. */
void output_dir_close(struct output_dir *dir);

/* The path of a name in the folder, as people would type it.  Free it. */
char *output_path(const struct output_dir *dir, const char *name);

struct output_file {
	char name[OUTPUT_NAME_MAX + 1]; /* in the folder */
	struct gopx_bytes bytes;
	char temp[48]; /* name of the file while gopx writes it */
	enum {
		OUTPUT_NONE,
		OUTPUT_STAGED,  /* complete, under its temporary name */
		OUTPUT_ADDED,   /* in place; nothing was there before */
		OUTPUT_SWAPPED, /* in place; the old file has the temporary name */
		OUTPUT_REPLACED /* in place; the old file is lost */
	} state;
};

/*
 * Write all files, or write none and report why.  Existing files are replaced only with
 * 'force'; the new files get the permissions of the old ones.  A symbolic link is
 * replaced; its target does not change.
 */
bool output_write(struct output_dir *dir, struct output_file *files, size_t count,
		  bool force);

/* List the written files on standard output. */
void output_print(const struct output_dir *dir, const struct output_file *files,
		  size_t count);

/* One file, with a name that the user chose, in an existing folder. */
struct output_target {
	struct output_dir dir;
	char name[OUTPUT_NAME_MAX + 1];
	char *folder; /* allocated by output_target_open() */
};

/* Open the folder of 'path'.  On failure, prints a message and returns false. */
bool output_target_open(struct output_target *target, const char *path);

void output_target_close(struct output_target *target);

#endif /* CLI_IO_OUTPUT_H */
