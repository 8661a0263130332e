/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * feed.h - many files, each opened when its turn comes
 *
 * In the sandbox nobody opens files: another process, which looks into none of them, does
 * that, and sends each one's name and bytes through a pipe.
 */
#ifndef CLI_IO_FEED_H
#define CLI_IO_FEED_H

#include "io/input.h"
#include "io/feed/names.h"
#include "words/file_name.h"

struct feed_plan {
	struct names_plan names;
	const char *log; /* of answers from before; NULL: none */
};

struct feed;

/*
 * 'apart': by another process, which starts here, before there are threads.  NULL after
 * a message: a list or the log cannot be opened.
 */
struct feed *feed_open(const struct feed_plan *plan, bool apart);

/* The pipe that the sandbox has to leave open for reading, and that for writing; or -1.
 */
int feed_reads(const struct feed *feed);
int feed_writes(const struct feed *feed);

/*
 * First, once: read the log to its end, 0 bytes, and say whose answers are in it; these
 * files are left out.  The keys are sorted, and freed by feed_close().
 */
size_t feed_log(struct feed *feed, char *to, size_t size);
void feed_leave_out(struct feed *feed, struct file_name_key *keys, size_t count);

/* The log is where standard output goes, so that what is printed follows it. */
bool feed_log_is_output(const struct feed *feed);

/*
 * The next file.  False at the end.  *why is NULL, or why there are no bytes, to be
 * freed.
 */
bool feed_next(struct feed *feed, struct input *in, char **why);

/* How many files there are, without those left out until now; 0 when nobody knows. */
size_t feed_count(const struct feed *feed);
size_t feed_left_out(const struct feed *feed);

void feed_close(struct feed *feed);

#endif /* CLI_IO_FEED_H */
