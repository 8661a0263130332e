/* SPDX-License-Identifier: BSD-2-Clause */
/* wide.c - conversion between gopx's UTF-8 and Windows' UTF-16, and Windows' errors */
#include "io/windows/wide.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <windows.h>

/*
 * Windows requires that the path of a folder is short enough to append a short file name.
 */
#define LONG_PATH (MAX_PATH - 12)

static const struct {
	DWORD fault;
	int number;
} faults[] = {
	{ ERROR_FILE_NOT_FOUND, ENOENT },
	{ ERROR_PATH_NOT_FOUND, ENOENT },
	{ ERROR_INVALID_DRIVE, ENOENT },
	{ ERROR_BAD_NETPATH, ENOENT },
	{ ERROR_BAD_NET_NAME, ENOENT },
	{ ERROR_BAD_PATHNAME, ENOENT },
	{ ERROR_INVALID_NAME, EINVAL },
	{ ERROR_FILENAME_EXCED_RANGE, ENAMETOOLONG },
	{ ERROR_BUFFER_OVERFLOW, ENAMETOOLONG },
	{ ERROR_NO_UNICODE_TRANSLATION, EILSEQ },
	{ ERROR_DIRECTORY, ENOTDIR },
	{ ERROR_FILE_EXISTS, EEXIST },
	{ ERROR_ALREADY_EXISTS, EEXIST },
	{ ERROR_SHARING_VIOLATION, EBUSY },
	{ ERROR_LOCK_VIOLATION, EBUSY },
	{ ERROR_UNABLE_TO_REMOVE_REPLACED, EBUSY },
	{ ERROR_DISK_FULL, ENOSPC },
	{ ERROR_HANDLE_DISK_FULL, ENOSPC },
	{ ERROR_WRITE_PROTECT, EROFS },
	{ ERROR_NOT_ENOUGH_MEMORY, ENOMEM },
	{ ERROR_OUTOFMEMORY, ENOMEM },
	{ ERROR_DIR_NOT_EMPTY, ENOTEMPTY },
	{ ERROR_NOT_SUPPORTED, ENOSYS },
	{ ERROR_INVALID_FUNCTION, ENOSYS },
	{ ERROR_CALL_NOT_IMPLEMENTED, ENOSYS },
	{ ERROR_ACCESS_DENIED, EACCES },
	{ ERROR_SHARING_BUFFER_EXCEEDED, EACCES },
	{ ERROR_BROKEN_PIPE, EPIPE },
	{ ERROR_NO_DATA, EPIPE },
};

void wide_fault(void)
{
	DWORD fault = GetLastError();

	errno = EIO;
	for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++) {
		if (faults[i].fault == fault)
			errno = faults[i].number;
	}
}

wchar_t *wide_text(const char *text)
{
	int size = MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, text, -1, NULL, 0);
	wchar_t *wide;

	if (size <= 0) {
		wide_fault();
		return NULL;
	}
	wide = malloc((size_t)size * sizeof(*wide));
	if (wide)
		MultiByteToWideChar(CP_UTF8, 0, text, -1, wide, size);
	else
		errno = ENOMEM;
	return wide;
}

char *narrow_text(const wchar_t *wide)
{
	int size = WideCharToMultiByte(CP_UTF8, 0, wide, -1, NULL, 0, NULL, NULL);
	char *text = size > 0 ? malloc((size_t)size) : NULL;

	if (text)
		WideCharToMultiByte(CP_UTF8, 0, wide, -1, text, size, NULL, NULL);
	return text;
}

/* The form for paths of any length.  Windows does not interpret such a path:
 * "\\?\C:\folder", "\\?\UNC\server\share". */
static wchar_t *lengthened(const wchar_t *full)
{
	static const wchar_t any[] = L"\\\\?\\", share[] = L"\\\\?\\UNC";
	bool is_share = full[0] == L'\\' && full[1] == L'\\';
	bool is_literal = is_share && (full[2] == L'?' || full[2] == L'.');
	const wchar_t *start = is_share ? share : any;
	size_t len = wcslen(full);
	wchar_t *path = malloc((len + 8) * sizeof(*path));

	if (!path) {
		errno = ENOMEM;
		return NULL;
	}
	path[0] = L'\0';
	if (len >= LONG_PATH && !is_literal) {
		wcscpy(path, start);
		/* Drop one of the two separators before the server. */
		full += is_share;
	}
	wcscat(path, full);
	return path;
}

wchar_t *wide_path(const char *path)
{
	wchar_t *given = wide_text(path), *full = NULL, *result = NULL;
	DWORD size = given ? GetFullPathNameW(given, 0, NULL, NULL) : 0;

	if (!given)
		return NULL;
	if (size)
		full = malloc(size * sizeof(*full));
	if (!size)
		wide_fault();
	else if (!full)
		errno = ENOMEM;
	else if (!GetFullPathNameW(given, size, full, NULL))
		wide_fault();
	else
		result = lengthened(full);
	free(given);
	free(full);
	return result;
}
