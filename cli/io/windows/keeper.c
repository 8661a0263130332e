/* SPDX-License-Identifier: BSD-2-Clause */
/* keeper.c - remove a folder that this process created, if it is empty at the end */
#include <stddef.h>
#include <stdlib.h>
#include <windows.h>

#include "io/system/folder.h"
#include "io/windows/folder.h"
#include "io/windows/wide.h"

/*
 * A command has one output folder.  If the folder is empty, it is also removed when the
 * user interrupts gopx.
 */
static const char *kept;

void folder_keep(struct folder_keeper *keeper, const char *path)
{
	*keeper = (struct folder_keeper){ .path = path };
	kept = path;
}

void folder_release_kept(void)
{
	wchar_t *path = kept ? wide_path(kept) : NULL;

	/* This fails if the folder is not empty, and the folder must then stay. */
	if (path)
		RemoveDirectoryW(path);
	free(path);
	kept = NULL;
}

void folder_release(struct folder_keeper *keeper)
{
	if (keeper->path)
		folder_release_kept();
	keeper->path = NULL;
}
