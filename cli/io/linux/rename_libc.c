/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * rename_libc.c - rename a file but never replace one, with the C library's renameat2()
 */
#include <errno.h>
#include <stdio.h>

#include "io/posix/device.h"

static const unsigned int flags[] = {
	[DEVICE_RENAME_NEW] = RENAME_NOREPLACE,
	[DEVICE_RENAME_EXCHANGE] = RENAME_EXCHANGE,
};

bool device_rename(int folder, const char *from, const char *to, enum device_rename how)
{
	if (renameat2(folder, from, folder, to, flags[how]) == 0)
		return true;
	/* Some file systems (NFS, 9p) do not support flags. */
	if (errno == EINVAL)
		errno = ENOSYS;
	return false;
}
