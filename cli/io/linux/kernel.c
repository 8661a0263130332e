/* SPDX-License-Identifier: BSD-2-Clause */
/* kernel.c - Linux's flash chips, and the mask for the modes of new files */
#include "io/posix/kernel.h"

#include <sys/sysmacros.h>

/* 90 is MTD_CHAR_MAJOR of Linux. */
bool kernel_is_flash_chip(const struct stat *st)
{
	return S_ISCHR(st->st_mode) && major(st->st_rdev) == 90;
}

mode_t kernel_umask(mode_t mask)
{
	return umask(mask);
}
