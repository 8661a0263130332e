/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * threads.c - the functions of threads.h for WASI, which has no threads: the caller does
 * all of the work, and never waits
 */
#include "io/system/threads.h"

#include <time.h>

struct threads {
	int none;
};

struct threads *threads_make(void)
{
	static struct threads threads;

	return &threads;
}

size_t threads_start(struct threads *threads, size_t count, void (*work)(void *arg),
		     void *arg)
{
	(void)threads;
	(void)count;
	(void)work;
	(void)arg;
	return 0;
}

void threads_free(struct threads *threads)
{
	(void)threads;
}

void threads_lock(struct threads *threads)
{
	(void)threads;
}

void threads_unlock(struct threads *threads)
{
	(void)threads;
}

void threads_wait(struct threads *threads, enum threads_event event)
{
	(void)threads;
	(void)event;
}

void threads_wait_until(struct threads *threads, enum threads_event event, long long at)
{
	(void)threads;
	(void)event;
	(void)at;
}

void threads_wake(struct threads *threads, enum threads_event event)
{
	(void)threads;
	(void)event;
}

struct thread *thread_start(void (*work)(void *arg), void *arg)
{
	(void)work;
	(void)arg;
	return NULL;
}

void thread_join(struct thread *thread)
{
	(void)thread;
}

long long threads_clock(void)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	return (long long)at.tv_sec * 1000 + at.tv_nsec / 1000000;
}

size_t threads_processors(void)
{
	return 1;
}
