/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * folder.h - an open folder, and its files by name
 *
 * Changes of the path after folder_open() have no effect.  On failure, errno has the
 * reason.
 */
#ifndef CLI_IO_SYSTEM_FOLDER_H
#define CLI_IO_SYSTEM_FOLDER_H

#include <stdbool.h>

/* EEXIST if the name exists. */
bool folder_make(const char *path);

/*
 * Open a folder.  Returns a value below 0 on failure; ENOTDIR if the path is not a
 * folder.
 */
int folder_open(const char *path);
void folder_close(int folder);

/* Write the names in the folder to the disk, if the file system supports that. */
void folder_sync(int folder);

/* The start of the file name in a path, after the last separator. */
const char *folder_name_in(const char *path);

/*
 * The part of a path before the file name, or "." if the path is only a file name.  NULL
 * if memory is short; free it.
 */
char *folder_of(const char *path);

/* The path of a file in a folder; 'folder' may be "".  Free it. */
char *folder_path(const char *folder, const char *name);

enum folder_entry {
	ENTRY_NONE,
	ENTRY_FILE,   /* a regular file or a symbolic link */
	ENTRY_OTHER,  /* anything else */
	ENTRY_UNKNOWN /* unknown; errno has the reason */
};

enum folder_entry folder_look(int folder, const char *name);

/*
 * Create a file for writing, with the permissions of the file 'as' if it exists.  Returns
 * a value below 0 on failure; EEXIST if the name exists.
 */
int folder_create(int folder, const char *name, const char *as);

/* Rename a file.  Fails with EEXIST if the new name exists. */
bool folder_rename_new(int folder, const char *from, const char *to);

/* The two files exchange their names; fails with ENOSYS if the system cannot do this. */
bool folder_exchange(int folder, const char *from, const char *to);

/* Rename a file; replaces a file that has the new name. */
bool folder_rename_over(int folder, const char *from, const char *to);

void folder_remove(int folder, const char *name);

/*
 * A kept folder is removed if it is empty when it is released, or when this process ends
 * for any reason.
 */
struct folder_keeper {
	int pipe; /* 0: none */
	int process;
	const char *path; /* owned by the caller */
};

void folder_keep(struct folder_keeper *keeper, const char *path);
void folder_release(struct folder_keeper *keeper);

#endif /* CLI_IO_SYSTEM_FOLDER_H */
