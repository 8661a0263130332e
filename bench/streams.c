/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * streams.c - usage: bench_streams IMAGE OUT
 *
 * Writes the input of bench_floor. For every distinct packed stream of the image, this
 * is: {codec u32, zero u32, packed size u64, unpacked size u64, packed bytes}.
 */
#include <stdio.h>
#include <stdlib.h>

#include "walk/kind.h"
#include "walk/walk.h"

static struct gx_span read_file(const char *name)
{
	FILE *file = fopen(name, "rb");
	uint8_t *data;
	long size;

	if (!file || fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) < 0) {
		perror(name);
		exit(2);
	}
	rewind(file);
	data = malloc((size_t)size + 1);
	if (!data || fread(data, 1, (size_t)size, file) != (size_t)size)
		exit(2);
	fclose(file);
	return gx_span(data, (size_t)size);
}

static void put(FILE *out, uint64_t value, size_t width)
{
	for (size_t i = 0; i < width; i++)
		putc((int)(value >> (8 * i) & 0xff), out);
}

/* Write the packed stream that n's content was unpacked from. */
static void put_stream(FILE *out, const struct gx_node *n)
{
	struct gx_unpack job = { .count = 0 };

	n->kind->plan(n, &job);
	for (size_t i = 0; i < job.count; i++) {
		const struct gx_attempt *a = &job.attempts[i];

		if (gx_codec(a->codec)->name != n->subtype)
			continue;
		put(out, a->codec, 4);
		put(out, 0, 4);
		put(out, a->packed.len, 8);
		put(out, n->content.bytes.len, 8);
		fwrite(a->packed.ptr, 1, a->packed.len, out);
		return;
	}
}

/*
 * Equal streams share the same unpacked data. True if n is the first node with this data.
 */
static bool is_first(const struct gx_node *root, const struct gx_node *n)
{
	for (const struct gx_node *p = root; p != n; p = gx_node_following(p)) {
		if (p->content.space && p->content.bytes.ptr == n->content.bytes.ptr)
			return false;
	}
	return true;
}

int main(int argc, char **argv)
{
	struct gx_arena arena;
	struct gx_walk w = { .arena = &arena };
	FILE *out;

	if (argc != 3 || !(out = fopen(argv[2], "wb"))) {
		fprintf(stderr, "usage: bench_streams IMAGE OUT\n");
		return 2;
	}
	gx_arena_init(&arena, &(struct gx_allocator){ 0 });
	w.limits = (struct gx_limits){ .threads = 1,
				       .max_unpacked = UINT64_C(1) << 34,
				       .max_ratio = 1 << 20,
				       .max_nodes = 1 << 24,
				       .max_depth = 1024 };
	if (gx_walk_run(&w, read_file(argv[1])) != GOPX_OK)
		return 2;
	for (const struct gx_node *n = w.root; n; n = gx_node_following(n)) {
		if (n->content.space && n->kind->plan && is_first(w.root, n))
			put_stream(out, n);
	}
	gx_arena_fini(&arena);
	return fclose(out) ? 2 : 0;
}
