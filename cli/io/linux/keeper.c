/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * keeper.c - a process that removes a folder that gopx created, if it is empty at the
 * end
 *
 * The sandbox forbids the command to remove the folder, so a process outside the sandbox
 * does it.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "io/system/folder.h"

/* Remove the folder when the other end of the pipe is closed for any reason. */
static _Noreturn void keep(const char *path, const int ends[2])
{
	sigset_t all;
	ssize_t got;
	char byte;

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, NULL);
	close(STDIN_FILENO);
	close(STDOUT_FILENO);
	close(STDERR_FILENO);
	close(ends[1]);
	do {
		got = read(ends[0], &byte, 1);
	} while (got > 0 || (got < 0 && errno == EINTR));
	/* rmdir() fails if the folder is not empty, and the folder must then stay. */
	rmdir(path);
	_exit(0);
}

void folder_keep(struct folder_keeper *keeper, const char *path)
{
	int ends[2];

	*keeper = (struct folder_keeper){ .path = path };
	if (pipe2(ends, O_CLOEXEC))
		return;
	keeper->process = fork();
	if (keeper->process == 0)
		keep(path, ends);
	close(ends[0]);
	if (keeper->process > 0)
		keeper->pipe = ends[1];
	else
		close(ends[1]);
}

void folder_release(struct folder_keeper *keeper)
{
	if (!keeper->pipe)
		return;
	close(keeper->pipe);
	while (waitpid(keeper->process, NULL, 0) < 0 && errno == EINTR)
		;
	keeper->pipe = 0;
}
