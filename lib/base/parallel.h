/* SPDX-License-Identifier: BSD-2-Clause */
/* parallel.h - independent jobs on several threads */
#ifndef GX_BASE_PARALLEL_H
#define GX_BASE_PARALLEL_H

#include <stddef.h>

/*
 * Call job(ctx, i) once for every i below 'count', on up to 'threads' threads, and return
 * when all calls have returned.  The caller's thread is one of them.  Jobs must not share
 * data that they change.  If no thread can be started, the caller's thread does all jobs.
 */
void gx_parallel(unsigned int threads, size_t count, void (*job)(void *ctx, size_t i),
		 void *ctx);

/* Processors that this process may use; at least 1. */
unsigned int gx_processors(void);

#endif /* GX_BASE_PARALLEL_H */
