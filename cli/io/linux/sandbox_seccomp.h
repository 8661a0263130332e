/* SPDX-License-Identifier: BSD-2-Clause */
/* sandbox_seccomp.h - no system calls but those that the rest of the work needs */
#ifndef CLI_IO_LINUX_SANDBOX_SECCOMP_H
#define CLI_IO_LINUX_SANDBOX_SECCOMP_H

#include <stdbool.h>

/*
 * From here on, system calls beyond those for memory, threads and open descriptors
 * fail with EPERM; those that start programs or reach others end the process.  Files
 * may be made anew below 'dir' (-1: nowhere), and 'pipe' (-1: none) may be read, whose
 * other end a process of ours has.  False where the kernel has no filters;
 * then all is as it was.
 */
bool seccomp_enter(int dir, int pipe);

#endif /* CLI_IO_LINUX_SANDBOX_SECCOMP_H */
