/* SPDX-License-Identifier: BSD-2-Clause */
/* source.h - the files of a feed, where they are opened: here, or in a process apart
 */
#ifndef CLI_IO_FEED_SOURCE_H
#define CLI_IO_FEED_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "io/feed/names.h"
#include "words/file_name.h"

/* What either side of the pipe knows. */
struct feed_source {
	struct names *names;
	int log; /* -1: none */
	struct file_name_key *keys;
	size_t key_count;
	size_t left_out;
};

/* The next file that is not left out; 'path' is to be freed.  False at the end. */
bool feed_source_next(struct feed_source *source, struct name *name);

/* What goes before each file; its name, why, and 'size' bytes follow, then an end. */
struct feed_head {
	uint32_t is_file; /* 0: there are no more */
	uint32_t path, why;
	uint64_t size;
	uint64_t left_out;
};

/* Fewer bytes than 'size' were there; 'fault' is errno, or 0. */
struct feed_tail {
	uint64_t size;
	uint32_t fault;
};

/* False when not all could be read or written. */
bool feed_take(int fd, void *to, size_t size);
bool feed_put(int fd, const void *from, size_t size);

#endif /* CLI_IO_FEED_SOURCE_H */
