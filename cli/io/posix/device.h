/* SPDX-License-Identifier: BSD-2-Clause */
/* device.h - where systems of POSIX differ: their devices, modes and ways to rename */
#ifndef CLI_IO_POSIX_DEVICE_H
#define CLI_IO_POSIX_DEVICE_H

#include <stdbool.h>
#include <sys/stat.h>

/* Reading it has an end and no effect. */
bool device_is_flash_chip(const struct stat *st);

/* The mask of new files' modes; the old one. */
mode_t device_umask(mode_t mask);

enum device_rename { DEVICE_RENAME_NEW, DEVICE_RENAME_EXCHANGE };

/* Returns false with ENOSYS if the system or the file system cannot do this. */
bool device_rename(int folder, const char *from, const char *to, enum device_rename how);

#endif /* CLI_IO_POSIX_DEVICE_H */
