/* SPDX-License-Identifier: BSD-2-Clause */
/* feed_process.c - no second process opens files on systems without a sandbox */
#include "io/feed/process.h"

#include "io/report.h"

bool feed_process_start(struct feed_process *process, struct feed_source *source)
{
	(void)process;
	(void)source;
	report(NULL, "gopx has one process on this system");
	return false;
}

void feed_process_wait(const struct feed_process *process)
{
	(void)process;
}
