/* SPDX-License-Identifier: BSD-2-Clause */
/* memory.h - memory for what is read at once */
#ifndef CLI_IO_SYSTEM_MEMORY_H
#define CLI_IO_SYSTEM_MEMORY_H

#include <stddef.h>

/* Like malloc(), for bytes that a file fills from the start to the end. */
void *memory_to_fill(size_t size);

#endif /* CLI_IO_SYSTEM_MEMORY_H */
