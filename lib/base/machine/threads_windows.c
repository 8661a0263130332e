/* SPDX-License-Identifier: BSD-2-Clause */
/* threads_windows.c - a counter hands out jobs to short-lived threads of Windows */
#include "base/parallel.h"

#include <stdatomic.h>
#include <windows.h>

#define THREADS_MAX 63

struct shared_work {
	atomic_size_t next;
	size_t count;
	void (*job)(void *ctx, size_t i);
	void *ctx;
};

static DWORD WINAPI run(void *arg)
{
	struct shared_work *w = arg;

	for (;;) {
		size_t i = atomic_fetch_add(&w->next, 1);

		if (i >= w->count)
			return 0;
		w->job(w->ctx, i);
	}
}

void gx_parallel(unsigned int threads, size_t count, void (*job)(void *ctx, size_t i),
		 void *ctx)
{
	struct shared_work w = { .count = count, .job = job, .ctx = ctx };
	HANDLE helpers[THREADS_MAX];
	unsigned int started = 0;

	while (started + 1 < threads && started + 1 < count && started < THREADS_MAX &&
	       (helpers[started] = CreateThread(NULL, 0, run, &w, 0, NULL)) != NULL)
		started++;
	run(&w);
	while (started > 0) {
		WaitForSingleObject(helpers[--started], INFINITE);
		CloseHandle(helpers[started]);
	}
}

unsigned int gx_processors(void)
{
	DWORD_PTR own, all;
	unsigned int count = 0;

	if (!GetProcessAffinityMask(GetCurrentProcess(), &own, &all))
		return 1;
	for (; own; own &= own - 1)
		count++;
	return count > 1 ? count : 1;
}
