/* SPDX-License-Identifier: BSD-2-Clause */
/* read_all.h - reads a whole file for the other programs in this folder */
#ifndef GOPX_TESTS_REAL_READ_ALL_H
#define GOPX_TESTS_REAL_READ_ALL_H

#include <stdio.h>

/*
 * Return the rest of the file, for the caller to free; NULL if the file cannot be read.
 */
void *read_all(FILE *f, size_t *size);

#endif
