/* SPDX-License-Identifier: BSD-2-Clause */
/* listing.c - the names in a folder of POSIX */
#include "io/system/listing.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>

struct listing *listing_open(const char *path)
{
	return (struct listing *)opendir(path);
}

const char *listing_next(struct listing *listing)
{
	struct dirent *entry;

	do {
		errno = 0;
		entry = readdir((DIR *)listing);
	} while (entry && (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..")));
	return entry ? entry->d_name : NULL;
}

void listing_close(struct listing *listing)
{
	closedir((DIR *)listing);
}
