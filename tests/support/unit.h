/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * unit.h - for the unit tests: each tests/unit/test_<file>.c is a program
 *
 * It defines gx_test_suite(). unit_main.c runs this suite, and returns the verdict.
 */
#ifndef GX_TEST_UNIT_H
#define GX_TEST_UNIT_H

#include <check.h>

Suite *gx_test_suite(void);

#endif /* GX_TEST_UNIT_H */
