/* SPDX-License-Identifier: BSD-2-Clause */
/* threads_none.c - jobs one after the other, on systems without threads */
#include "base/parallel.h"

void gx_parallel(unsigned int threads, size_t count, void (*job)(void *ctx, size_t i),
		 void *ctx)
{
	(void)threads;
	for (size_t i = 0; i < count; i++)
		job(ctx, i);
}

unsigned int gx_processors(void)
{
	return 1;
}
