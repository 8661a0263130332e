/* SPDX-License-Identifier: BSD-2-Clause */
/* feed.c - many files, each opened when its turn comes */
#include "io/feed/feed.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/feed/process.h"
#include "io/feed/source.h"
#include "io/progress.h"
#include "io/report.h"
#include "io/system/file.h"
#include "io/system/memory.h"

struct feed {
	struct feed_source source;
	size_t count; /* 0: unknown */
	bool log_is_output;
	/* The members below are used only if another process opens the files. */
	bool apart;
	bool ended;
	struct feed_process process;
	size_t log_left; /* unread bytes of the current piece of the log */
};

/* ---- begin and end -------------------------------------------------------------- */

/*
 * Open the log.  A log that does not exist yet counts as empty.  On failure, prints a
 * message and returns false.
 */
static bool open_log(struct feed *feed, const char *path)
{
	struct file_facts log, output;

	feed->source.log = -1;
	if (!path)
		return true;
	feed->source.log = file_open(path);
	if (feed->source.log < 0 && errno != ENOENT) {
		report(path, "cannot open: %s", file_fault(errno));
		return false;
	}
	feed->log_is_output = feed->source.log >= 0 &&
			      file_facts(feed->source.log, &log) &&
			      file_facts(FILE_STDOUT, &output) &&
			      file_is_same(&log, &output);
	return true;
}

struct feed *feed_open(const struct feed_plan *plan, bool apart)
{
	struct feed *feed = need_memory(NULL, sizeof(*feed));

	*feed = (struct feed){ .apart = apart };
	feed->process = (struct feed_process){ -1, -1, 0 };
	feed->source.log = -1;
	if (!plan->names.folders && !plan->names.list)
		feed->count = plan->names.count;
	else if (progress_wanted())
		feed->count = names_count(&plan->names);
	feed->source.names = names_open(&plan->names);
	if (feed->source.names && open_log(feed, plan->log) &&
	    (!apart || feed_process_start(&feed->process, &feed->source)))
		return feed;
	feed_close(feed);
	return NULL;
}

static void close_one(int fd)
{
	if (fd >= 0)
		file_close(fd);
}

void feed_close(struct feed *feed)
{
	if (!feed)
		return;
	close_one(feed->process.reads);
	close_one(feed->process.writes);
	close_one(feed->source.log);
	names_close(feed->source.names);
	free(feed->source.keys);
	if (feed->ended && feed->process.number > 0)
		feed_process_wait(&feed->process);
	free(feed);
}

int feed_reads(const struct feed *feed)
{
	return feed ? feed->process.reads : -1;
}

int feed_writes(const struct feed *feed)
{
	return feed ? feed->process.writes : -1;
}

/* ---- the log -------------------------------------------------------------------- */

static size_t log_piece(struct feed *feed, char *to, size_t size)
{
	uint32_t piece = 0;

	if (!feed->log_left && feed_take(feed->process.reads, &piece, sizeof(piece)))
		feed->log_left = piece;
	if (size > feed->log_left)
		size = feed->log_left;
	if (!feed_take(feed->process.reads, to, size))
		size = 0;
	feed->log_left -= size;
	return size;
}

size_t feed_log(struct feed *feed, char *to, size_t size)
{
	ptrdiff_t got;

	if (feed->source.log < 0)
		return 0;
	if (feed->apart)
		return log_piece(feed, to, size);
	got = file_read(feed->source.log, to, size);
	return got > 0 ? (size_t)got : 0;
}

void feed_leave_out(struct feed *feed, struct file_name_key *keys, size_t count)
{
	uint64_t number = count;

	feed->source.keys = keys;
	feed->source.key_count = count;
	if (feed->apart && feed->source.log >= 0) {
		/*
		 * A failure here means that the other process has ended.  feed_next()
		 * will report that.
		 */
		if (feed_put(feed->process.writes, &number, sizeof(number)))
			feed_put(feed->process.writes, keys, count * sizeof(*keys));
	}
}

