/* SPDX-License-Identifier: BSD-2-Clause */
/* folder.c - the files in a folder and in the folders below it */
#include "io/feed/folder.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/report.h"
#include "io/system/file.h"
#include "io/system/folder.h"
#include "io/system/listing.h"

/*
 * The names in one folder.  'text' has the names one after the other; 'starts' has the
 * offset of each name.
 */
struct open_folder {
	char *path;
	char *text;
	uint32_t *starts;
	size_t size, room, count, slots, next;
};

struct folder_walk {
	/* from the first folder to the one that is being read */
	struct open_folder *levels;
	size_t depth;
	struct file_facts output;
	bool output_is_file;
};

/* ---- one folder ----------------------------------------------------------------- */

static void add_name(struct open_folder *level, const char *name)
{
	size_t size = strlen(name) + 1;

	/* No file system has 4 GiB of names in one folder. */
	if (level->size > UINT32_MAX - size)
		out_of_memory();
	if (level->room - level->size < size) {
		level->room = 2 * level->room + size + 1024;
		level->text = need_memory(level->text, level->room);
	}
	if (level->count == level->slots) {
		level->slots = 2 * level->slots + 64;
		level->starts = need_memory(level->starts,
					    level->slots * sizeof(*level->starts));
	}
	level->starts[level->count++] = (uint32_t)level->size;
	memcpy(level->text + level->size, name, size);
	level->size += size;
}

/*
 * by_name() reads the names here. They are in a static variable because some systems lack
 * qsort_r(). Only one thread at a time sorts.
 */
static const char *sorted;

static int by_name(const void *a, const void *b)
{
	const uint32_t *first = a, *second = b;

	return strcmp(sorted + *first, sorted + *second);
}

/*
 * Read and sort the names.  If a part could not be read, sets errno and returns false,
 * and 'level' has the other names.
 */
static bool read_names(struct open_folder *level)
{
	struct listing *listing = listing_open(level->path);
	const char *name;
	int fault;

	if (!listing)
		return false;
	while ((name = listing_next(listing)) != NULL)
		add_name(level, name);
	fault = errno;
	listing_close(listing);
	sorted = level->text;
	if (level->count)
		qsort(level->starts, level->count, sizeof(*level->starts), by_name);
	errno = fault;
	return !fault;
}

/* ---- all of them ---------------------------------------------------------------- */

/* Takes over 'path'.  If a part could not be read, sets errno and returns false. */
static bool enter(struct folder_walk *walk, char *path)
{
	struct open_folder *level;

	walk->levels = need_memory(walk->levels,
				   (walk->depth + 1) * sizeof(*walk->levels));
	level = &walk->levels[walk->depth++];
	*level = (struct open_folder){ .path = path };
	return read_names(level);
}

static void leave(struct folder_walk *walk)
{
	struct open_folder *level = &walk->levels[--walk->depth];

	free(level->path);
	free(level->text);
	free(level->starts);
}

static bool is_output(const struct folder_walk *walk, const struct file_facts *facts)
{
	return walk->output_is_file && file_is_same(facts, &walk->output);
}

struct folder_walk *folder_begin(const char *path)
{
	struct folder_walk *walk = need_memory(NULL, sizeof(*walk));
	size_t size = strlen(path) + 1;

	*walk = (struct folder_walk){ 0 };
	walk->output_is_file = file_facts(FILE_STDOUT, &walk->output) &&
			       walk->output.kind == FILE_REGULAR;
	/* The first folder is treated like one that was found inside another. */
	walk->levels = need_memory(NULL, sizeof(*walk->levels));
	walk->levels[walk->depth++] = (struct open_folder){ .path = need_memory(NULL,
										1) };
	walk->levels->path[0] = '\0';
	walk->levels->starts = need_memory(NULL, sizeof(uint32_t));
	walk->levels->starts[0] = 0;
	walk->levels->text = memcpy(need_memory(NULL, size), path, size);
	walk->levels->count = 1;
	return walk;
}

static char *next_path(const struct folder_walk *walk, struct open_folder *level)
{
	const char *name = level->text + level->starts[level->next++];

	return walk->depth == 1 ? strdup(name) : folder_path(level->path, name);
}

enum folder_step folder_next(struct folder_walk *walk, char **path)
{
	while (walk->depth) {
		struct open_folder *level = &walk->levels[walk->depth - 1];
		struct file_facts facts;

		if (level->next == level->count) {
			leave(walk);
			continue;
		}
		*path = next_path(walk, level);
		if (!*path)
			out_of_memory();
		if (!(walk->depth == 1 ? file_facts_at(*path, &facts)
				       : file_facts_of_name(*path, &facts)))
			return FOLDER_FAULT;
		if (facts.kind == FILE_FOLDER) {
			char *folder = strdup(*path);

			if (!folder)
				out_of_memory();
			if (!enter(walk, folder))
				return FOLDER_FAULT;
		} else if (facts.kind == FILE_REGULAR && facts.size > 0 &&
			   !is_output(walk, &facts)) {
			return FOLDER_FILE;
		}
		free(*path);
	}
	*path = NULL;
	return FOLDER_END;
}

void folder_end(struct folder_walk *walk)
{
	if (!walk)
		return;
	while (walk->depth)
		leave(walk);
	free(walk->levels);
	free(walk);
}

bool folder_is(const char *path)
{
	struct file_facts facts;

	return file_facts_at(path, &facts) && facts.kind == FILE_FOLDER;
}
