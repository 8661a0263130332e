/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * rename_libc.c - rename a file without replacing another one, with renameat2() of the C
 * library
 */
#include <errno.h>
#include <stdio.h>

#include "io/posix/kernel.h"

static const unsigned int flags[] = {
	[KERNEL_RENAME_NEW] = RENAME_NOREPLACE,
	[KERNEL_RENAME_EXCHANGE] = RENAME_EXCHANGE,
};

bool kernel_rename(int folder, const char *from, const char *to, enum kernel_rename how)
{
	if (renameat2(folder, from, folder, to, flags[how]) == 0)
		return true;
	/* Some file systems (NFS, 9p) do not support flags. */
	if (errno == EINVAL)
		errno = ENOSYS;
	return false;
}
