/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * folder.c - folders of Windows
 *
 * gopx holds a folder open without sharing the right to delete it.  So nobody can rename
 * or remove this folder or a folder above it, and its full path stays valid.
 */
#include "io/windows/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <io.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

#include "io/report.h"
#include "io/system/folder.h"
#include "io/windows/wide.h"

#define FOLDERS 4

static struct {
	HANDLE handle; /* NULL: this place is free */
	wchar_t *path;
} folders[FOLDERS];

/* ---- paths ----------------------------------------------------------------------- */

/*
 * The full path without links, in the form for long paths.  If the file system does not
 * know this path, returns 'given'.
 */
static wchar_t *path_of(HANDLE handle, wchar_t *given)
{
	DWORD size = GetFinalPathNameByHandleW(handle, NULL, 0, 0);
	wchar_t *path = size ? malloc((size + 1) * sizeof(*path)) : NULL;
	DWORD len = path ? GetFinalPathNameByHandleW(handle, path, size + 1, 0) : 0;

	if (len && len <= size) {
		free(given);
		return path;
	}
	free(path);
	return given;
}

static wchar_t *path_in(int folder, const char *name)
{
	wchar_t *wide = wide_text(name);
	size_t size = wide ? wcslen(folders[folder].path) + wcslen(wide) + 2 : 0;
	wchar_t *path = need_memory(NULL, (size + 1) * sizeof(*path));

	path[0] = L'\0';
	if (wide) {
		wcscpy(path, folders[folder].path);
		if (*path && path[wcslen(path) - 1] != L'\\')
			wcscat(path, L"\\");
		wcscat(path, wide);
	}
	free(wide);
	return path;
}

const char *folder_name_in(const char *path)
{
	const char *name = path;

	if (path[0] && path[1] == ':')
		name = path + 2;
	for (const char *c = name; *c; c++) {
		if (*c == '/' || *c == '\\')
			name = c + 1;
	}
	return name;
}

/* For "C:name", "C:\name" and "\name", the folder is everything before the name. */
char *folder_of(const char *path)
{
	const char *name = folder_name_in(path);
	size_t before = (size_t)(name - path);
	bool drive = before >= 2 && path[1] == ':';
	size_t root = drive ? 3 : 1;
	char *folder;

	if (!before)
		return strdup(".");
	if (before > root)
		before--;
	folder = need_memory(NULL, before + 1);
	memcpy(folder, path, before);
	folder[before] = '\0';
	return folder;
}

char *folder_path(const char *folder, const char *name)
{
	size_t len = strlen(folder);
	char last = len ? folder[len - 1] : '/';
	/* Windows accepts both separators; use the one that the user wrote. */
	const char *between = strchr(folder, '\\') ? "\\" : "/";
	size_t size = len + strlen(name) + 2;
	char *path = need_memory(NULL, size);

	if (last == '/' || last == '\\' || last == ':')
		between = "";
	snprintf(path, size, "%s%s%s", folder, between, name);
	return path;
}

/* ---- folders --------------------------------------------------------------------- */

bool folder_make(const char *path)
{
	wchar_t *wide = wide_path(path);
	bool made = wide && CreateDirectoryW(wide, NULL);

	if (wide && !made)
		wide_fault();
	free(wide);
	return made;
}

static HANDLE open_wide(const wchar_t *wide)
{
	BY_HANDLE_FILE_INFORMATION info;
	HANDLE handle = CreateFileW(wide, FILE_LIST_DIRECTORY,
				    FILE_SHARE_READ | FILE_SHARE_WRITE, NULL,
				    OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, NULL);

	if (handle == INVALID_HANDLE_VALUE) {
		wide_fault();
		return handle;
	}
	if (GetFileInformationByHandle(handle, &info) &&
	    (info.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY))
		return handle;
	CloseHandle(handle);
	errno = ENOTDIR;
	return INVALID_HANDLE_VALUE;
}

int folder_open(const char *path)
{
	wchar_t *wide = wide_path(path);
	HANDLE handle = wide ? open_wide(wide) : INVALID_HANDLE_VALUE;
	int free_one = 0;

	while (free_one < FOLDERS && folders[free_one].handle)
		free_one++;
	if (handle != INVALID_HANDLE_VALUE && free_one < FOLDERS) {
		folders[free_one].handle = handle;
		folders[free_one].path = path_of(handle, wide);
		return free_one;
	}
	if (handle != INVALID_HANDLE_VALUE) {
		CloseHandle(handle);
		errno = EMFILE;
	}
	free(wide);
	return -1;
}

void folder_close(int folder)
{
	CloseHandle(folders[folder].handle);
	free(folders[folder].path);
	folders[folder].handle = NULL;
	folders[folder].path = NULL;
}

