/* SPDX-License-Identifier: BSD-2-Clause */
/* file.c - files of POSIX */
#include "io/system/file.h"

#include <errno.h>
#include <unistd.h>

void file_close(int fd)
{
	close(fd);
}

bool file_write(int fd, struct gopx_bytes bytes)
{
	while (bytes.size) {
		ssize_t put = write(fd, bytes.data, bytes.size);

		if (put < 0 && errno != EINTR)
			return false;
		if (put > 0) {
			bytes.data += put;
			bytes.size -= (size_t)put;
		}
	}
	return true;
}

/* EINVAL: the file system has nothing to synchronise. */
bool file_sync_and_close(int fd)
{
	bool synced = fsync(fd) == 0 || errno == EINVAL;
	int why = errno;

	if (close(fd) == 0 && synced)
		return true;
	if (!synced)
		errno = why;
	return false;
}
