/* SPDX-License-Identifier: BSD-2-Clause */
/* emulator.c - load libunicorn when the first machine is opened */
#define _GNU_SOURCE /* RTLD_NODELETE */
#define GX_EMULATOR_TABLE
#include "try/emulator.h"

#include <pthread.h>
#include <string.h>

#ifdef GOPX_UNICORN_SONAME
#include <dlfcn.h>
#endif

struct gx_emulator gx_emulator;

static bool loaded;

#ifdef GOPX_UNICORN_SONAME
static void load(void)
{
	void *library = dlopen(GOPX_UNICORN_SONAME,
			       RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);

	loaded = library != NULL;
#define FIND(name)                                              \
	if (loaded) {                                           \
		void *call = dlsym(library, #name);             \
                                                                \
		memcpy(&gx_emulator.name, &call, sizeof(call)); \
		loaded = call != NULL;                          \
	}
	GX_EMULATOR_CALLS(FIND)
#undef FIND
}
#else
static void load(void)
{
#define FIND(name) gx_emulator.name = name;
	GX_EMULATOR_CALLS(FIND)
#undef FIND
	loaded = true;
}
#endif

bool gx_emulator_load(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, load);
	return loaded;
}
