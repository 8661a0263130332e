/* SPDX-License-Identifier: BSD-2-Clause */
/* memory.c - memory has no pages to choose */
#include "io/system/memory.h"

#include <stdlib.h>

void *memory_to_fill(size_t size)
{
	return malloc(size);
}
