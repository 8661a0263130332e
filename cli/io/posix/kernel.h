/* SPDX-License-Identifier: BSD-2-Clause */
/* kernel.h - what kernels do differently: flash chips, modes of files, and renaming */
#ifndef CLI_IO_POSIX_KERNEL_H
#define CLI_IO_POSIX_KERNEL_H

#include <stdbool.h>
#include <sys/stat.h>

/* True for a flash chip: reading it has an end and no side effects. */
bool kernel_is_flash_chip(const struct stat *st);

/* Set the mask for the modes of new files.  Returns the old mask. */
mode_t kernel_umask(mode_t mask);

enum kernel_rename { KERNEL_RENAME_NEW, KERNEL_RENAME_EXCHANGE };

/* Returns false with ENOSYS if the system or the file system cannot do this. */
bool kernel_rename(int folder, const char *from, const char *to, enum kernel_rename how);

#endif /* CLI_IO_POSIX_KERNEL_H */
