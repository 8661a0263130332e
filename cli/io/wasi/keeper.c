/* SPDX-License-Identifier: BSD-2-Clause */
/* keeper.c - remove a folder that this process created, if it is empty at the end */
#include <unistd.h>

#include "io/system/folder.h"

void folder_keep(struct folder_keeper *keeper, const char *path)
{
	*keeper = (struct folder_keeper){ .path = path };
}

void folder_release(struct folder_keeper *keeper)
{
	/* rmdir() fails if the folder is not empty, and the folder must then stay. */
	if (keeper->path)
		rmdir(keeper->path);
	keeper->path = NULL;
}
