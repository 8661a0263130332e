/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * calls.c - the functions of libarchive that gopx calls; libarchive is loaded or linked
 */
#define _GNU_SOURCE /* RTLD_NODELETE */
#include "members/calls.h"

#include <string.h>

#ifdef GOPX_ARCHIVE_SONAME
#include <dlfcn.h>

bool gx_archive_calls_find(struct gx_archive_calls *calls)
{
	void *library = dlopen(GOPX_ARCHIVE_SONAME,
			       RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
	bool found = library != NULL;

#define FIND(name)                                         \
	if (found) {                                       \
		void *call = dlsym(library, #name);        \
                                                           \
		memcpy(&calls->name, &call, sizeof(call)); \
		found = call != NULL;                      \
	}
	GX_ARCHIVE_CALLS(FIND)
#undef FIND
	return found;
}
#else
bool gx_archive_calls_find(struct gx_archive_calls *calls)
{
#define FIND(name) calls->name = name;
	GX_ARCHIVE_CALLS(FIND)
#undef FIND
	return true;
}
#endif
