/* SPDX-License-Identifier: BSD-2-Clause */
/* processors_linux.c - how many processors this process may use */
#define _GNU_SOURCE /* sched_getaffinity */
#include <sched.h>

#include "base/parallel.h"

unsigned int gx_processors(void)
{
	cpu_set_t set;
	int count;

	if (sched_getaffinity(0, sizeof(set), &set) != 0)
		return 1;
	count = CPU_COUNT(&set);
	return count > 1 ? (unsigned int)count : 1;
}
