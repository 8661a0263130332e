/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * bench_tiano.c - how fast Tiano and EFI 1.1 streams are unpacked
 *
 *	bench_tiano STREAM...
 *
 * Each file is one stream with its 8-byte header.  Every variant is tried on
 * all of them; what it unpacks is timed, in bytes that come out.
 */
#define _POSIX_C_SOURCE 200809L /* clock_gettime */

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "codec/tiano.h"

enum { ROUNDS = 50 };

typedef enum gopx_status (*decode_fn)(struct gx_span in, struct gx_sink *sink);

struct stream {
	uint8_t *data;
	size_t size;
	bool good;
};

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static bool load(const char *name, struct stream *s)
{
	FILE *f = fopen(name, "rb");
	bool ok = f && fseek(f, 0, SEEK_END) == 0;
	long size = ok ? ftell(f) : -1;

	if (size > 0 && fseek(f, 0, SEEK_SET) == 0)
		s->data = malloc((size_t)size);
	if (s->data)
		s->size = fread(s->data, 1, (size_t)size, f);
	if (f)
		fclose(f);
	return s->size > 0;
}

/* Bytes that came out; 0, and *good false, when the stream is refused. */
static size_t unpack(decode_fn decode, struct stream *s)
{
	struct gx_arena arena;
	struct gx_sink sink = { .arena = &arena, .limit = 1 << 30 };
	size_t len;

	gx_arena_init(&arena, &(struct gx_allocator){ 0 });
	s->good = decode(gx_span(s->data, s->size), &sink) == GOPX_OK;
	len = s->good ? sink.len : 0;
	gx_arena_fini(&arena);
	return len;
}

/* The best of ROUNDS over all streams that 'good' says. */
static double time_all(decode_fn decode, struct stream *streams, size_t count, bool good)
{
	double best = 1e9;

	for (int round = 0; round < ROUNDS; round++) {
		double start = now();

		for (size_t i = 0; i < count; i++)
			if (streams[i].good == good)
				unpack(decode, &streams[i]);
		start = now() - start;
		best = start < best ? start : best;
	}
	return best;
}

static void run(const char *name, decode_fn decode, struct stream *streams, size_t count)
{
	size_t bytes = 0;
	size_t good = 0;

	for (size_t i = 0; i < count; i++) {
		bytes += unpack(decode, &streams[i]);
		good += streams[i].good;
	}
	if (good)
		printf("%s: %zu streams, %zu bytes out, %.1f MB/s\n", name, good, bytes,
		       (double)bytes / time_all(decode, streams, count, true) / 1e6);
	if (good < count)
		printf("%s: %zu streams refused in %.1f us\n", name, count - good,
		       time_all(decode, streams, count, false) * 1e6);
}

int main(int argc, char **argv)
{
	size_t count = argc > 1 ? (size_t)argc - 1 : 0;
	struct stream *streams = calloc(count + 1, sizeof(*streams));

	if (!streams || count == 0) {
		fputs("usage: bench_tiano STREAM...\n", stderr);
		return EXIT_FAILURE;
	}
	for (size_t i = 0; i < count; i++) {
		if (!load(argv[i + 1], &streams[i])) {
			perror(argv[i + 1]);
			return EXIT_FAILURE;
		}
	}
	run("tiano", gx_tiano_decode, streams, count);
	run("efi11", gx_efi11_decode, streams, count);
	for (size_t i = 0; i < count; i++)
		free(streams[i].data);
	free(streams);
	return EXIT_SUCCESS;
}
