/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * unit.h - one unit test program is one tests/unit/test_<file>.c
 *
 * It defines gx_test_suite(); unit_main.c runs it and returns the verdict.
 */
#ifndef GX_TEST_UNIT_H
#define GX_TEST_UNIT_H

#include <check.h>

Suite *gx_test_suite(void);

#endif /* GX_TEST_UNIT_H */
