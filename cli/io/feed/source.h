/* SPDX-License-Identifier: BSD-2-Clause */
/* source.h - the files of a feed, where they are opened: here, or in another process */
#ifndef CLI_IO_FEED_SOURCE_H
#define CLI_IO_FEED_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "io/feed/names.h"
#include "words/file_name.h"

/* Data that both sides of the pipe know. */
struct feed_source {
	struct names *names;
	int log; /* -1: none */
	struct file_name_key *keys;
	size_t key_count;
	size_t left_out;
};

/* The next file that is not skipped; free 'path'.  Returns false at the end. */
bool feed_source_next(struct feed_source *source, struct name *name);

/* The message before each file; the name, the error text and 'size' bytes follow, then
 * the message at the end. */
struct feed_head {
	uint32_t is_file; /* 0: there are no more files */
	uint32_t path, why;
	uint64_t size;
	uint64_t left_out;
};

/* set if there were fewer than 'size' bytes; 'fault' is errno, or 0 */
struct feed_tail {
	uint64_t size;
	uint32_t fault;
};

/* Returns false if not everything could be read or written. */
bool feed_take(int fd, void *to, size_t size);
bool feed_put(int fd, const void *from, size_t size);

#endif /* CLI_IO_FEED_SOURCE_H */
