/* SPDX-License-Identifier: BSD-2-Clause */
/* unit_main.c - runs the suite of a unit test program */
#define _POSIX_C_SOURCE 200809L /* setenv */

#include "unit.h"

#include <stdlib.h>

int main(void)
{
	SRunner *runner;
	int failed;

	/* Check's own limit of four seconds is too short for a busy machine. */
	setenv("CK_DEFAULT_TIMEOUT", GOPX_CASE_SECONDS, 0);
	runner = srunner_create(gx_test_suite());

	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
