/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * rename_syscall.c - rename a file without replacing another one, with the system call,
 * because the C library (musl 1.2) lacks renameat2()
 */
#include <errno.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "io/posix/kernel.h"

/* The values of linux/fs.h. */
static const unsigned int flags[] = {
	[KERNEL_RENAME_NEW] = 1,
	[KERNEL_RENAME_EXCHANGE] = 2,
};

bool kernel_rename(int folder, const char *from, const char *to, enum kernel_rename how)
{
	if (syscall(SYS_renameat2, folder, from, folder, to, flags[how]) == 0)
		return true;
	/* Some file systems (NFS, 9p) do not support flags. */
	if (errno == EINVAL)
		errno = ENOSYS;
	return false;
}
