/* SPDX-License-Identifier: BSD-2-Clause */
/* keeper.c - at the end, this process itself removes a folder that it created, if it is
 * empty */
#include <stddef.h>
#include <stdlib.h>
#include <windows.h>

#include "io/system/folder.h"
#include "io/windows/folder.h"
#include "io/windows/wide.h"

/* There is one output folder.  It is also removed when the user interrupts gopx. */
static const char *kept;

void folder_keep(struct folder_keeper *keeper, const char *path)
{
	*keeper = (struct folder_keeper){ .path = path };
	kept = path;
}

void folder_release_kept(void)
{
	wchar_t *path = kept ? wide_path(kept) : NULL;

	/* Fails, as it should, if the folder is not empty. */
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
