/* SPDX-License-Identifier: BSD-2-Clause */
/* file.c - files of Windows, identified by the descriptor numbers of its C library */
#include "io/system/file.h"

#include <errno.h>
#include <fcntl.h>
#include <io.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

#include "io/windows/wide.h"

#define SHARED (FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE)

/* The C library takes sizes as int. */
#define AT_ONCE ((size_t)1 << 20)

static HANDLE handle_of(int fd)
{
	return (HANDLE)_get_osfhandle(fd);
}

/* ---- what a file is -------------------------------------------------------------- */

/*
 * Only reparse points with one of these two tags are links.  Other reparse points are
 * ordinary files and folders that are stored in a special way.
 */
static bool is_link(HANDLE file)
{
	FILE_ATTRIBUTE_TAG_INFO info;

	return GetFileInformationByHandleEx(file, FileAttributeTagInfo, &info,
					    sizeof(info)) &&
	       (info.FileAttributes & FILE_ATTRIBUTE_REPARSE_POINT) &&
	       (info.ReparseTag == IO_REPARSE_TAG_SYMLINK ||
		info.ReparseTag == IO_REPARSE_TAG_MOUNT_POINT);
}

static bool facts_of_handle(HANDLE file, struct file_facts *out)
{
	BY_HANDLE_FILE_INFORMATION info;
	DWORD type = GetFileType(file);

	*out = (struct file_facts){ .kind = FILE_OTHER };
	if (type == FILE_TYPE_PIPE)
		out->kind = FILE_PIPE;
	if (type != FILE_TYPE_DISK)
		return file != INVALID_HANDLE_VALUE;
	if (!GetFileInformationByHandle(file, &info)) {
		wide_fault();
		return false;
	}
	out->disk = info.dwVolumeSerialNumber;
	out->number = (uint64_t)info.nFileIndexHigh << 32 | info.nFileIndexLow;
	out->size = (uint64_t)info.nFileSizeHigh << 32 | info.nFileSizeLow;
	if (info.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY)
		out->kind = FILE_FOLDER;
	else
		out->kind = FILE_REGULAR;
	return true;
}

bool file_facts(int fd, struct file_facts *out)
{
	return facts_of_handle(handle_of(fd), out);
}

/* Ask only for the right to read attributes: this opens no device, and works for files in
 * use. */
static bool facts_by_name(const char *path, DWORD flags, struct file_facts *out)
{
	wchar_t *wide = wide_path(path);
	HANDLE file;
	bool done;

	*out = (struct file_facts){ .kind = FILE_OTHER };
	if (!wide)
		return false;
	file = CreateFileW(wide, FILE_READ_ATTRIBUTES, SHARED, NULL, OPEN_EXISTING,
			   FILE_FLAG_BACKUP_SEMANTICS | flags, NULL);
	if (file == INVALID_HANDLE_VALUE)
		wide_fault();
	free(wide);
	if (file == INVALID_HANDLE_VALUE)
		return false;
	done = facts_of_handle(file, out);
	if (flags && is_link(file))
		out->kind = FILE_OTHER;
	CloseHandle(file);
	return done;
}

bool file_facts_at(const char *path, struct file_facts *out)
{
	return facts_by_name(path, 0, out);
}

bool file_facts_of_name(const char *path, struct file_facts *out)
{
	return facts_by_name(path, FILE_FLAG_OPEN_REPARSE_POINT, out);
}

bool file_is_same(const struct file_facts *a, const struct file_facts *b)
{
	return (a->disk || a->number) && a->disk == b->disk && a->number == b->number;
}

bool file_exists(const char *path)
{
	wchar_t *wide = wide_path(path);
	bool exists = wide && GetFileAttributesW(wide) != INVALID_FILE_ATTRIBUTES;

	free(wide);
	return exists;
}

bool file_is_terminal(int fd)
{
	DWORD mode;

	return GetConsoleMode(handle_of(fd), &mode) != 0;
}

/* Windows 10 and later obey control sequences if a program switches them on. */
bool file_is_drawn_on(int fd)
{
	DWORD mode;

	return GetConsoleMode(handle_of(fd), &mode) &&
	       SetConsoleMode(handle_of(fd), mode | ENABLE_PROCESSED_OUTPUT |
						 ENABLE_VIRTUAL_TERMINAL_PROCESSING);
}

const char *file_fault(int fault)
{
	if (fault == EBUSY)
		return "another program has it open";
	return strerror(fault);
}

/* ---- reading --------------------------------------------------------------------- */

int file_open(const char *path)
{
	wchar_t *wide = wide_path(path);
	HANDLE file;

	if (!wide)
		return -1;
	file = CreateFileW(wide, GENERIC_READ, SHARED, NULL, OPEN_EXISTING,
			   FILE_ATTRIBUTE_NORMAL, NULL);
	if (file == INVALID_HANDLE_VALUE)
		wide_fault();
	free(wide);
	if (file == INVALID_HANDLE_VALUE)
		return -1;
	return _open_osfhandle((intptr_t)file, _O_RDONLY | _O_BINARY | _O_NOINHERIT);
}

/* In text mode, "\r\n" is read as '\n'. */
FILE *file_open_lines(const char *path)
{
	int fd = file_open(path);

	if (fd < 0)
		return NULL;
	_setmode(fd, _O_TEXT);
	return _fdopen(fd, "rt");
}

FILE *file_stdin_lines(void)
{
	_setmode(FILE_STDIN, _O_TEXT);
	return stdin;
}

ptrdiff_t file_read(int fd, void *to, size_t size)
{
	return _read(fd, to, (unsigned int)(size < AT_ONCE ? size : AT_ONCE));
}

/* ---- writing --------------------------------------------------------------------- */

bool file_close(int fd)
{
	return _close(fd) == 0;
}

bool file_write(int fd, struct gopx_bytes bytes)
{
	while (bytes.size) {
		size_t piece = bytes.size < AT_ONCE ? bytes.size : AT_ONCE;
		int put = _write(fd, bytes.data, (unsigned int)piece);

		if (put < 0)
			return false;
		bytes.data += put;
		bytes.size -= (size_t)put;
	}
	return true;
}

bool file_write_line(int fd, struct gopx_bytes bytes)
{
	static const uint8_t end = '\n';

	return file_write(fd, bytes) && file_write(fd, (struct gopx_bytes){ &end, 1 });
}

bool file_sync_and_close(int fd)
{
	bool synced = _commit(fd) == 0;
	int why = errno;

	if (_close(fd) == 0 && synced)
		return true;
	if (!synced)
		errno = why;
	return false;
}
