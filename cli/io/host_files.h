/* SPDX-License-Identifier: BSD-2-Clause */
/* host_files.h - scan --host: the firmware that the running machine makes readable */
#ifndef CLI_IO_HOST_FILES_H
#define CLI_IO_HOST_FILES_H

#include <stddef.h>

struct host_files {
	char **paths;
	size_t count;
};

/*
 * Find the files below 'sysroot' that contain the table in use, the OpRegion and the
 * flash chip.  Reports on standard error which of them are missing, or readable only by
 * root.  Writes nothing.
 */
void host_gather(struct host_files *files, const char *sysroot);

void host_free(struct host_files *files);

#endif /* CLI_IO_HOST_FILES_H */
