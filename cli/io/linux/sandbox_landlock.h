/* SPDX-License-Identifier: BSD-2-Clause */
/* sandbox_landlock.h - no file system but one folder, by Linux's Landlock */
#ifndef CLI_IO_LINUX_SANDBOX_LANDLOCK_H
#define CLI_IO_LINUX_SANDBOX_LANDLOCK_H

/*
 * Give up all access to files by name but making and removing files in the folder
 * 'dir' (-1: none); open descriptors stay as they are.  The version of Landlock that is
 * in force, or 0 where the kernel has none.  Needs no_new_privs.
 */
int landlock_enter(int dir);

#endif /* CLI_IO_LINUX_SANDBOX_LANDLOCK_H */
