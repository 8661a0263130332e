/* SPDX-License-Identifier: BSD-2-Clause */
/* check_records.c - read the recorded answers, and find the answer for an image */
#include "cmd/check/check.h"

#include <stdlib.h>
#include <string.h>

#include "show/json.h"
#include "io/report.h"

static bool is_record(const json_t *o)
{
	const char *schema = json_string_value(json_object_get(o, "schema"));

	return schema && !strcmp(schema, "gopx-scan/1") &&
	       json_is_string(json_object_get(o, "file"));
}

static size_t blank(const char *text, size_t size)
{
	size_t len = 0;

	while (len < size && strchr(" \t\r\n", text[len]))
		len++;
	return len;
}

/* Read the objects in a file.  On failure, prints a message and returns false. */
static bool read_objects(json_t *list, const struct input *in)
{
	const char *text = (const char *)in->bytes.data;
	size_t left = in->bytes.size;
	size_t skip = blank(text, left);

	while (skip < left) {
		json_error_t error;
		json_t *o;

		text += skip;
		left -= skip;
		o = json_loadb(text, left, JSON_DISABLE_EOF_CHECK, &error);
		if (!o || !is_record(o)) {
			report(in->name,
			       "not output of 'gopx scan --json': object %zu%s%s",
			       json_array_size(list) + 1, o ? "" : ": ",
			       o ? "" : error.text);
			json_decref(o);
			return false;
		}
		json_array_append_new(list, o);
		/* the offset at which the parser stopped */
		skip = (size_t)error.position;
		skip += blank(text + skip, left - skip);
	}
	return true;
}

bool check_records_read(struct check_records *records, const struct input *in)
{
	size_t size;
	bool done;

	*records = (struct check_records){ json_array(), NULL };
	done = read_objects(records->list, in);
	if (done && json_array_size(records->list) == 0) {
		report(in->name, "it has no recorded answer");
		done = false;
	}
	size = json_array_size(records->list) * sizeof(*records->used);
	if (done)
		records->used = memset(need_memory(NULL, size), 0, size);
	else
		json_decref(records->list);
	return done;
}

void check_records_close(struct check_records *records)
{
	json_decref(records->list);
	free(records->used);
}

/* The number of equal components at the ends of two paths. */
static size_t common_tail(const char *a, const char *b)
{
	size_t alen = strlen(a);
	size_t blen = strlen(b);
	size_t count = 0;

	for (;;) {
		char x = alen ? a[alen - 1] : '/';
		char y = blen ? b[blen - 1] : '/';

		if (x != y)
			return count;
		count += x == '/';
		if (!alen || !blen)
			return count;
		alen--;
		blen--;
	}
}

json_t *check_record_of(struct check_records *records, const char *path, bool only)
{
	size_t count = json_array_size(records->list);
	size_t best = 0;
	size_t found = count; /* none */
	json_t *name = json_file_name(path);

	for (size_t i = 0; i < count; i++) {
		const json_t *file = json_object_get(json_array_get(records->list, i),
						     "file");
		size_t tail = common_tail(json_string_value(file),
					  json_string_value(name));

		if (json_equal(file, name)) {
			found = i;
			break;
		}
		if (tail >= best && tail) {
			found = tail > best ? i : count;
			best = tail;
		}
	}
	json_decref(name);
	if (found == count && only && count == 1)
		found = 0;
	if (found == count)
		return NULL;
	records->used[found] = true;
	return json_array_get(records->list, found);
}
