/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * threads.h - threads that wait for each other
 *
 * Where a system has none, threads_start() starts none, and nobody waits.
 */
#ifndef CLI_IO_SYSTEM_THREADS_H
#define CLI_IO_SYSTEM_THREADS_H

#include <stddef.h>

/* A lock, and two things to wait for. */
struct threads;

enum threads_event { THREADS_SPACE, THREADS_DONE, THREADS_EVENTS };

/* Never NULL. */
struct threads *threads_make(void);

/* Run work(arg) on up to 'count' threads; how many there are. */
size_t threads_start(struct threads *threads, size_t count, void (*work)(void *arg),
		     void *arg);

/* Waits for the ends of all. */
void threads_free(struct threads *threads);

void threads_lock(struct threads *threads);
void threads_unlock(struct threads *threads);

/* With the lock held, which others may take meanwhile; some wake for no reason. */
void threads_wait(struct threads *threads, enum threads_event event);

/* The same, until this many milliseconds of the clock at most. */
void threads_wait_until(struct threads *threads, enum threads_event event, long long at);

void threads_wake(struct threads *threads, enum threads_event event);

/* One more, beside them; NULL where it cannot be had. */
struct thread;
struct thread *thread_start(void (*work)(void *arg), void *arg);

/* Waits for its end; NULL is a no-op. */
void thread_join(struct thread *thread);

/* Milliseconds by a clock that nobody sets. */
long long threads_clock(void);

/* Processors that this process may use; at least 1. */
size_t threads_processors(void);

#endif /* CLI_IO_SYSTEM_THREADS_H */
