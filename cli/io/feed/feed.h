/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * feed.h - many files, each opened when its turn comes
 *
 * Inside the sandbox no file can be opened, so another process opens the files.  It sends
 * each name, and the bytes of the file, through a pipe.  It does not parse the bytes.
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
 * If 'apart' is true, starts another process that opens the files; call this before any
 * thread starts. If a list or the log cannot be opened, prints a message and returns
 * NULL.
 */
struct feed *feed_open(const struct feed_plan *plan, bool apart);

/* The pipes that must stay open in the sandbox, for reading and for writing; -1: none. */
int feed_reads(const struct feed *feed);
int feed_writes(const struct feed *feed);

/*
 * Call feed_log() and feed_leave_out() before feed_next().  feed_log() reads the next
 * bytes of the log, and returns 0 at its end.  Then call feed_leave_out() once, with the
 * sorted keys of the files that have answers: these files are skipped.  feed_close()
 * frees the keys.
 */
size_t feed_log(struct feed *feed, char *to, size_t size);
void feed_leave_out(struct feed *feed, struct file_name_key *keys, size_t count);

/*
 * True if standard output is the log itself, so that new answers are appended to the log.
 */
bool feed_log_is_output(const struct feed *feed);

/*
 * Get the next file.  Returns false at the end.  If the file could not be read, *why is
 * the reason, which the caller frees; otherwise it is NULL.
 */
bool feed_next(struct feed *feed, struct input *in, char **why);

/* The number of files, minus the files skipped so far; 0 if it is unknown. */
size_t feed_count(const struct feed *feed);

/* The number of files skipped so far. */
size_t feed_left_out(const struct feed *feed);

void feed_close(struct feed *feed);

#endif /* CLI_IO_FEED_H */
