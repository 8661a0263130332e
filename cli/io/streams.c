/* SPDX-License-Identifier: BSD-2-Clause */
/* streams.c - set up, write and close the standard streams, and keep their errors */
#include "io/streams.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "io/system/file.h"
#include "io/system/process.h"

/* Up to this size, the output about one image is written at once. */
#define WHOLE ((size_t)64 << 10)

void streams_begin(void)
{
	setvbuf(stderr, NULL, _IOLBF, BUFSIZ);
	if (!file_is_terminal(FILE_STDOUT))
		setvbuf(stdout, NULL, _IOFBF, WHOLE);
}

/* The first error of standard output, which stdio does not keep. */
static int stdout_errno;
static bool stdout_failed;

static void keep_failure(void)
{
	if (!stdout_errno)
		stdout_errno = errno;
	stdout_failed = true;
}

/*
 * The system does each write to a regular file as a whole.  To a pipe, it writes only up
 * to PIPE_BUF bytes as a whole.
 */
static bool is_pipe(void)
{
	static bool asked, pipe;
	struct file_facts facts;

	if (!asked)
		pipe = file_facts(FILE_STDOUT, &facts) &&
		       (facts.kind == FILE_PIPE || facts.kind == FILE_SOCKET);
	asked = true;
	return pipe;
}

/* Several gopx processes may write into one pipe: each waits here for its turn. */
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

	if (mode != COLOR_AUTO)
		return mode == COLOR_ALWAYS;
	return !(no && *no) && file_is_drawn_on(FILE_STDOUT);
}

bool streams_open(void)
{
	return !stdout_failed && !ferror(stdout);
}

void streams_write(struct gopx_bytes bytes)
{
	if (bytes.size && fwrite(bytes.data, 1, bytes.size, stdout) < bytes.size)
		keep_failure();
}

void streams_flush(void)
{
	if (!process_has_output())
		return;
	take_turn();
	if (fflush(stdout))
		keep_failure();
	end_turn();
}

void streams_write_line(const char *line, size_t size)
{
	struct gopx_bytes bytes = { (const uint8_t *)line, size };

	streams_flush();
	take_turn();
	if (streams_open() && !file_write_line(FILE_STDOUT, bytes))
		keep_failure();
	end_turn();
}

bool streams_close(const char **why)
{
	bool failed;

	streams_flush();
	failed = !streams_open();
	if (!file_close(FILE_STDOUT)) {
		failed = true;
		keep_failure();
	}
	/* No message is needed if the reader ended early. */
	*why = NULL;
	if (failed && stdout_errno != EPIPE)
		*why = stdout_errno ? file_fault(stdout_errno) : "";
	return !failed;
}
