/* SPDX-License-Identifier: BSD-2-Clause */
/* folder.h - the files in a folder and in the folders below it */
#ifndef CLI_IO_FOLDER_H
#define CLI_IO_FOLDER_H

#include <stdbool.h>

struct folder_walk;

enum folder_step { FOLDER_FILE, FOLDER_FAULT, FOLDER_END };

/* Begin with a folder; its path is the prefix of each name. */
struct folder_walk *folder_begin(const char *path);

/*
 * The next regular file that is not empty, in the order of the names.  Skips symbolic
 * links, and the file to which standard output goes.  Free *path.  FOLDER_FAULT: a folder
 * cannot be read, and errno has the reason.
 */
enum folder_step folder_next(struct folder_walk *walk, char **path);

void folder_end(struct folder_walk *walk);

/* Whether the path is a folder. */
bool folder_is(const char *path);

#endif /* CLI_IO_FOLDER_H */
