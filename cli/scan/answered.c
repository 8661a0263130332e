/* SPDX-License-Identifier: BSD-2-Clause */
/* answered.c - the files for which a log of 'gopx scan --json' has answers */
#include "scan/answered.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "io/report.h"

/* An answer is far shorter than this; a longer line is not an answer. */
#define LINE_MAX_SIZE ((size_t)64 << 20)
#define CHUNK         ((size_t)64 << 10)

struct answered {
	struct file_name_key *keys;
	size_t count, room;
	char *line; /* its bytes so far */
	size_t size, line_room;
};

static void add(struct answered *a, const char *file)
{
	if (a->count == a->room) {
		a->room = 2 * a->room + 1024;
		a->keys = need_memory(a->keys, a->room * sizeof(*a->keys));
	}
	a->keys[a->count++] = file_name_key(file);
}

static void take_line(struct answered *a)
{
	json_t *o = json_loadb(a->line, a->size, 0, NULL);
	const char *schema = json_string_value(json_object_get(o, "schema"));
	const char *file = json_string_value(json_object_get(o, "file"));

	if (schema && file && !strcmp(schema, "gopx-scan/1"))
		add(a, file);
	json_decref(o);
}

static void append(struct answered *a, const char *text, size_t size)
{
	/* Keep one byte more than the limit, to detect a line over it. */
	if (a->size > LINE_MAX_SIZE)
		return;
	if (a->line_room - a->size < size) {
		a->line_room = 2 * a->line_room + size;
		a->line = need_memory(a->line, a->line_room);
	}
	memcpy(a->line + a->size, text, size);
	a->size += size;
}

static void take_text(struct answered *a, const char *text, size_t size)
{
	while (size) {
		const char *end = memchr(text, '\n', size);
		size_t part = end ? (size_t)(end - text) : size;

		append(a, text, part);
		if (!end)
			return;
		if (a->size <= LINE_MAX_SIZE)
			take_line(a);
		a->size = 0;
		text += part + 1;
		size -= part + 1;
	}
}

void answered_read(struct feed *feed)
{
	struct answered a = { 0 };
	char *chunk = need_memory(NULL, CHUNK);
	size_t got;

	while ((got = feed_log(feed, chunk, CHUNK)) > 0)
		take_text(&a, chunk, got);
	free(chunk);
	/* End an unfinished line, so that new answers start on a new one. */
	if (a.size && feed_log_is_output(feed))
		putchar('\n');
	free(a.line);
	if (a.count)
		qsort(a.keys, a.count, sizeof(*a.keys), file_name_key_order);
	feed_leave_out(feed, a.keys, a.count);
}
