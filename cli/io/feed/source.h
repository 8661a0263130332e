/* SPDX-License-Identifier: BSD-2-Clause */
/* source.h - open the files of a feed, in this process or in another one */
#ifndef CLI_IO_FEED_SOURCE_H
#define CLI_IO_FEED_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "io/feed/names.h"
#include "words/file_name.h"

/* The state of a feed.  Each of the two processes has its own copy. */
struct feed_source {
	struct names *names;
	int log; /* -1: none */
	struct file_name_key *keys;
	size_t key_count;
	size_t left_out;
};

/* Get the next file that is not skipped; free 'path'.  Returns false at the end. */
bool feed_source_next(struct feed_source *source, struct name *name);

/*
 * The message before each file.  'path' and 'why' are the lengths of the name and of the
 * error text.  The name, the error text, 'size' bytes and a feed_tail follow.
 */
struct feed_head {
	uint32_t is_file; /* 0: there are no more files */
	uint32_t path, why;
	uint64_t size;
	uint64_t left_out;
};

/*
 * The message after each file.  'size' is the number of bytes that could be read; 'fault'
 * is errno, or 0.
 */
struct feed_tail {
	uint64_t size;
	uint32_t fault;
};

/* Read or write all 'size' bytes.  Returns false if that is impossible. */
bool feed_take(int fd, void *to, size_t size);
bool feed_put(int fd, const void *from, size_t size);

#endif /* CLI_IO_FEED_SOURCE_H */
