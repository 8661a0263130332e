/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * source.c - the process that opens the files of a feed and sends their bytes through a
 * pipe
 */
#include "io/feed/source.h"

#include <stdlib.h>
#include <string.h>

#include "io/report.h"
#include "io/system/file.h"

bool feed_put(int fd, const void *from, size_t size)
{
	return file_write(fd, (struct gopx_bytes){ from, size });
}

bool feed_take(int fd, void *to, size_t size)
{
	char *next = to;

	while (size) {
		ptrdiff_t got = file_read(fd, next, size);

		if (got <= 0)
			return false;
		next += got;
		size -= (size_t)got;
	}
	return true;
}

static bool is_left_out(const struct feed_source *source, const char *path)
{
	struct file_name_key key;
	char *escaped;

	if (!source->key_count)
		return false;
	escaped = need_memory(NULL, 4 * strlen(path) + 1);
	file_name_escape(path, escaped);
	key = file_name_key(escaped);
	free(escaped);
	return bsearch(&key, source->keys, source->key_count, sizeof(key),
		       file_name_key_order) != NULL;
}

bool feed_source_next(struct feed_source *source, struct name *name)
{
	while (names_next(source->names, name)) {
		if (!is_left_out(source, name->path))
			return true;
		source->left_out++;
		free(name->path);
		free(name->why);
	}
	return false;
}
