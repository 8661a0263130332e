/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * try_none.c - gopx try in builds without an emulator, which refuse every request before
 * this code
 */
#include "cmd/try/try.h"

enum exit_status try_work(struct work *work, struct gopx_machine *machine)
{
	(void)work;
	(void)machine;
	return EXIT_TROUBLE;
}
