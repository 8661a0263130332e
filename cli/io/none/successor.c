/* SPDX-License-Identifier: BSD-2-Clause */
/* successor.c - no process can run the command instead of this one on this system */
#include "io/system/successor.h"

bool successor_start(struct successor *successor)
{
	(void)successor;
	return false;
}

enum exit_status successor_run(struct successor *successor)
{
	(void)successor;
	return EXIT_TROUBLE;
}

bool successor_has_run(const struct successor *successor)
{
	(void)successor;
	return false;
}

void successor_end(struct successor *successor)
{
	(void)successor;
}
