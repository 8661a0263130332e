/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * renames.c - a preloaded library that simulates failures of rename, fsync and close
 *
 * Environment variables select the failures:
 * RENAME_FLAGS=no: renameat2() supports no flags.
 * RENAME_FAILS=N: the N-th rename fails with an I/O error.
 * RENAME_INTERRUPTED=N: signal N arrives during a rename.
 * RENAME_RACES=yes: just before a rename, a file with the new name appears.
 * SYNC_FAILS=N: the N-th fsync() fails with an I/O error.
 * CLOSE_FAILS=yes: close() after fsync() of the same file fails with an I/O error.
 * CALLS_TOLD=yes: each rename and each fsync() prints a line to standard error.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static int synced = -1;

static void tell(const char *call)
{
	if (getenv("CALLS_TOLD"))
		dprintf(STDERR_FILENO, "call: %s\n", call);
}

static int fail(void)
{
	errno = EIO;
	return -1;
}

__attribute__((visibility("default"))) int fsync(int fd)
{
	static int calls;
	const char *fails = getenv("SYNC_FAILS");
	struct stat st;

	tell(fstat(fd, &st) == 0 && S_ISDIR(st.st_mode) ? "fsync folder" : "fsync file");
	synced = fd;
	return fails && ++calls == atoi(fails) ? fail() : (int)syscall(SYS_fsync, fd);
}

__attribute__((visibility("default"))) int close(int fd)
{
	int result = (int)syscall(SYS_close, fd);

	if (fd != synced || !getenv("CLOSE_FAILS"))
		return result;
	synced = -1;
	return fail();
}

static int rename_call(int from_dir, const char *from, int to_dir, const char *to,
		       unsigned int flags)
{
	static int calls;
	const char *fails = getenv("RENAME_FAILS");
	const char *interrupted = getenv("RENAME_INTERRUPTED");

	tell("rename");
	if (flags && getenv("RENAME_FLAGS")) {
		errno = EINVAL;
		return -1;
	}
	if (getenv("RENAME_RACES"))
		close(openat(to_dir, to, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0666));
	if (interrupted)
		raise(atoi(interrupted));
	if (fails && ++calls == atoi(fails))
		return fail();
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
