/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * file.h - files by their numbers
 *
 * On failure, errno has the reason.
 */
#ifndef CLI_IO_SYSTEM_FILE_H
#define CLI_IO_SYSTEM_FILE_H

#include <stdbool.h>

#include <gopx/gopx.h>

void file_close(int fd);

/* Write all bytes. */
bool file_write(int fd, struct gopx_bytes bytes);

/* Make sure that the data is on the disk, if the file system can, and close the file. */
bool file_sync_and_close(int fd);

#endif /* CLI_IO_SYSTEM_FILE_H */
