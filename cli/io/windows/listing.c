/* SPDX-License-Identifier: BSD-2-Clause */
/* listing.c - the names in a folder of Windows */
#include "io/system/listing.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

#include "io/report.h"
#include "io/system/folder.h"
#include "io/windows/wide.h"

struct listing {
	HANDLE handle;
	WIN32_FIND_DATAW found;
	bool is_new; /* the caller did not get 'found' yet */
	char *name;
};

struct listing *listing_open(const char *path)
{
	char *all = folder_path(path, "*");
	wchar_t *wide = wide_path(all);
	struct listing *listing = need_memory(NULL, sizeof(*listing));

	*listing = (struct listing){ .is_new = true };
	free(all);
	listing->handle = wide ? FindFirstFileExW(wide, FindExInfoBasic, &listing->found,
						  FindExSearchNameMatch, NULL, 0)
			       : INVALID_HANDLE_VALUE;
	if (wide && listing->handle == INVALID_HANDLE_VALUE)
		wide_fault();
	free(wide);
	if (listing->handle != INVALID_HANDLE_VALUE)
		return listing;
	free(listing);
	return NULL;
}

static bool step(struct listing *listing)
{
	if (listing->is_new || FindNextFileW(listing->handle, &listing->found)) {
		listing->is_new = false;
		return true;
	}
	if (GetLastError() == ERROR_NO_MORE_FILES)
		errno = 0;
	else
		wide_fault();
	return false;
}

const char *listing_next(struct listing *listing)
{
	const wchar_t *name = listing->found.cFileName;

	do {
		if (!step(listing))
			return NULL;
	} while (!wcscmp(name, L".") || !wcscmp(name, L".."));
	free(listing->name);
	listing->name = narrow_text(name);
	if (!listing->name)
		out_of_memory();
	return listing->name;
}

void listing_close(struct listing *listing)
{
	FindClose(listing->handle);
	free(listing->name);
	free(listing);
}
