/* SPDX-License-Identifier: BSD-2-Clause */
/* threads.c - threads of Windows */
#include "io/system/threads.h"

#include <stdlib.h>
#include <windows.h>

#include <gopx/gopx.h>

#include "io/report.h"

struct thread {
	HANDLE started;
	void (*work)(void *arg);
	void *arg;
};

struct threads {
	SRWLOCK lock;
	CONDITION_VARIABLE events[THREADS_EVENTS];
	struct thread **started;
	size_t count;
};

static DWORD WINAPI run(void *arg)
{
	const struct thread *thread = arg;

	thread->work(thread->arg);
	return 0;
}

struct thread *thread_start(void (*work)(void *arg), void *arg)
{
	struct thread *thread = need_memory(NULL, sizeof(*thread));

	*thread = (struct thread){ .work = work, .arg = arg };
	thread->started = CreateThread(NULL, 0, run, thread, 0, NULL);
	if (thread->started)
		return thread;
	free(thread);
	return NULL;
}

void thread_join(struct thread *thread)
{
	if (!thread)
		return;
	WaitForSingleObject(thread->started, INFINITE);
	CloseHandle(thread->started);
	free(thread);
}

struct threads *threads_make(void)
{
	struct threads *threads = need_memory(NULL, sizeof(*threads));

	*threads = (struct threads){ .count = 0 };
	InitializeSRWLock(&threads->lock);
	for (size_t i = 0; i < THREADS_EVENTS; i++)
		InitializeConditionVariable(&threads->events[i]);
	return threads;
}

size_t threads_start(struct threads *threads, size_t count, void (*work)(void *arg),
		     void *arg)
{
	struct thread *one;

	threads->started = need_memory(NULL, (count + 1) * sizeof(*threads->started));
	while (threads->count < count && (one = thread_start(work, arg)) != NULL)
		threads->started[threads->count++] = one;
	return threads->count;
}

void threads_free(struct threads *threads)
{
	for (size_t i = 0; i < threads->count; i++)
		thread_join(threads->started[i]);
	free(threads->started);
	free(threads);
}

void threads_lock(struct threads *threads)
{
	AcquireSRWLockExclusive(&threads->lock);
}

void threads_unlock(struct threads *threads)
{
	ReleaseSRWLockExclusive(&threads->lock);
}

void threads_wait(struct threads *threads, enum threads_event event)
{
	SleepConditionVariableSRW(&threads->events[event], &threads->lock, INFINITE, 0);
}

void threads_wait_until(struct threads *threads, enum threads_event event, long long at)
{
	long long left = at - threads_clock();

	if (left > 0)
		SleepConditionVariableSRW(&threads->events[event], &threads->lock,
					  (DWORD)left, 0);
}

void threads_wake(struct threads *threads, enum threads_event event)
{
	WakeAllConditionVariable(&threads->events[event]);
}

long long threads_clock(void)
{
	return (long long)GetTickCount64();
}

size_t threads_processors(void)
{
	DWORD_PTR own, all;
	size_t count = 0;

	if (!GetProcessAffinityMask(GetCurrentProcess(), &own, &all))
		return 1;
	for (; own; own &= own - 1)
		count++;
	return count > 1 ? count : 1;
}
