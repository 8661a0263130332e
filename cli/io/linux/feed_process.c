/* SPDX-License-Identifier: BSD-2-Clause */
/* feed_process.c - start the process that opens files, and wait for its end */
#include "io/feed/process.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "io/linux/feed_serve.h"
#include "io/report.h"

bool feed_process_start(struct feed_process *process, struct feed_source *source)
{
	int files[2], keys[2];

	if (pipe2(files, O_CLOEXEC) || pipe2(keys, O_CLOEXEC) ||
	    (process->number = fork()) < 0) {
		report(NULL, "cannot start a process: %s", strerror(errno));
		return false;
	}
	if (process->number == 0) {
		close(files[0]);
		close(keys[1]);
		feed_serve(source, files[1], keys[0]);
	}
	close(files[1]);
	close(keys[0]);
	/* Use a large pipe, so that the two processes seldom wait for each other. */
	fcntl(files[0], F_SETPIPE_SZ, 1 << 20);
	process->reads = files[0];
	process->writes = keys[1];
	return true;
}

void feed_process_wait(const struct feed_process *process)
{
	waitpid(process->number, NULL, 0);
}
