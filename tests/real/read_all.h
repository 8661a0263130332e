/* SPDX-License-Identifier: BSD-2-Clause */
/* read_all.h - a whole file, for the programs beside it */
#ifndef GOPX_TESTS_REAL_READ_ALL_H
#define GOPX_TESTS_REAL_READ_ALL_H

#include <stdio.h>

/* The rest of the file, to be freed; NULL if it cannot be read. */
void *read_all(FILE *f, size_t *size);

#endif
