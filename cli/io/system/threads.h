/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * threads.h - threads that wait for each other
 *
 * On systems without threads, threads_start() starts no thread, and no function waits.
 */
#ifndef CLI_IO_SYSTEM_THREADS_H
#define CLI_IO_SYSTEM_THREADS_H

#include <stddef.h>

/* A lock, and two events to wait for. */
struct threads;

enum threads_event { THREADS_SPACE, THREADS_DONE, THREADS_EVENTS };

/* Never NULL. */
struct threads *threads_make(void);

/* Run work(arg) on up to 'count' threads.  Returns how many were started. */
size_t threads_start(struct threads *threads, size_t count, void (*work)(void *arg),
		     void *arg);

/* Wait for the end of all threads, and free the struct. */
void threads_free(struct threads *threads);

void threads_lock(struct threads *threads);
void threads_unlock(struct threads *threads);

/*
 * Wait for an event.  The caller holds the lock; it is released during the wait.  May
 * return without an event.
 */
void threads_wait(struct threads *threads, enum threads_event event);

/* Wait for an event, but only until threads_clock() reaches 'until'. */
void threads_wait_until(struct threads *threads, enum threads_event event, long long at);

void threads_wake(struct threads *threads, enum threads_event event);

/* Another, single thread; NULL if none can be started. */
struct thread;
struct thread *thread_start(void (*work)(void *arg), void *arg);

/* Wait for the end of the thread.  Does nothing if it is NULL. */
void thread_join(struct thread *thread);

/* Milliseconds of a clock that is never set back. */
long long threads_clock(void);

/* Processors that this process may use; at least 1. */
size_t threads_processors(void);

#endif /* CLI_IO_SYSTEM_THREADS_H */
