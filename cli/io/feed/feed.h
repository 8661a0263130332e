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
 * 'apart': open the files in another process, which is started here, before any thread.
 * Returns NULL after a message, if a list or the log cannot be opened.
 */
struct feed *feed_open(const struct feed_plan *plan, bool apart);

/* The pipes that must stay open in the sandbox, for reading and for writing; -1: none. */
int feed_reads(const struct feed *feed);
int feed_writes(const struct feed *feed);

/*
 * Call these first, and only once.  Read the log up to its end (0 bytes).  Then pass the
 * sorted keys of the files that have answers: these files are skipped. feed_close() frees
 * the keys.
 */
size_t feed_log(struct feed *feed, char *to, size_t size);
void feed_leave_out(struct feed *feed, struct file_name_key *keys, size_t count);

/* True if the log is also the standard output, so that new answers are appended to it. */
bool feed_log_is_output(const struct feed *feed);

/*
 * Get the next file; false at the end.  If it could not be read, *why is the reason,
 * which the caller frees; else NULL.
 */
bool feed_next(struct feed *feed, struct input *in, char **why);

/* The number of files, without those skipped so far; 0 if it is unknown. */
size_t feed_count(const struct feed *feed);
size_t feed_left_out(const struct feed *feed);

void feed_close(struct feed *feed);

#endif /* CLI_IO_FEED_H */
