/* SPDX-License-Identifier: BSD-2-Clause */
/* feed_serve.c - the process that opens files for the process that scans them */
#include "io/linux/feed_serve.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io/input.h"
#include "io/report.h"
#include "words/exit_status.h"

#define CHUNK ((size_t)64 << 10)

static void put(int out, const void *from, size_t size)
{
	if (!feed_put(out, from, size))
		_exit(EXIT_TROUBLE);
}

/* ---- the log -------------------------------------------------------------------- */

/*
 * Send the log in pieces, each with its size before it.  A piece of size 0 ends the log.
 */
static void send_log(int log, int out)
{
	static char chunk[CHUNK];
	ssize_t got;
	uint32_t size;

	do {
		got = read(log, chunk, sizeof(chunk));
		if (got < 0 && errno == EINTR)
			continue;
		size = got > 0 ? (uint32_t)got : 0;
		put(out, &size, sizeof(size));
		put(out, chunk, size);
	} while (got > 0);
}

static void take_keys(struct feed_source *source, int in)
{
	uint64_t count;

	if (!feed_take(in, &count, sizeof(count)) ||
	    count > SIZE_MAX / sizeof(*source->keys) - 1)
		_exit(EXIT_TROUBLE);
	source->key_count = (size_t)count;
	source->keys = need_memory(NULL, (source->key_count + 1) * sizeof(*source->keys));
	if (!feed_take(in, source->keys, source->key_count * sizeof(*source->keys)))
		_exit(EXIT_TROUBLE);
}

/* ---- the files ------------------------------------------------------------------ */

static void send_head(const struct feed_source *source, int out, const struct name *name,
		      uint64_t size)
{
	struct feed_head head = { .is_file = name->path != NULL,
				  .size = size,
				  .left_out = source->left_out };

	head.path = name->path ? (uint32_t)strlen(name->path) : 0;
	head.why = name->why ? (uint32_t)strlen(name->why) : 0;
	put(out, &head, sizeof(head));
	put(out, name->path, head.path);
	put(out, name->why, head.why);
}

/*
 * If bytes are missing, zeros are sent instead, and the message after the file reports
 * that.
 */
static void fill(int out, uint64_t size)
{
	static const char nothing[CHUNK];

	for (; size > CHUNK; size -= CHUNK)
		put(out, nothing, CHUNK);
	put(out, nothing, (size_t)size);
}

/* Some file systems cannot move pages into a pipe: errno is EINVAL. */
static ssize_t move(int fd, int out, size_t size)
{
	static char chunk[CHUNK];
	ssize_t got = splice(fd, NULL, out, NULL, size, 0);

	if (got >= 0 || errno != EINVAL)
		return got;
	got = read(fd, chunk, size < CHUNK ? size : CHUNK);
	if (got > 0)
		put(out, chunk, (size_t)got);
	return got;
}

static void send_bytes(int fd, int out, uint64_t size)
{
	struct feed_tail tail = { 0, 0 };
	ssize_t got = 0;

	do {
		uint64_t left = size - tail.size;

		got = move(fd, out, left < (1 << 30) ? (size_t)left : 1 << 30);
		if (got > 0)
			tail.size += (uint64_t)got;
	} while (tail.size < size && (got > 0 || (got < 0 && errno == EINTR)));
	if (got < 0)
		tail.fault = (uint32_t)errno;
	fill(out, size - tail.size);
	put(out, &tail, sizeof(tail));
}

/* A file without a known size is read to its end before it is sent. */
static void send_read(const struct feed_source *source, int fd, int out,
		      struct name *name)
{
	struct input in;

	input_name(&in, name->path);
	name->why = input_read(&in, fd);
	send_head(source, out, name, in.bytes.size);
	if (in.bytes.size) {
		struct feed_tail tail = { in.bytes.size, 0 };

		put(out, in.bytes.data, in.bytes.size);
		put(out, &tail, sizeof(tail));
	}
	input_close(&in);
}

static void send_file(const struct feed_source *source, int out, struct name *name)
{
	struct stat st;
	int fd = -1;

	if (!name->why)
		fd = input_find(name->path, &name->why);
	if (fd < 0) {
		send_head(source, out, name, 0);
		return;
	}
	if (fd != STDIN_FILENO && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
	    st.st_size > 0 && (uint64_t)st.st_size <= INPUT_MAX) {
		send_head(source, out, name, (uint64_t)st.st_size);
		send_bytes(fd, out, (uint64_t)st.st_size);
	} else {
		send_read(source, fd, out, name);
	}
	if (fd != STDIN_FILENO)
		close(fd);
}

_Noreturn void feed_serve(struct feed_source *source, int out, int in)
{
	struct name name;

	/*
	 * End when the reader ends, even while this process waits for a file that is a
	 * pipe.
	 */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	if (source->log >= 0) {
		send_log(source->log, out);
		take_keys(source, in);
	}
	while (feed_source_next(source, &name)) {
		send_file(source, out, &name);
		free(name.path);
		free(name.why);
	}
	name = (struct name){ NULL, NULL };
	send_head(source, out, &name, 0);
	_exit(EXIT_FOUND);
}
