/* SPDX-License-Identifier: BSD-2-Clause */
/* sandbox_seccomp.h - allow only the system calls that the remaining work needs */
#ifndef CLI_IO_LINUX_SANDBOX_SECCOMP_H
#define CLI_IO_LINUX_SANDBOX_SECCOMP_H

#include <stdbool.h>

/*
 * After this call, system calls that start programs or use the network end the process.
 * System calls for memory, threads and open descriptors work; all others fail with EPERM.
 * Files may be created below 'dir' (-1: nowhere).  'pipe' may be read (-1: none); the
 * other end of the pipe belongs to a process of gopx.  'waits': the process may wait for
 * the processes that it has started.  If the kernel has no filters, changes nothing and
 * returns false.
 */
bool seccomp_enter(int dir, int pipe, bool waits);

#endif /* CLI_IO_LINUX_SANDBOX_SECCOMP_H */
