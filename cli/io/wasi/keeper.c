/* SPDX-License-Identifier: BSD-2-Clause */
/* keeper.c - a folder of ours that is empty at the end is removed then, by ourselves */
#include <unistd.h>

#include "io/system/folder.h"

void folder_keep(struct folder_keeper *keeper, const char *path)
{
	*keeper = (struct folder_keeper){ .path = path };
}

void folder_release(struct folder_keeper *keeper)
{
	/* Fails when something is in it, as it should. */
	if (keeper->path)
		rmdir(keeper->path);
	keeper->path = NULL;
}
