/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * renames.c - preloaded: file systems that rename badly
 *
 * RENAME_FLAGS=no: those that know no flags.  RENAME_FAILS=N: the disk fails in
 * the N-th call.  RENAME_INTERRUPTED=yes: somebody presses Ctrl-C meanwhile.
 * RENAME_RACES=yes: somebody makes a file of the new name just before.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

static int rename_call(int from_dir, const char *from, int to_dir, const char *to,
		       unsigned int flags)
{
	static int calls;
	const char *fails = getenv("RENAME_FAILS");

	if (flags && getenv("RENAME_FLAGS")) {
		errno = EINVAL;
		return -1;
	}
	if (getenv("RENAME_RACES"))
		close(openat(to_dir, to, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0666));
	if (getenv("RENAME_INTERRUPTED"))
		raise(SIGINT);
	if (fails && ++calls == atoi(fails)) {
		errno = EIO;
		return -1;
	}
	return (int)syscall(SYS_renameat2, from_dir, from, to_dir, to, flags);
}

__attribute__((visibility("default"))) int
renameat2(int from_dir, const char *from, int to_dir, const char *to, unsigned int flags)
{
	return rename_call(from_dir, from, to_dir, to, flags);
}

__attribute__((visibility("default"))) int renameat(int from_dir, const char *from,
						    int to_dir, const char *to)
{
	return rename_call(from_dir, from, to_dir, to, 0);
}
