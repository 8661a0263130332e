/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * device.c - the functions of device.h for WASI, which has no devices to read, no modes,
 * and one way to rename
 */
#include "io/posix/device.h"

#include <errno.h>

bool device_is_flash_chip(const struct stat *st)
{
	(void)st;
	return false;
}

mode_t device_umask(mode_t mask)
{
	(void)mask;
	return 0;
}

bool device_rename(int folder, const char *from, const char *to, enum device_rename how)
{
	(void)folder;
	(void)from;
	(void)to;
	(void)how;
	errno = ENOSYS;
	return false;
}