bool feed_log_is_output(const struct feed *feed)
{
	return feed->log_is_output;
}

/* ---- the files ------------------------------------------------------------------ */

/* Read a text of 'size' bytes from the pipe.  Returns NULL if the pipe has ended. */
static char *take_text(const struct feed *feed, uint32_t size)
{
	char *text = need_memory(NULL, (size_t)size + 1);

	text[size] = '\0';
	if (feed_take(feed->process.reads, text, size))
		return text;
	free(text);
	return NULL;
}

static char *text_of(const char *words, int fault)
{
	size_t size = strlen(words) + 256;
	char *text = need_memory(NULL, size);

	snprintf(text, size, "%s%s%s", words, fault ? ": " : "",
		 fault ? file_fault(fault) : "");
	return text;
}

/* Read 'size' bytes and drop them.  This is for files that do not fit into memory. */
static bool skip_bytes(const struct feed *feed, uint64_t size)
{
	char chunk[4096];

	for (; size > sizeof(chunk); size -= sizeof(chunk)) {
		if (!feed_take(feed->process.reads, chunk, sizeof(chunk)))
			return false;
	}
	return feed_take(feed->process.reads, chunk, (size_t)size);
}

/* Returns false if the pipe has ended. */
static bool take_bytes(const struct feed *feed, uint64_t size, struct input *in,
		       char **why)
{
	uint8_t *data = memory_to_fill((size_t)size);
	struct feed_tail tail;

	if (!(data ? feed_take(feed->process.reads, data, (size_t)size)
		   : skip_bytes(feed, size)) ||
	    !feed_take(feed->process.reads, &tail, sizeof(tail))) {
		free(data);
		return false;
	}
	if (data && tail.size && tail.size <= size && !tail.fault) {
		in->bytes = (struct gopx_bytes){ data, (size_t)tail.size };
		return true;
	}
	*why = !data        ? text_of("cannot read", ENOMEM)
	       : tail.fault ? text_of("cannot read", (int)tail.fault)
			    : text_of("is empty", 0);
	free(data);
	return true;
}

/* Returns false if the pipe has ended. */
static bool take_file(struct feed *feed, const struct feed_head *head, struct input *in,
		      char **why)
{
	char *path = take_text(feed, head->path);

	if (!path)
		return false;
	input_name(in, path);
	in->own_path = path;
	if (!head->why)
		return take_bytes(feed, head->size, in, why);
	*why = take_text(feed, head->why);
	return *why != NULL;
}

/* The other process ended too early, for example because it was killed. */
static void give_up(struct input *in, char **why)
{
	input_close(in);
	input_name(in, "");
	in->name = NULL;
	free(*why);
	*why = text_of("cannot open more files: the process that opens them has ended",
		       0);
}

static bool next_from_process(struct feed *feed, struct input *in, char **why)
{
	struct feed_head head;
	bool heard = feed_take(feed->process.reads, &head, sizeof(head));

	feed->ended = !heard || !head.is_file;
	if (heard)
		feed->source.left_out = (size_t)head.left_out;
	if (heard && !head.is_file)
		return false;
	if (!heard || !take_file(feed, &head, in, why)) {
		feed->ended = true;
		give_up(in, why);
	}
	return true;
}

static bool next_from_here(struct feed *feed, struct input *in, char **why)
{
	struct name name;

	if (!feed_source_next(&feed->source, &name))
		return false;
	input_name(in, name.path);
	in->own_path = name.path;
	*why = name.why ? name.why : input_load(in);
	return true;
}

bool feed_next(struct feed *feed, struct input *in, char **why)
{
	*why = NULL;
	input_name(in, "");
	if (feed->ended)
		return false;
	return feed->apart ? next_from_process(feed, in, why)
			   : next_from_here(feed, in, why);
}

size_t feed_count(const struct feed *feed)
{
	return feed->count > feed->source.left_out ? feed->count - feed->source.left_out
						   : feed->count;
}

size_t feed_left_out(const struct feed *feed)
{
	return feed->source.left_out;
}
