/* SPDX-License-Identifier: BSD-2-Clause */
/* names.h - iterate over the names of many files: given names, names in a list, files
 * in folders */
#ifndef CLI_IO_NAMES_H
#define CLI_IO_NAMES_H

#include <stdbool.h>
#include <stddef.h>

struct names_plan {
	const char *const *words; /* names on the command line, which come first */
	size_t count;
	bool folders;     /* a folder stands for all files in it */
	const char *list; /* file with more names, or "-"; NULL: none */
	bool zero;        /* the names end with a NUL instead of a newline */
};

/*
 * A name from the command line, the list or a folder.  If its files cannot be found,
 * 'why' is the reason.  Free both members.
 */
struct name {
	char *path;
	char *why; /* NULL: no error */
};

struct names;

/* If the list cannot be opened, prints a message and returns NULL. */
struct names *names_open(const struct names_plan *plan);

/* Get the next name.  Returns false at the end. */
bool names_next(struct names *names, struct name *name);

void names_close(struct names *names);

/* Count the files by listing them.  Returns 0 if they cannot be listed in advance. */
size_t names_count(const struct names_plan *plan);

#endif /* CLI_IO_NAMES_H */
