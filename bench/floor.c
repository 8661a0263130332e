/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * floor.c - usage: bench_floor STREAMS IMAGE
 *
 * This program does the least work that the job needs. It decodes every distinct stream
 * of bench_streams once into one buffer, with gopx's decoders, and searches the output
 * and the image once. It reads no headers, builds no tree and reports no findings.
 */
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/matcher.h"
#include "codec/codec.h"

static struct gx_span map_file(const char *name)
{
	int fd = open(name, O_RDONLY);
	struct stat st;
	void *data;

	if (fd < 0 || fstat(fd, &st) != 0)
		return gx_span(NULL, 0);
	data = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	close(fd);
	return data == MAP_FAILED ? gx_span(NULL, 0) : gx_span(data, (size_t)st.st_size);
}

static size_t count_hits(const struct gx_matcher *m, struct gx_span s)
{
	size_t hits = 0, which;

	for (size_t at = 0; (at = gx_matcher_next(m, s, at, &which)) < s.len; at++)
		hits++;
	return hits;
}

int main(int argc, char **argv)
{
	static const struct gx_pattern patterns[] = { { "_FVH", 4 }, { "$VBT", 4 } };
	struct gx_matcher matcher;
	struct gx_reader r;
	struct gx_arena arena;
	size_t hits;

	if (argc != 3)
		return 2;
	gx_arena_init(&arena, &(struct gx_allocator){ 0 });
	gx_matcher_init(&matcher, patterns, 2);
	r = gx_reader(map_file(argv[1]));
	hits = count_hits(&matcher, map_file(argv[2]));
	while (gx_rest(&r).len) {
		enum gx_codec_id codec = (enum gx_codec_id)gx_le32(&r);
		struct gx_sink sink = { .arena = &arena };
		uint64_t packed;

		gx_skip(&r, 4);
		packed = gx_le64(&r);
		sink.limit = gx_le64(&r);
		if (gx_codec(codec)->decode(gx_take(&r, packed), &sink) != GOPX_OK)
			return 1;
		hits += count_hits(&matcher, gx_span(sink.data, sink.len));
		gx_sink_drop(&sink);
	}
	printf("%zu\n", hits);
	return 0;
}
