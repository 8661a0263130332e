/* SPDX-License-Identifier: BSD-2-Clause */
/* host_files.h - scan --host: what the running machine offers of its firmware */
#ifndef CLI_IO_HOST_FILES_H
#define CLI_IO_HOST_FILES_H

#include <stddef.h>

struct host_files {
	char **paths;
	size_t count;
};

/*
 * The files below 'sysroot' that hold the table in use, the OpRegion and the flash chip.
 * Standard error says what is not there, and what only root may read.  Nothing is
 * written.
 */
void host_gather(struct host_files *files, const char *sysroot);

void host_free(struct host_files *files);

#endif /* CLI_IO_HOST_FILES_H */
