/* SPDX-License-Identifier: BSD-2-Clause */
/* device.h - functions that differ between POSIX systems: devices, modes, and renaming */
#ifndef CLI_IO_POSIX_DEVICE_H
#define CLI_IO_POSIX_DEVICE_H

#include <stdbool.h>
#include <sys/stat.h>

/* True for a flash chip: reading it has an end and no side effects. */
bool device_is_flash_chip(const struct stat *st);

/* Set the mask for the modes of new files.  Returns the old mask. */
mode_t device_umask(mode_t mask);

enum device_rename { DEVICE_RENAME_NEW, DEVICE_RENAME_EXCHANGE };

/* Returns false with ENOSYS if the system or the file system cannot do this. */
bool device_rename(int folder, const char *from, const char *to, enum device_rename how);

#endif /* CLI_IO_POSIX_DEVICE_H */
