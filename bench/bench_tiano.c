/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * bench_tiano.c - how fast Tiano and EFI 1.1 streams are unpacked
 *
 *	bench_tiano STREAMS
 *
 * STREAMS is the output of bench_streams for an image. The program measures the unpacked
 * bytes per second of gopx's decoder and of plain_tiano.c, in turns, and compares their
 * output.
 */
#define _POSIX_C_SOURCE 200809L /* clock_gettime */

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <zlib.h>

#include "codec/codec.h"
#include "codec/tiano.h"
#include "plain_tiano.h"

enum { ROUNDS = 50 };

typedef enum gopx_status (*decode_fn)(struct gx_span in, struct gx_sink *sink);

struct stream {
	struct gx_span bytes;
	bool good;
};

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static struct gx_span read_file(const char *name)
{
	FILE *f = fopen(name, "rb");
	bool ok = f && fseek(f, 0, SEEK_END) == 0;
	long size = ok ? ftell(f) : -1;
	uint8_t *data = size > 0 && fseek(f, 0, SEEK_SET) == 0 ? malloc((size_t)size)
							       : NULL;

	if (!data || fread(data, 1, (size_t)size, f) != (size_t)size) {
		perror(name);
		exit(EXIT_FAILURE);
	}
	fclose(f);
	return gx_span(data, (size_t)size);
}

/* Return the Tiano and EFI 1.1 streams from the output of bench_streams. */
static struct stream *find_streams(struct gx_span file, size_t *count)
{
	struct stream *streams = malloc((file.len / 24 + 1) * sizeof(*streams));
	struct gx_reader r = gx_reader(file);

	*count = 0;
	while (streams && gx_rest(&r).len) {
		uint32_t codec = gx_le32(&r);
		uint64_t packed;

		gx_skip(&r, 4);
		packed = gx_le64(&r);
		gx_skip(&r, 8);
		struct gx_span bytes = gx_take(&r, packed);

		if (codec == GX_CODEC_TIANO || codec == GX_CODEC_EFI11)
			streams[(*count)++].bytes = bytes;
	}
	return streams;
}

static enum gopx_status plain(struct gx_span in, struct gx_sink *sink, unsigned bits)
{
	uint64_t size;

	GX_TRY(gx_tiano_size(in, &size));
	GX_TRY(gx_sink_reserve(sink, size));
	in = gx_span_tail(in, 8); /* skip the header: its sizes were read above */
	if (!plain_decode(in.ptr, in.len, bits, sink->data, (size_t)size))
		return GOPX_E_CORRUPT;
	sink->len = (size_t)size;
	return GOPX_OK;
}

static enum gopx_status plain_tiano(struct gx_span in, struct gx_sink *sink)
{
	return plain(in, sink, 5);
}

static enum gopx_status plain_efi11(struct gx_span in, struct gx_sink *sink)
{
	return plain(in, sink, 4);
}

/*
 * Unpack a stream. Returns the number of unpacked bytes, or 0 if the decoder refuses the
 * stream; *sum is their CRC-32.
 */
static size_t unpack(decode_fn decode, const struct stream *s, unsigned long *sum)
{
	struct gx_arena arena;
	struct gx_sink sink = { .arena = &arena, .limit = 1 << 30 };
	size_t len = 0;

	gx_arena_init(&arena, &(struct gx_allocator){ 0 });
	if (decode(s->bytes, &sink) == GOPX_OK)
		len = sink.len;
	if (sum)
		*sum = crc32_z(0, sink.data, len);
	gx_arena_fini(&arena);
	return len;
}

/* The seconds in which 'decode' unpacks all good streams. */
static double time_once(decode_fn decode, const struct stream *streams, size_t count)
{
	double start = now();

	for (size_t i = 0; i < count; i++)
		if (streams[i].good)
			unpack(decode, &streams[i], NULL);
	return now() - start;
}

/*
 * Mark the streams that both decoders unpack to the same bytes as good. Returns the
 * unpacked bytes of all good streams.
 */
static size_t compare(decode_fn ours, decode_fn customary, struct stream *streams,
		      size_t count, size_t *good)
{
	size_t bytes = 0;

	*good = 0;
	for (size_t i = 0; i < count; i++) {
		unsigned long a, b;
		size_t len = unpack(ours, &streams[i], &a);

		streams[i].good = len && unpack(customary, &streams[i], &b) == len &&
				  a == b;
		bytes += streams[i].good ? len : 0;
		*good += streams[i].good;
	}
	return bytes;
}

/* Run both decoders in turns, and print the best of ROUNDS for each. */
static void run(const char *name, decode_fn ours, decode_fn customary,
		struct stream *streams, size_t count)
{
	size_t good;
	size_t bytes = compare(ours, customary, streams, count, &good);
	double best[2] = { 1e9, 1e9 };

	for (int round = 0; good && round < ROUNDS; round++) {
		double a = time_once(ours, streams, count);
		double b = time_once(customary, streams, count);

		best[0] = a < best[0] ? a : best[0];
		best[1] = b < best[1] ? b : best[1];
	}
	printf("%s: %zu of %zu streams", name, good, count);
	if (good)
		printf(", %zu bytes out: %.1f MB/s, the ordinary decoder %.1f MB/s: %.2f "
		       "times",
		       bytes, (double)bytes / best[0] / 1e6,
		       (double)bytes / best[1] / 1e6, best[1] / best[0]);
	putchar('\n');
}

int main(int argc, char **argv)
{
	struct stream *streams;
	size_t count;

	if (argc != 2) {
		fputs("usage: bench_tiano STREAMS\n", stderr);
		return EXIT_FAILURE;
	}
	streams = find_streams(read_file(argv[1]), &count);
	run("tiano", gx_tiano_decode, plain_tiano, streams, count);
	run("efi11", gx_efi11_decode, plain_efi11, streams, count);
	free(streams);
	return EXIT_SUCCESS;
}
