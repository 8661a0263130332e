/* SPDX-License-Identifier: BSD-2-Clause */
/* folder.h - the files in a folder and in the folders below it */
#ifndef CLI_IO_FOLDER_H
#define CLI_IO_FOLDER_H

#include <stdbool.h>

struct folder_walk;

enum folder_step { FOLDER_FILE, FOLDER_FAULT, FOLDER_END };

/* Begin with a folder, whose path is put before each name. */
struct folder_walk *folder_begin(const char *path);

/*
 * The next regular file with at least one byte, in the order of the names; symbolic links
 * are not followed, and the file that standard output goes to is left out.  *path is
 * to be freed.  FOLDER_FAULT: a folder that cannot be read, and errno says why.
 */
enum folder_step folder_next(struct folder_walk *walk, char **path);

void folder_end(struct folder_walk *walk);

/* Whether that is a folder. */
bool folder_is(const char *path);

#endif /* CLI_IO_FOLDER_H */
