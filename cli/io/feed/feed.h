/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * feed.h - many files, each opened when its turn comes
 *
 * Inside the sandbox no file can be opened.  Another process opens the files, does not
 * parse any of them, and sends each name with its bytes through a pipe.
 */
#ifndef CLI_IO_FEED_H
#define CLI_IO_FEED_H

#include "io/input.h"
#include "io/feed/names.h"
#include "words/file_name.h"

struct feed_plan {
	struct names_plan names;
	const char *log; /* log of earlier answers; NULL: none */
};

struct feed;

/*
 * 'apart': open the files in another process, which starts here before any thread does.
 * Returns NULL after a message, if a list or the log cannot be opened.
 */
struct feed *feed_open(const struct feed_plan *plan, bool apart);

/* The pipe that must stay open for reading in the sandbox, and the one for writing; or
 * -1. */
int feed_reads(const struct feed *feed);
int feed_writes(const struct feed *feed);

/*
 * Call these first, once: read the log up to its end (0 bytes), then pass the keys of
 * the files that have answers; those files are skipped.  The keys are sorted, and
 * feed_close() frees them.
 */
size_t feed_log(struct feed *feed, char *to, size_t size);
void feed_leave_out(struct feed *feed, struct file_name_key *keys, size_t count);

/* True if the log is also the standard output, so that new answers are appended to it. */
bool feed_log_is_output(const struct feed *feed);

/*
 * The next file; false at the end.  *why is NULL, or the reason why there are no bytes;
 * free it.
 */
bool feed_next(struct feed *feed, struct input *in, char **why);

/* The number of files, without those skipped so far; 0 if it is unknown. */
size_t feed_count(const struct feed *feed);
size_t feed_left_out(const struct feed *feed);

void feed_close(struct feed *feed);

#endif /* CLI_IO_FEED_H */
