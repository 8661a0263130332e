/* SPDX-License-Identifier: BSD-2-Clause */
/* streams.c - the standard streams: held from the start, and closed with their errors */
#include "io/streams.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "words/exit_status.h"

void streams_hold(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
		if (fcntl(fd, F_GETFD) < 0 &&
		    open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0)
			_exit(EXIT_TROUBLE);
	}
}

/* Why standard output first failed; stdio itself forgets. */
static int stdout_errno;

static void note_failure(bool failed)
{
	if (failed && !stdout_errno)
		stdout_errno = errno;
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
	return !ferror(stdout);
}

void streams_write(struct gopx_bytes bytes)
{
	if (bytes.size)
		note_failure(fwrite(bytes.data, 1, bytes.size, stdout) < bytes.size);
}

void streams_flush(void)
{
	note_failure(fflush(stdout) != 0);
}

bool streams_close(const char **why)
{
	bool failed;

	streams_flush();
	failed = ferror(stdout);
	if (close(STDOUT_FILENO)) {
		failed = true;
		note_failure(true);
	}
	/* A reader that has seen enough is no error worth a message. */
	*why = NULL;
	if (failed && stdout_errno != EPIPE)
		*why = stdout_errno ? strerror(stdout_errno) : "";
	return !failed;
}
