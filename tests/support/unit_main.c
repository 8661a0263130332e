/* SPDX-License-Identifier: BSD-2-Clause */
/* unit_main.c - runs the one suite of a unit test program */
#define _POSIX_C_SOURCE 200809L /* setenv */

#include "unit.h"

#include <stdlib.h>

/*
 * Check ends a test after four seconds of wall time, unless the test sets more.  This
 * should end a test that hangs, and not measure: a loaded machine takes longer.
 */
#define PATIENCE "30"

int main(void)
{
	SRunner *runner;
	int failed;

	setenv("CK_TIMEOUT_MULTIPLIER", PATIENCE, 0);
	runner = srunner_create(gx_test_suite());

	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
