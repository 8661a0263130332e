/* SPDX-License-Identifier: BSD-2-Clause */
/* try_none.c - without an emulator: the check of the request has already refused it */
#include "cmd/try/try.h"

enum exit_status try_work(struct work *work, struct gopx_machine *machine)
{
	(void)work;
	(void)machine;
	return EXIT_TROUBLE;
}
