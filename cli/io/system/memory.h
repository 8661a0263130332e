/* SPDX-License-Identifier: BSD-2-Clause */
/* memory.h - memory for input, and streams that write into memory */
#ifndef CLI_IO_SYSTEM_MEMORY_H
#define CLI_IO_SYSTEM_MEMORY_H

#include <stddef.h>
#include <stdio.h>

/* Like malloc(), for bytes that a file fills from the start to the end. */
void *memory_to_fill(size_t size);

/* A stream whose bytes stay in memory. */
struct memory_stream {
	FILE *to;
	char *text;
	size_t size;
	void *more; /* what else the system needs for it */
};

/* Ends the program when there is no memory. */
void memory_stream_open(struct memory_stream *stream);

/* Now 'text' has the bytes, and a NUL after them: free it. */
void memory_stream_close(struct memory_stream *stream);

#endif /* CLI_IO_SYSTEM_MEMORY_H */
