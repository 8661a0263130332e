/* SPDX-License-Identifier: BSD-2-Clause */
/* device.h - where systems of POSIX differ: ways to rename */
#ifndef CLI_IO_POSIX_DEVICE_H
#define CLI_IO_POSIX_DEVICE_H

#include <stdbool.h>

enum device_rename { DEVICE_RENAME_NEW, DEVICE_RENAME_EXCHANGE };

/* False with ENOSYS where the system, or the file system, has no such way. */
bool device_rename(int folder, const char *from, const char *to, enum device_rename how);

#endif /* CLI_IO_POSIX_DEVICE_H */
