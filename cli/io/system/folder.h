/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * folder.h - a folder that is held open, and files by their names in it
 *
 * Changes of the path after folder_open() have no effect.  On failure, errno has the
 * reason.
 */
#ifndef CLI_IO_SYSTEM_FOLDER_H
#define CLI_IO_SYSTEM_FOLDER_H

#include <stdbool.h>

/* EEXIST if the name exists. */
bool folder_make(const char *path);

/* Below 0 on failure; ENOTDIR if it is not a folder. */
int folder_open(const char *path);
void folder_close(int folder);

/* Make sure that the names in it are on the disk, if the file system can. */
void folder_sync(int folder);

/* The start of the file name in a path, after the last separator. */
const char *folder_name_in(const char *path);

/* The folder that a path names before the file name; "." if it names none.  NULL without
 * memory; free it. */
char *folder_of(const char *path);

/* The path of a file in a folder, which may be "".  Free it. */
char *folder_path(const char *folder, const char *name);

enum folder_entry {
	ENTRY_NONE,
	ENTRY_FILE,   /* a regular file or a symbolic link */
	ENTRY_OTHER,  /* anything else */
	ENTRY_UNKNOWN /* it cannot be known; errno has the reason */
};

enum folder_entry folder_look(int folder, const char *name);

/*
 * Create a file for writing, with the permissions of the file 'as' if it exists.  Below
 * 0 on failure; EEXIST if the name exists.
 */
int folder_create(int folder, const char *name, const char *as);

/* Fails with EEXIST if the new name exists. */
bool folder_rename_new(int folder, const char *from, const char *to);

/* The two files exchange their names; fails with ENOSYS if the system cannot do this. */
bool folder_exchange(int folder, const char *from, const char *to);

/* Replaces the file that has the new name. */
bool folder_rename_over(int folder, const char *from, const char *to);

void folder_remove(int folder, const char *name);

/*
 * A folder that gopx created is removed when it is released and still empty, or when
 * this process ends for any reason.
 */
struct folder_keeper {
	int pipe; /* 0: none */
	int process;
	const char *path; /* owned by the caller */
};

void folder_keep(struct folder_keeper *keeper, const char *path);
void folder_release(struct folder_keeper *keeper);

#endif /* CLI_IO_SYSTEM_FOLDER_H */
