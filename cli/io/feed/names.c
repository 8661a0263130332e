/* SPDX-License-Identifier: BSD-2-Clause */
/* names.c - the names of many files, one after another: given, listed, found in folders
 */
#include "io/feed/names.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "io/feed/folder.h"
#include "io/report.h"

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
	FILE *list = strcmp(path, "-") != 0 ? fopen(path, "re") : stdin;

	if (!list)
		report(path, "cannot open: %s", strerror(errno));
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
		snprintf(name->why, 256, "cannot read: %s", strerror(errno));
		return true;
	case FOLDER_END:
		break;
	}
	folder_end(names->walk);
	names->walk = NULL;
	return false;
}

static void take_line(const struct names *names, char *line, size_t len,
		      struct name *name)
{
	if (len && line[len - 1] == (names->plan.zero ? '\0' : '\n'))
		line[--len] = '\0';
	name->path = line;
	if (strlen(line) != len)
		name->why = copy_of("the list has a NUL in this name: also give -0");
}

/* Returns false at the end of the list.  Empty lines are skipped. */
static bool next_in_list(struct names *names, struct name *name)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t got;

	do
		got = getdelim(&line, &room, names->plan.zero ? '\0' : '\n', names->list);
	while (got == 1 && (*line == '\0' || *line == '\n'));
	if (got > 0) {
		take_line(names, line, (size_t)got, name);
		return true;
	}
	free(line);
	if (ferror(names->list)) {
		name->path = copy_of(names->plan.list);
		name->why = need_memory(NULL, 256);
		snprintf(name->why, 256, "cannot read: %s", strerror(errno));
		clearerr(names->list);
		names->plan.list = NULL;
		return true;
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
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode);
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
