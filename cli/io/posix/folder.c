/* SPDX-License-Identifier: BSD-2-Clause */
/* folder.c - folders of POSIX */
#include "io/system/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io/posix/kernel.h"
#include "io/report.h"

#define NEW_FILE (O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC)

bool folder_make(const char *path)
{
	return mkdir(path, 0777) == 0;
}

int folder_open(const char *path)
{
	return open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

void folder_close(int folder)
{
	close(folder);
}

void folder_sync(int folder)
{
	fsync(folder);
}

const char *folder_name_in(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* For "/name", the folder is "/". */
char *folder_of(const char *path)
{
	size_t before = (size_t)(folder_name_in(path) - path);

	return before ? strndup(path, before > 1 ? before - 1 : 1) : strdup(".");
}

char *folder_path(const char *folder, const char *name)
{
	size_t len = strlen(folder);
	bool slash = len && folder[len - 1] != '/';
	size_t size = len + strlen(name) + 2;
	char *path = need_memory(NULL, size);

	snprintf(path, size, "%s%s%s", folder, slash ? "/" : "", name);
	return path;
}

enum folder_entry folder_look(int folder, const char *name)
{
	struct stat st;

	if (fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW))
		return errno == ENOENT ? ENTRY_NONE : ENTRY_UNKNOWN;
	return S_ISREG(st.st_mode) || S_ISLNK(st.st_mode) ? ENTRY_FILE : ENTRY_OTHER;
}

/*
 * The new file gets the permissions of the replaced file, or else those of the umask.  It
 * is never executable, even if the replaced file was.
 */
int folder_create(int folder, const char *name, const char *as)
{
	struct stat st;
	mode_t before;
	int fd;

	if (fstatat(folder, as, &st, AT_SYMLINK_NOFOLLOW) || !S_ISREG(st.st_mode))
		return openat(folder, name, NEW_FILE, 0666);
	before = kernel_umask(0);
	fd = openat(folder, name, NEW_FILE, st.st_mode & 0666);
	kernel_umask(before);
	return fd;
}

/* Create an empty file with the name 'to', and then replace it. */
static bool rename_over_own(int folder, const char *from, const char *to)
{
	int why, fd = openat(folder, to, NEW_FILE, 0666);

	if (fd < 0)
		return false;
	close(fd);
	if (renameat(folder, from, folder, to) == 0)
		return true;
	why = errno;
	unlinkat(folder, to, 0);
	errno = why;
	return false;
}

bool folder_rename_new(int folder, const char *from, const char *to)
{
	if (kernel_rename(folder, from, to, KERNEL_RENAME_NEW))
		return true;
	return errno == ENOSYS && rename_over_own(folder, from, to);
}

bool folder_exchange(int folder, const char *from, const char *to)
{
	return kernel_rename(folder, from, to, KERNEL_RENAME_EXCHANGE);
}

bool folder_rename_over(int folder, const char *from, const char *to)
{
	return renameat(folder, from, folder, to) == 0;
}

void folder_remove(int folder, const char *name)
{
	unlinkat(folder, name, 0);
}