void folder_close_all(void)
{
	for (int i = 0; i < FOLDERS; i++) {
		if (folders[i].handle)
			CloseHandle(folders[i].handle);
	}
}

/* Nothing to do: on Windows, renaming a file waits until the new name is on the disk. */
void folder_sync(int folder)
{
	(void)folder;
}

/* ---- files in them --------------------------------------------------------------- */

/*
 * Windows reserves names for devices ("nul"), and removes dots and blanks at the end of
 * names.  If the path has the form for long paths, Windows would create such names, and
 * other programs could not open these files.
 */
static bool is_plain(const char *name)
{
	wchar_t given[MAX_PATH] = L"C:\\", full[MAX_PATH] = L"";
	wchar_t *wide = wide_text(name);
	DWORD len = 0;

	if (wide && wcslen(wide) < MAX_PATH - 3) {
		wcscat(given, wide);
		len = GetFullPathNameW(given, MAX_PATH, full, NULL);
	}
	free(wide);
	return len && len < MAX_PATH && !wcscmp(given, full);
}

enum folder_entry folder_look(int folder, const char *name)
{
	wchar_t *path;
	DWORD attributes;

	if (!is_plain(name)) {
		errno = EINVAL;
		return ENTRY_UNKNOWN;
	}
	path = path_in(folder, name);
	attributes = GetFileAttributesW(path);
	if (attributes == INVALID_FILE_ATTRIBUTES)
		wide_fault();
	free(path);
	if (attributes == INVALID_FILE_ATTRIBUTES)
		return errno == ENOENT ? ENTRY_NONE : ENTRY_UNKNOWN;
	return attributes & (FILE_ATTRIBUTE_DIRECTORY | FILE_ATTRIBUTE_DEVICE)
		   ? ENTRY_OTHER
		   : ENTRY_FILE;
}

/* This function does not set the access rights of 'as': folder_exchange() keeps them. */
int folder_create(int folder, const char *name, const char *as)
{
	wchar_t *path = path_in(folder, name);
	HANDLE file = CreateFileW(path, GENERIC_WRITE, FILE_SHARE_READ, NULL, CREATE_NEW,
				  FILE_ATTRIBUTE_NORMAL | FILE_FLAG_OPEN_REPARSE_POINT,
				  NULL);

	(void)as;
	if (file == INVALID_HANDLE_VALUE)
		wide_fault();
	free(path);
	if (file == INVALID_HANDLE_VALUE)
		return -1;
	return _open_osfhandle((intptr_t)file, _O_WRONLY | _O_BINARY | _O_NOINHERIT);
}

static bool move(int folder, const char *from, const char *to, DWORD flags)
{
	wchar_t *old = path_in(folder, from), *new = path_in(folder, to);
	bool moved = MoveFileExW(old, new, MOVEFILE_WRITE_THROUGH | flags);

	if (!moved)
		wide_fault();
	free(old);
	free(new);
	return moved;
}

bool folder_rename_new(int folder, const char *from, const char *to)
{
	return move(folder, from, to, 0);
}

/*
 * Exchange two files; the old file has a third name in between.  The access rights of the
 * old file stay.
 */
static bool exchange(const wchar_t *from, const wchar_t *to)
{
	wchar_t *aside = need_memory(NULL, (wcslen(from) + 5) * sizeof(*aside));
	bool done;

	wcscpy(aside, from);
	wcscat(aside, L".old");
	done = ReplaceFileW(to, from, aside, REPLACEFILE_IGNORE_MERGE_ERRORS, NULL, NULL);
	if (!done && GetLastError() == ERROR_UNABLE_TO_MOVE_REPLACEMENT_2) {
		MoveFileExW(aside, to, MOVEFILE_WRITE_THROUGH);
		SetLastError(ERROR_SHARING_VIOLATION);
	}
	if (done)
		done = MoveFileExW(aside, from, MOVEFILE_WRITE_THROUGH);
	if (!done)
		wide_fault();
	free(aside);
	return done;
}

bool folder_exchange(int folder, const char *from, const char *to)
{
	wchar_t *old = path_in(folder, from), *new = path_in(folder, to);
	DWORD attributes = GetFileAttributesW(new);
	bool done = false;

	/* A link itself is replaced, not its target. */
	if (attributes == INVALID_FILE_ATTRIBUTES ||
	    (attributes & FILE_ATTRIBUTE_REPARSE_POINT))
		errno = ENOSYS;
	else
		done = exchange(old, new);
	free(old);
	free(new);
	return done;
}

bool folder_rename_over(int folder, const char *from, const char *to)
{
	return move(folder, from, to, MOVEFILE_REPLACE_EXISTING);
}

void folder_remove(int folder, const char *name)
{
	wchar_t *path = path_in(folder, name);

	DeleteFileW(path);
	free(path);
}
