/* SPDX-License-Identifier: BSD-2-Clause */
/* sandbox_landlock.h - close the file system except one folder, with Linux's Landlock */
#ifndef CLI_IO_LINUX_SANDBOX_LANDLOCK_H
#define CLI_IO_LINUX_SANDBOX_LANDLOCK_H

/*
 * Give up all access to files by name.  In the folder 'dir' (-1: none), the process may
 * still create and remove files.  Open descriptors stay usable.  Returns the version of
 * Landlock, or 0 if the kernel has none.  Needs no_new_privs.
 */
int landlock_enter(int dir);

#endif /* CLI_IO_LINUX_SANDBOX_LANDLOCK_H */
