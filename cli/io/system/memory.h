/* SPDX-License-Identifier: BSD-2-Clause */
/* memory.h - memory for input, and streams that write into memory */
#ifndef CLI_IO_SYSTEM_MEMORY_H
#define CLI_IO_SYSTEM_MEMORY_H

#include <stddef.h>
#include <stdio.h>

/* Like malloc(), for memory into which a file is read from start to end. */
void *memory_to_fill(size_t size);

/*
 * Give pages of memory_to_fill() back to the system. The caller promises that nothing
 * reads these bytes again.
 */
void memory_give_back(const void *data, size_t size);

/* A stream whose bytes stay in memory. */
struct memory_stream {
	FILE *to;
	char *text;
	size_t size;
	void *more; /* further data of the system */
};

/* Open the stream.  Ends the program if memory is short. */
void memory_stream_open(struct memory_stream *stream);

/* Close the stream.  'text' then has the bytes, and a NUL after them: free it. */
void memory_stream_close(struct memory_stream *stream);

#endif /* CLI_IO_SYSTEM_MEMORY_H */
