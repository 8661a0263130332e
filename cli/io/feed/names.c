/* SPDX-License-Identifier: BSD-2-Clause */
/* names.c - iterate over the names of many files: given names, names in a list, files
 * in folders */
#include "io/feed/names.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/feed/folder.h"
#include "io/report.h"
#include "io/system/file.h"

/* No system opens a file with a longer name. */
#define LONGEST_NAME ((size_t)128 << 10)

struct names {
	struct names_plan plan;
	size_t next; /* word */
	struct folder_walk *walk;
	FILE *list;
};

static char *copy_of(const char *text)
{
	size_t size = strlen(text) + 1;

	return memcpy(need_memory(NULL, size), text, size);
}

static FILE *open_list(const char *path)
{
	FILE *list = strcmp(path, "-") != 0 ? file_open_lines(path) : file_stdin_lines();

	if (!list)
		report(path, "cannot open: %s", file_fault(errno));
	return list;
}

struct names *names_open(const struct names_plan *plan)
{
	struct names *names = need_memory(NULL, sizeof(*names));

	*names = (struct names){ .plan = *plan };
	if (plan->list) {
		names->list = open_list(plan->list);
		if (!names->list) {
			free(names);
			return NULL;
		}
	}
	return names;
}

/* False: the folder has no more files. */
static bool next_in_folder(struct names *names, struct name *name)
{
	switch (folder_next(names->walk, &name->path)) {
	case FOLDER_FILE:
		return true;
	case FOLDER_FAULT:
		name->why = need_memory(NULL, 256);
		snprintf(name->why, 256, "cannot read: %s", file_fault(errno));
		return true;
	case FOLDER_END:
		break;
	}
	folder_end(names->walk);
	names->walk = NULL;
	return false;
}

/*
 * Read the characters up to 'end', and add a NUL.  Stops early after another NUL, and at
 * LONGEST_NAME: the list may be an image, or have no end.  Returns NULL at the end of the
 * list.
 */
static char *next_line(FILE *list, int end, size_t *len)
{
	size_t room = 128;
	char *line = need_memory(NULL, room);
	int c = end + 1;

	*len = 0;
	while (c && *len < LONGEST_NAME && (c = getc(list)) != EOF && c != end) {
		line[(*len)++] = (char)c;
		if (*len == room)
			line = need_memory(line, room *= 2);
	}
	line[*len] = '\0';
	if (*len || c != EOF)
		return line;
	free(line);
	return NULL;
}

/* The list ends here, because it cannot be read. */
static bool fail_list(struct names *names, struct name *name, char *why)
{
	free(name->path);
	name->path = copy_of(names->plan.list);
	name->why = why;
	names->plan.list = NULL;
	return true;
}

/*
 * Get the next name in the list, and skip empty lines.  Returns false at the end of the
 * list.  A NUL ends the list: an image that was given as the list would have thousands.
 */
static bool next_in_list(struct names *names, struct name *name)
{
	static const char not_lines[] =
	    "has NUL bytes, so it is not a list of lines; if they end its names, also "
	    "give -0";
	static const char too_long[] =
	    "has a line that is too long for the name of a file";
	int end = names->plan.zero ? '\0' : '\n';
	size_t len;

	while ((name->path = next_line(names->list, end, &len)) != NULL && !len)
		free(name->path);
	if (name->path && strlen(name->path) != len)
		return fail_list(names, name, copy_of(not_lines));
	if (name->path && len == LONGEST_NAME)
		return fail_list(names, name, copy_of(too_long));
	if (name->path)
		return true;
	if (ferror(names->list)) {
		char *why = need_memory(NULL, 256);

		snprintf(why, 256, "cannot read: %s", file_fault(errno));
		clearerr(names->list);
		return fail_list(names, name, why);
	}
	return false;
}

bool names_next(struct names *names, struct name *name)
{
	*name = (struct name){ NULL, NULL };
	for (;;) {
		const char *word;

		if (names->walk && next_in_folder(names, name))
			return true;
		if (names->next == names->plan.count)
			return names->plan.list && next_in_list(names, name);
		word = names->plan.words[names->next++];
		if (!names->plan.folders || !folder_is(word)) {
			name->path = copy_of(word);
			return true;
		}
		names->walk = folder_begin(word);
	}
}

void names_close(struct names *names)
{
	if (!names)
		return;
	folder_end(names->walk);
	if (names->list && names->list != stdin)
		fclose(names->list);
	free(names);
}

/* A pipe can be read only once. */
static bool is_regular(const char *path)
{
	struct file_facts facts;

	return file_facts_at(path, &facts) && facts.kind == FILE_REGULAR;
}

size_t names_count(const struct names_plan *plan)
{
	struct names *names;
	struct name name;
	size_t count = 0;

	if (!plan->folders && !plan->list)
		return plan->count;
	if (plan->list && !is_regular(plan->list))
		return 0;
	names = names_open(plan);
	while (names && names_next(names, &name)) {
		count++;
		free(name.path);
		free(name.why);
	}
	names_close(names);
	return count;
}
