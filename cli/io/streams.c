/* SPDX-License-Identifier: BSD-2-Clause */
/* streams.c - the standard streams: set up, written to, closed with their errors */
#include "io/streams.h"

#include <errno.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include "io/system/process.h"

/* Output about one image is held back until then. */
#define WHOLE ((size_t)64 << 10)

void streams_begin(void)
{
	setvbuf(stderr, NULL, _IOLBF, BUFSIZ);
	if (!isatty(STDOUT_FILENO))
		setvbuf(stdout, NULL, _IOFBF, WHOLE);
}

/* The first error of standard output, which stdio does not keep. */
static int stdout_errno;
static bool stdout_failed;

static void note_failure(bool failed)
{
	if (failed && !stdout_errno)
		stdout_errno = errno;
	stdout_failed |= failed;
}

/* A regular file takes each write as a whole; a pipe does up to PIPE_BUF bytes. */
static bool is_pipe(void)
{
	static bool asked, pipe;
	struct stat st;

	if (!asked)
		pipe = fstat(STDOUT_FILENO, &st) == 0 &&
		       (S_ISFIFO(st.st_mode) || S_ISSOCK(st.st_mode));
	asked = true;
	return pipe;
}

/* Each gopx that writes into the pipe waits here for its turn. */
static void take_turn(void)
{
	if (is_pipe())
		process_take_output();
}

static void end_turn(void)
{
	if (is_pipe())
		process_give_output();
}

bool streams_colored(enum color_mode mode)
{
	const char *no = getenv("NO_COLOR");
	const char *term = getenv("TERM");

	if (mode != COLOR_AUTO)
		return mode == COLOR_ALWAYS;
	return !(no && *no) && term && strcmp(term, "dumb") != 0 && isatty(STDOUT_FILENO);
}

bool streams_open(void)
{
	return !stdout_failed && !ferror(stdout);
}

void streams_write(struct gopx_bytes bytes)
{
	if (bytes.size)
		note_failure(fwrite(bytes.data, 1, bytes.size, stdout) < bytes.size);
}

void streams_flush(void)
{
	if (!__fpending(stdout))
		return;
	take_turn();
	note_failure(fflush(stdout) != 0);
	end_turn();
}

void streams_write_line(const char *line, size_t size)
{
	struct iovec parts[] = { { (void *)(uintptr_t)line, size },
				 { (void *)(uintptr_t) "\n", 1 } };
	ssize_t got = 0;

	streams_flush();
	take_turn();
	while (streams_open() && parts[0].iov_len + parts[1].iov_len > 0) {
		got = writev(STDOUT_FILENO, parts, 2);
		if (got < 0 && errno == EINTR)
			continue;
		note_failure(got < 0);
		for (size_t i = 0; got > 0 && i < 2; i++) {
			size_t part = (size_t)got < parts[i].iov_len ? (size_t)got
								     : parts[i].iov_len;

			parts[i].iov_base = (char *)parts[i].iov_base + part;
			parts[i].iov_len -= part;
			got -= (ssize_t)part;
		}
	}
	end_turn();
}

bool streams_close(const char **why)
{
	bool failed;

	streams_flush();
	failed = !streams_open();
	if (close(STDOUT_FILENO)) {
		failed = true;
		note_failure(true);
	}
	/* If the reader ends early, that needs no message. */
	*why = NULL;
	if (failed && stdout_errno != EPIPE)
		*why = stdout_errno ? strerror(stdout_errno) : "";
	return !failed;
}
