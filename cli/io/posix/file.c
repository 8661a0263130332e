/* SPDX-License-Identifier: BSD-2-Clause */
/* file.c - files of POSIX */
#include "io/system/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include "io/posix/kernel.h"

/* ---- what a file is -----------------------------------------------------------------
 */

static enum file_kind kind_of(const struct stat *st)
{
	if (S_ISREG(st->st_mode))
		return FILE_REGULAR;
	if (S_ISDIR(st->st_mode))
		return FILE_FOLDER;
	if (S_ISFIFO(st->st_mode))
		return FILE_PIPE;
	if (S_ISSOCK(st->st_mode))
		return FILE_SOCKET;
	return kernel_is_flash_chip(st) ? FILE_FLASH_CHIP : FILE_OTHER;
}

static bool facts(int result, const struct stat *st, struct file_facts *out)
{
	*out = (struct file_facts){ .kind = FILE_OTHER };
	if (result)
		return false;
	*out = (struct file_facts){ kind_of(st), (uint64_t)st->st_size,
				    (uint64_t)st->st_dev, (uint64_t)st->st_ino };
	return true;
}

bool file_facts(int fd, struct file_facts *out)
{
	struct stat st;

	return facts(fstat(fd, &st), &st, out);
}

bool file_facts_at(const char *path, struct file_facts *out)
{
	struct stat st;

	return facts(stat(path, &st), &st, out);
}

bool file_facts_of_name(const char *path, struct file_facts *out)
{
	struct stat st;

	return facts(lstat(path, &st), &st, out);
}

bool file_is_same(const struct file_facts *a, const struct file_facts *b)
{
	return a->disk == b->disk && a->number == b->number;
}

bool file_exists(const char *path)
{
	return access(path, F_OK) == 0;
}

bool file_is_terminal(int fd)
{
	return isatty(fd);
}

bool file_is_drawn_on(int fd)
{
	const char *term = getenv("TERM");

	return term && strcmp(term, "dumb") != 0 && isatty(fd);
}

const char *file_fault(int fault)
{
	return strerror(fault);
}

/* ---- reading ------------------------------------------------------------------------
 */

int file_open(const char *path)
{
	return open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
}

FILE *file_open_lines(const char *path)
{
	return fopen(path, "re");
}

FILE *file_stdin_lines(void)
{
	return stdin;
}

ptrdiff_t file_read(int fd, void *to, size_t size)
{
	ssize_t got;

	do
		got = read(fd, to, size);
	while (got < 0 && errno == EINTR);
	return got;
}

/* ---- writing ------------------------------------------------------------------------
 */

bool file_close(int fd)
{
	return close(fd) == 0;
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

bool file_write_line(int fd, struct gopx_bytes bytes)
{
	struct iovec parts[] = { { (void *)(uintptr_t)bytes.data, bytes.size },
				 { (void *)(uintptr_t) "\n", 1 } };

	while (parts[0].iov_len + parts[1].iov_len > 0) {
		ssize_t put = writev(fd, parts, 2);

		if (put < 0 && errno != EINTR)
			return false;
		for (size_t i = 0; put > 0 && i < 2; i++) {
			size_t part = (size_t)put < parts[i].iov_len ? (size_t)put
								     : parts[i].iov_len;

			parts[i].iov_base = (char *)parts[i].iov_base + part;
			parts[i].iov_len -= part;
			put -= (ssize_t)part;
		}
	}
	return true;
}

/* EINVAL is not an error here: the file system has nothing to synchronise. */
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
