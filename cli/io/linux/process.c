/* SPDX-License-Identifier: BSD-2-Clause */
/* process.c - a process of POSIX: its streams and its signals */
#include "io/system/process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio_ext.h>
#include <unistd.h>

#include "words/exit_status.h"

/* The signals that were blocked before process_hold_signals(). */
static sigset_t before;

/*
 * Open each closed standard stream for the opposite direction, so that reading from it or
 * writing to it fails.
 */
static void hold_streams(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
		if (fcntl(fd, F_GETFD) < 0 &&
		    open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0)
			_exit(EXIT_TROUBLE);
	}
}

void process_begin(void)
{
	hold_streams();
	/*
	 * Without the signal, write() returns an error for a file that grows too large,
	 * and the command prints a message.
	 */
	signal(SIGXFSZ, SIG_IGN);
}

static void lock_output(short type)
{
	struct flock all = { .l_type = type, .l_whence = SEEK_SET };

	while (fcntl(STDOUT_FILENO, F_SETLKW, &all) < 0 && errno == EINTR)
		;
}

void process_take_output(void)
{
	lock_output(F_WRLCK);
}

void process_give_output(void)
{
	lock_output(F_UNLCK);
}

bool process_has_output(void)
{
	return __fpending(stdout) > 0;
}

void process_hold_signals(void)
{
	sigset_t all;

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
}

void process_take_signals(void)
{
	sigprocmask(SIG_SETMASK, &before, NULL);
}

long process_number(void)
{
	return (long)getpid();
}

bool process_runs_again(void)
{
	return false;
}

bool process_owns_window(void)
{
	return false;
}

void process_wait_for_key(void)
{
}
