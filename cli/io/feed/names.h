/* SPDX-License-Identifier: BSD-2-Clause */
/* names.h - the names of many files, one after another: given, listed, found in folders
 */
#ifndef CLI_IO_NAMES_H
#define CLI_IO_NAMES_H

#include <stdbool.h>
#include <stddef.h>

struct names_plan {
	const char *const *words; /* names on the command line, which come first */
	size_t count;
	bool folders;     /* a folder stands for the files in it */
	const char *list; /* a file of more names, or "-"; NULL: none */
	bool zero;        /* the names end with a NUL instead of a newline */
};

/* A name, or the reason why its files cannot be found.  Free both. */
struct name {
	char *path;
	char *why; /* NULL: no error */
};

struct names;

/* Returns NULL after a message, if the list cannot be opened. */
struct names *names_open(const struct names_plan *plan);

/* Returns false at the end. */
bool names_next(struct names *names, struct name *name);

void names_close(struct names *names);

/* The number of files, by listing them; 0 if that is impossible in advance. */
size_t names_count(const struct names_plan *plan);

#endif /* CLI_IO_NAMES_H */
