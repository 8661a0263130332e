/* SPDX-License-Identifier: BSD-2-Clause */
/* names.h - the names of many files, one after another: given, listed, found in folders
 */
#ifndef CLI_IO_NAMES_H
#define CLI_IO_NAMES_H

#include <stdbool.h>
#include <stddef.h>

struct names_plan {
	const char *const *words; /* of the command line, first */
	size_t count;
	bool folders;     /* a word that is a folder stands for the files in it */
	const char *list; /* a file of more names, or "-"; NULL: none */
	bool zero;        /* they end with a NUL each, instead of a line's end */
};

/* A name, or what keeps the files of that name from being found.  Both are to be freed.
 */
struct name {
	char *path;
	char *why; /* NULL: try it */
};

struct names;

/* NULL after a message: the list cannot be opened. */
struct names *names_open(const struct names_plan *plan);

/* False at the end. */
bool names_next(struct names *names, struct name *name);

void names_close(struct names *names);

/* How many there are, by going through them; 0 when that cannot be known before. */
size_t names_count(const struct names_plan *plan);

#endif /* CLI_IO_NAMES_H */
