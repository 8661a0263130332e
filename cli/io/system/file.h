/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * file.h - files by their numbers
 *
 * What fails leaves its reason in errno.
 */
#ifndef CLI_IO_SYSTEM_FILE_H
#define CLI_IO_SYSTEM_FILE_H

#include <stdbool.h>

#include <gopx/gopx.h>

void file_close(int fd);

/* All of the bytes. */
bool file_write(int fd, struct gopx_bytes bytes);

/* What was written is on the disk, where the file system has such; the file is closed. */
bool file_sync_and_close(int fd);

#endif /* CLI_IO_SYSTEM_FILE_H */
