/* SPDX-License-Identifier: BSD-2-Clause */
/* sandbox_seccomp.h - allow only the system calls that the remaining work needs */
#ifndef CLI_IO_LINUX_SANDBOX_SECCOMP_H
#define CLI_IO_LINUX_SANDBOX_SECCOMP_H

#include <stdbool.h>

/*
 * After this call, system calls other than those for memory, threads and open
 * descriptors fail with EPERM; those that start programs or use the network end the
 * process.  Files may be created below 'dir' (-1: nowhere), and 'pipe' may be read (-1:
 * none), whose other end belongs to a process of gopx.  Returns false, without an
 * effect, if the kernel has no filters.
 */
bool seccomp_enter(int dir, int pipe);

#endif /* CLI_IO_LINUX_SANDBOX_SECCOMP_H */
