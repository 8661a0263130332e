/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * unit.h - included by the unit tests; each tests/unit/test_<file>.c is a program
 *
 * A unit test defines gx_test_suite(). main() in unit_main.c runs this suite. Its exit
 * status is 0 if all tests have passed.
 */
#ifndef GX_TEST_UNIT_H
#define GX_TEST_UNIT_H

#include <check.h>

Suite *gx_test_suite(void);

#endif /* GX_TEST_UNIT_H */
