/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * folder.h - a folder that is held open, and files by their names in it
 *
 * A path that changes after folder_open() leads nowhere else.  What fails leaves its
 * reason in errno.
 */
#ifndef CLI_IO_SYSTEM_FOLDER_H
#define CLI_IO_SYSTEM_FOLDER_H

#include <stdbool.h>

/* EEXIST where something of that name is. */
bool folder_make(const char *path);

/* Below 0 on failure, ENOTDIR where it is no folder. */
int folder_open(const char *path);
void folder_close(int folder);

/* The names in it are on the disk, where the file system has such. */
void folder_sync(int folder);

/* Where the name of a file starts in a path, after the last separator. */
const char *folder_name_in(const char *path);

enum folder_entry {
	ENTRY_NONE,
	ENTRY_FILE,   /* or a symbolic link, itself */
	ENTRY_OTHER,  /* whatever else */
	ENTRY_UNKNOWN /* for the reason in errno */
};

enum folder_entry folder_look(int folder, const char *name);

/*
 * A new file to write, that the same may read and write as the file 'as', where there is
 * one; below 0 on failure, EEXIST where the name is taken.
 */
int folder_create(int folder, const char *name, const char *as);

/* Fails with EEXIST where the new name is taken. */
bool folder_rename_new(int folder, const char *from, const char *to);

/* Each file gets the other's name; fails with ENOSYS where the system has no such. */
bool folder_exchange(int folder, const char *from, const char *to);

/* The file that has the new name is gone. */
bool folder_rename_over(int folder, const char *from, const char *to);

void folder_remove(int folder, const char *name);

/*
 * A folder of ours is removed when it is released and still empty, or when this process
 * has ended, whatever ends it.
 */
struct folder_keeper {
	int pipe; /* 0: there is none */
	int process;
	const char *path; /* the caller's */
};

void folder_keep(struct folder_keeper *keeper, const char *path);
void folder_release(struct folder_keeper *keeper);

#endif /* CLI_IO_SYSTEM_FOLDER_H */
