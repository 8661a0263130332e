/* SPDX-License-Identifier: BSD-2-Clause */
/* keeper.c - at the end, this process itself removes a folder that it created, if it is
 * empty */
#include <unistd.h>

#include "io/system/folder.h"

void folder_keep(struct folder_keeper *keeper, const char *path)
{
	*keeper = (struct folder_keeper){ .path = path };
}

void folder_release(struct folder_keeper *keeper)
{
	/* Fails, as it should, if the folder is not empty. */
	if (keeper->path)
		rmdir(keeper->path);
	keeper->path = NULL;
}
