/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * memory.c - streams that write into memory: the C library of Windows has none, so a
 * thread reads the written bytes from a pipe
 */
#include "io/system/memory.h"

#include <fcntl.h>
#include <io.h>
#include <stdlib.h>

#include "io/report.h"
#include "io/system/file.h"
#include "io/system/threads.h"

#define PIECE ((size_t)64 << 10)

struct drain {
	int from;
	char *text;
	size_t size;
	struct thread *thread;
};

void *memory_to_fill(size_t size)
{
	return malloc(size);
}

void memory_give_back(const void *data, size_t size)
{
	(void)data;
	(void)size;
}

static void take_all(void *arg)
{
	struct drain *drain = arg;
	ptrdiff_t got;

	do {
		drain->text = need_memory(drain->text, drain->size + PIECE + 1);
		got = file_read(drain->from, drain->text + drain->size, PIECE);
		drain->size += got > 0 ? (size_t)got : 0;
	} while (got > 0);
	drain->text[drain->size] = '\0';
}

void memory_stream_open(struct memory_stream *stream)
{
	struct drain *drain = need_memory(NULL, sizeof(*drain));
	int ends[2];

	*drain = (struct drain){ .from = -1 };
	*stream = (struct memory_stream){ .more = drain };
	if (_pipe(ends, (unsigned int)PIECE, _O_BINARY | _O_NOINHERIT))
		out_of_memory();
	drain->from = ends[0];
	drain->thread = thread_start(take_all, drain);
	stream->to = _fdopen(ends[1], "wb");
	if (!drain->thread || !stream->to)
		out_of_memory();
}

void memory_stream_close(struct memory_stream *stream)
{
	struct drain *drain = stream->more;

	if (fclose(stream->to))
		out_of_memory();
	thread_join(drain->thread);
	file_close(drain->from);
	stream->text = drain->text;
	stream->size = drain->size;
	free(drain);
}
