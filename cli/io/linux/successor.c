/* SPDX-License-Identifier: BSD-2-Clause */
/* successor.c - a second process, which waits on a pipe for the request to run */
#include "io/system/successor.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "io/report.h"

/* Wait for the request.  Returns false if the first process ends without it. */
static bool is_requested(int from)
{
	ssize_t got;
	char byte;

	do {
		got = read(from, &byte, 1);
	} while (got < 0 && errno == EINTR);
	close(from);
	return got == 1;
}

/*
 * If a signal ends only the first process, end like it.  A signal from the terminal
 * reaches both.
 */
static void follow(pid_t first)
{
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != first)
		_exit(EXIT_TROUBLE);
}

bool successor_start(struct successor *successor)
{
	pid_t first = getpid();
	int ends[2];

	if (pipe2(ends, O_CLOEXEC))
		return false;
	/* A parent that ignores this signal would make the exit status unavailable. */
	signal(SIGCHLD, SIG_DFL);
	successor->process = fork();
	if (successor->process == 0) {
		close(ends[1]);
		follow(first);
		if (!is_requested(ends[0]))
			_exit(EXIT_TROUBLE);
		return false;
	}
	close(ends[0]);
	if (successor->process < 0) {
		close(ends[1]);
		successor->process = 0;
		return false;
	}
	successor->pipe = ends[1];
	return true;
}

/* Returns false if the status is not available. */
static bool wait_for(struct successor *successor, int *how)
{
	pid_t ended;

	do {
		ended = waitpid(successor->process, how, 0);
	} while (ended < 0 && errno == EINTR);
	successor->process = 0;
	return ended > 0;
}

enum exit_status successor_run(struct successor *successor)
{
	int how;

	successor->has_run = true;
	if (write(successor->pipe, "", 1) != 1) {
		report(NULL, "the process that reads archives has ended");
		return EXIT_TROUBLE;
	}
	if (!wait_for(successor, &how)) {
		report(NULL, "the status of the process that reads archives is unknown");
		return EXIT_TROUBLE;
	}
	if (WIFSIGNALED(how))
		report(NULL, "signal %d ended the process that reads archives",
		       WTERMSIG(how));
	return WIFEXITED(how) ? (enum exit_status)WEXITSTATUS(how) : EXIT_TROUBLE;
}

bool successor_has_run(const struct successor *successor)
{
	return successor->has_run;
}

void successor_end(struct successor *successor)
{
	int how;

	if (successor->pipe < 0)
		return;
	close(successor->pipe);
	if (successor->process)
		wait_for(successor, &how);
	successor->pipe = -1;
}
