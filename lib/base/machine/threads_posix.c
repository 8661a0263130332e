/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * threads_posix.c - a counter hands out jobs to short-lived threads
 *
 * The supported C libraries (glibc since 2.34, musl) contain the functions for threads,
 * so no other library is linked.
 */
#include "base/parallel.h"

#include <pthread.h>
#include <stdatomic.h>

#define THREADS_MAX 64

struct shared_work {
	atomic_size_t next;
	size_t count;
	void (*job)(void *ctx, size_t i);
	void *ctx;
};

static void *run(void *arg)
{
	struct shared_work *w = arg;

	for (;;) {
		size_t i = atomic_fetch_add(&w->next, 1);

		if (i >= w->count)
			return NULL;
		w->job(w->ctx, i);
	}
}

void gx_parallel(unsigned int threads, size_t count, void (*job)(void *ctx, size_t i),
		 void *ctx)
{
	struct shared_work w = { .count = count, .job = job, .ctx = ctx };
	pthread_t helpers[THREADS_MAX];
	unsigned int started = 0;

	while (started + 1 < threads && started + 1 < count && started < THREADS_MAX &&
	       pthread_create(&helpers[started], NULL, run, &w) == 0)
		started++;
	run(&w);
	while (started > 0)
		pthread_join(helpers[--started], NULL);
}
