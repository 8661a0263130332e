/* SPDX-License-Identifier: BSD-2-Clause */
/* memory_stream.c - streams that write into memory, with POSIX functions */
#include "io/report.h"
#include "io/system/memory.h"

void memory_stream_open(struct memory_stream *stream)
{
	*stream = (struct memory_stream){ .to = NULL };
	stream->to = open_memstream(&stream->text, &stream->size);
	if (!stream->to)
		out_of_memory();
}

void memory_stream_close(struct memory_stream *stream)
{
	if (fclose(stream->to))
		out_of_memory();
}
