/* SPDX-License-Identifier: BSD-2-Clause */
/* threads.c - threads of POSIX */
#include "io/system/threads.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <time.h>

#include "io/report.h"

struct threads {
	pthread_mutex_t lock;
	pthread_cond_t events[THREADS_EVENTS];
	pthread_t *started;
	size_t count;
	void (*work)(void *arg);
	void *arg;
};

struct threads *threads_make(void)
{
	struct threads *threads = need_memory(NULL, sizeof(*threads));
	pthread_condattr_t steady;

	*threads = (struct threads){ .count = 0 };
	pthread_mutex_init(&threads->lock, NULL);
	pthread_condattr_init(&steady);
	pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
	for (size_t i = 0; i < THREADS_EVENTS; i++)
		pthread_cond_init(&threads->events[i], &steady);
	pthread_condattr_destroy(&steady);
	return threads;
}

static void *run(void *arg)
{
	const struct threads *threads = arg;

	threads->work(threads->arg);
	return NULL;
}

size_t threads_start(struct threads *threads, size_t count, void (*work)(void *arg),
		     void *arg)
{
	threads->work = work;
	threads->arg = arg;
	threads->started = need_memory(NULL, (count + 1) * sizeof(*threads->started));
	while (threads->count < count &&
	       pthread_create(&threads->started[threads->count], NULL, run, threads) == 0)
		threads->count++;
	return threads->count;
}

void threads_free(struct threads *threads)
{
	for (size_t i = 0; i < threads->count; i++)
		pthread_join(threads->started[i], NULL);
	free(threads->started);
	for (size_t i = 0; i < THREADS_EVENTS; i++)
		pthread_cond_destroy(&threads->events[i]);
	pthread_mutex_destroy(&threads->lock);
	free(threads);
}

void threads_lock(struct threads *threads)
{
	pthread_mutex_lock(&threads->lock);
}

void threads_unlock(struct threads *threads)
{
	pthread_mutex_unlock(&threads->lock);
}

void threads_wait(struct threads *threads, enum threads_event event)
{
	pthread_cond_wait(&threads->events[event], &threads->lock);
}

void threads_wait_until(struct threads *threads, enum threads_event event, long long at)
{
	struct timespec due = { (time_t)(at / 1000), (long)(at % 1000) * 1000000 };

	pthread_cond_timedwait(&threads->events[event], &threads->lock, &due);
}

void threads_wake(struct threads *threads, enum threads_event event)
{
	pthread_cond_broadcast(&threads->events[event]);
}

struct thread {
	pthread_t started;
	void (*work)(void *arg);
	void *arg;
};

static void *run_one(void *arg)
{
	const struct thread *thread = arg;

	thread->work(thread->arg);
	return NULL;
}

struct thread *thread_start(void (*work)(void *arg), void *arg)
{
	struct thread *thread = need_memory(NULL, sizeof(*thread));

	*thread = (struct thread){ .work = work, .arg = arg };
	if (pthread_create(&thread->started, NULL, run_one, thread) == 0)
		return thread;
	free(thread);
	return NULL;
}

void thread_join(struct thread *thread)
{
	if (thread)
		pthread_join(thread->started, NULL);
	free(thread);
}

long long threads_clock(void)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	return (long long)at.tv_sec * 1000 + at.tv_nsec / 1000000;
}

size_t threads_processors(void)
{
	cpu_set_t set;
	int count = sched_getaffinity(0, sizeof(set), &set) ? 1 : CPU_COUNT(&set);

	return count > 1 ? (size_t)count : 1;
}
