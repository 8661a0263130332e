/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * kernel.c - the functions of kernel.h for WASI, which has no devices to read, no modes,
 * and one way to rename
 */
#include "io/posix/kernel.h"

#include <errno.h>

bool kernel_is_flash_chip(const struct stat *st)
{
	(void)st;
	return false;
}

mode_t kernel_umask(mode_t mask)
{
	(void)mask;
	return 0;
}

bool kernel_rename(int folder, const char *from, const char *to, enum kernel_rename how)
{
	(void)folder;
	(void)from;
	(void)to;
	(void)how;
	errno = ENOSYS;
	return false;
}
