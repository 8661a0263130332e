/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * output.h - files written whole or not at all
 *
 * A folder is opened before any work begins, and every name in it is reached
 * from there: a path that changes meanwhile leads nowhere else.
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
	struct folder_keeper keeper; /* of a folder that we made */
};

/* Open a folder, making its last part if missing.  False after a message. */
bool output_dir_open(struct output_dir *dir, const char *path);

/* Also removes a folder that was made and is still empty. */
void output_dir_close(struct output_dir *dir);

/* The path of a name in the folder, as people would type it.  Free it. */
char *output_path(const struct output_dir *dir, const char *name);

struct output_file {
	char name[OUTPUT_NAME_MAX + 1]; /* in the folder */
	struct gopx_bytes bytes;
	char temp[48]; /* ours to fill */
	enum {
		OUTPUT_NONE,
		OUTPUT_STAGED,  /* written whole under its temporary name */
		OUTPUT_ADDED,   /* in place, where nothing was */
		OUTPUT_SWAPPED, /* in place, with the old file under the temporary name */
		OUTPUT_REPLACED /* in place, and the old file is gone */
	} state;
};

/*
 * Write all of the files, or none and say why.  What exists is replaced only
 * with 'force', by a file that the same may read and write; a symbolic link is then
 * replaced itself, never followed.
 */
bool output_write(struct output_dir *dir, struct output_file *files, size_t count,
		  bool force);

/* The files written, on standard output. */
void output_print(const struct output_dir *dir, const struct output_file *files,
		  size_t count);

/* One file, of a name that the user chose, in a folder that is there. */
struct output_target {
	struct output_dir dir;
	char name[OUTPUT_NAME_MAX + 1];
	char *folder; /* ours */
};

/* Open the folder of 'path'.  False after a message. */
bool output_target_open(struct output_target *target, const char *path);

void output_target_close(struct output_target *target);

#endif /* CLI_IO_OUTPUT_H */
