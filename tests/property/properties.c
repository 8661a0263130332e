/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * properties.c - usage: properties NAME FILE...
 *
 * Checks the property NAME with each file. At the first failure, the program reports it
 * and ends with exit status 1. The input is always in a heap block of exactly its size,
 * so that the sanitizer reports a read past its end.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "image_rules.h"
#include "limit_rules.h"
#include "search_rules.h"
#include "volume_rules.h"

#define TRIES          256  /* number of prefixes or flips for a large file */
#define SMALL          1024 /* in files up to this size, every byte is tried */
#define FLIPS_SEED     12345u
#define LIES_SEED      54321u
#define HEADER         64      /* the fields of a container are in its first bytes */
#define ALLOC_MAX_SIZE 0x10000 /* larger files make too many allocations to try */

struct sample {
	const char *name;
	uint8_t *data;
	size_t size;
};

static uint8_t *exact_copy(const uint8_t *data, size_t size)
{
	uint8_t *copy = malloc(size ? size : 1);

	if (!copy)
		abort();
	memcpy(copy, data, size);
	return copy;
}

/* Scan and check the image. If 'digest' is not NULL, it gets the image's digest. */
static bool scan_is_sound(const uint8_t *data, size_t size,
			  const struct gopx_options *options, uint32_t *digest)
{
	struct gopx_image *image;
	enum gopx_status status = gopx_scan(data, size, options, &image);
	bool ok = status == GOPX_OK && image_is_sound(image) && volumes_are_apart(image);

	if (status != GOPX_OK)
		printf("scan: %s\n", gopx_status_name(status));
	if (ok && digest)
		*digest = image_digest(image);
	gopx_image_free(image);
	return ok;
}

static bool tree(const struct sample *in)
{
	return scan_is_sound(in->data, in->size, NULL, NULL);
}

static bool prefixes_at(const struct sample *in, size_t step)
{
	bool ok = true;

	for (size_t n = 0; n < in->size && ok; n += step) {
		uint8_t *cut = exact_copy(in->data, n);

		ok = scan_is_sound(cut, n, NULL, NULL);
		if (!ok)
			printf("prefix of %zu bytes\n", n);
		free(cut);
	}
	return ok;
}

static bool prefixes(const struct sample *in)
{
	return prefixes_at(in, in->size <= SMALL ? 1 : in->size / TRIES);
}

/*
 * This property and every_flip() take minutes: run them by hand. The others take seconds.
 */
static bool every_prefix(const struct sample *in)
{
	return prefixes_at(in, 1);
}

static bool flip_is_sound(const struct sample *in, uint8_t *copy, size_t at,
			  unsigned int seed)
{
	bool ok;

	copy[at] ^= (uint8_t)(1u << (seed >> 28 & 7));
	ok = scan_is_sound(copy, in->size, NULL, NULL);
	if (!ok)
		printf("byte 0x%zx flipped\n", at);
	copy[at] = in->data[at];
	return ok;
}

/*
 * If 'every' is set, flip one bit of each byte. Else flip bits of random bytes, half of
 * them near the start.
 */
static bool flips_at(const struct sample *in, bool every)
{
	uint8_t *copy = exact_copy(in->data, in->size);
	unsigned int seed = FLIPS_SEED;
	size_t tries = every ? in->size : TRIES;
	bool ok = true;

	for (size_t i = 0; i < tries && ok; i++) {
		seed = seed * 1103515245 + 12345;
		ok = flip_is_sound(
		    in, copy, every ? i : (seed >> 4) % (i % 2 ? in->size : SMALL), seed);
	}
	free(copy);
	return ok;
}

static bool flips(const struct sample *in)
{
	return flips_at(in, in->size <= SMALL);
}

static bool every_flip(const struct sample *in)
{
	return flips_at(in, true);
}

/* Replace the little-endian number at 'at' with a wrong one; 'how' selects the number. */
static void lie(uint8_t *at, size_t width, unsigned int how)
{
	uint32_t old = 0;

	for (size_t i = 0; i < width; i++)
		old |= (uint32_t)at[i] << 8 * i;
	const uint32_t others[] = { 0, UINT32_MAX, old + 1, old - 1, old * 2 };

	for (size_t i = 0; i < width; i++)
		at[i] = (uint8_t)(others[how % 5] >> 8 * i);
}

/* Change one number in the 'size' bytes at 'at', and scan. */
static bool header_is_doubted(const struct sample *in, uint8_t *copy, size_t at,
			      size_t size, unsigned int seed)
{
	size_t width = (size_t)1 << (seed >> 8) % 3, where;

	if (size < width)
		return true;
	where = at + (seed >> 16) % (size / width) * width;
	lie(copy + where, width, seed >> 12);
	if (!scan_is_sound(copy, in->size, NULL, NULL)) {
		printf("fails with another number of %zu bytes at 0x%zx\n", width, where);
		return false;
	}
	memcpy(copy + where, in->data + where, width);
	return true;
}

/* Return the next node that is in the input itself, not in unpacked data. */
static const struct gopx_node *next_unpacked(const struct gopx_node *n)
{
	do
		n = node_following(n);
	while (n && gopx_node_space(n));
	return n;
}

/* Change the headers of at most TRIES nodes that are in the input itself. */
static bool headers_of(const struct sample *in, const struct gopx_image *image,
		       uint8_t *copy)
{
	const struct gopx_node *root = gopx_root(image);
	unsigned int seed = LIES_SEED;
	size_t count = 0, index = 0;
	bool ok = true;

	for (const struct gopx_node *n = root; n; n = next_unpacked(n))
		count++;
	for (const struct gopx_node *n = root; n && ok; n = next_unpacked(n)) {
		size_t size = gopx_node_bytes(n).size;

		if (index++ % (count / TRIES + 1))
			continue;
		seed = seed * 1103515245 + 12345;
		ok = header_is_doubted(in, copy, gopx_node_offset(n),
				       size < HEADER ? size : HEADER, seed);
	}
	return ok;
}

static bool headers(const struct sample *in)
{
	uint8_t *copy = exact_copy(in->data, in->size);
	struct gopx_image *image;
	bool ok = gopx_scan(in->data, in->size, NULL, &image) == GOPX_OK &&
		  headers_of(in, image, copy);

	gopx_image_free(image);
	free(copy);
	return ok;
}

static bool threads(const struct sample *in)
{
	static const uint32_t counts[] = { 1, 2, 8 };
	uint32_t digests[3] = { 0 };

	for (size_t i = 0; i < 3; i++) {
		struct gopx_options options = { .struct_size = sizeof(options),
						.threads = counts[i] };

		if (!scan_is_sound(in->data, in->size, &options, &digests[i]))
			return false;
	}
	return digests[0] == digests[1] && digests[0] == digests[2];
}

/* Overwrite bytes of the input that the scan reports as no longer needed. */
static void overwrite(void *copy, const void *data, size_t size)
{
	const uint8_t *start = data;
	uint8_t *own = copy;

	memset(own + (start - own), 0xa5, size);
}

/* The result does not depend on the bytes that were reported as not needed. */
static bool unneeded(const struct sample *in)
{
	uint8_t *copy = exact_copy(in->data, in->size);
	struct gopx_options options = { .struct_size = sizeof(options),
					.unneeded_fn = overwrite,
					.unneeded_ctx = copy };
	uint32_t with, without;
	bool ok;

	ok = scan_is_sound(in->data, in->size, NULL, &without) &&
	     scan_is_sound(copy, in->size, &options, &with) && with == without;
	free(copy);
	return ok;
}

/*
 * Patterns to search for: the signature of a volume, a part of all version 4 GUIDs, a
 * short pattern with a mask, repeated bytes, and a single byte.
 */
static const struct {
	size_t len;
	struct search_byte bytes[16];
} searches[] = {
	{ 4, { { '_', 0xff }, { 'F', 0xff }, { 'V', 0xff }, { 'H', 0xff } } },
	{ 8, { [7] = { 0x40, 0xf0 } } },
	{ 2, { { 0, 0xff }, { 0x01, 0x0f } } },
	{ 3, { { 0xff, 0xff }, { 0xff, 0xff }, { 0xff, 0xff } } },
	{ 1, { { 0x45, 0xff } } },
};

static bool search(const struct sample *in)
{
	struct gopx_image *image;
	bool ok = gopx_scan(in->data, in->size, NULL, &image) == GOPX_OK;

	for (size_t i = 0; ok && i < sizeof(searches) / sizeof(*searches); i++)
		ok = search_is_right(image, searches[i].bytes, searches[i].len);
	gopx_image_free(image);
	return ok;
}

static bool limits(const struct sample *in)
{
	return limits_are_exact(in->data, in->size);
}

struct failing {
	size_t calls, fail_at, live;
};

static void *failing_alloc(void *ctx, size_t size)
{
	struct failing *f = ctx;

	if (++f->calls == f->fail_at)
		return NULL;
	f->live++;
	return malloc(size);
}

static void failing_free(void *ctx, void *ptr)
{
	struct failing *f = ctx;

	if (ptr)
		f->live--;
	free(ptr);
}

/*
 * Scan while the k-th allocation fails. Returns false if the scan makes fewer than k
 * allocations.
 */
static bool scan_failing(const struct sample *in, size_t k, bool *ok)
{
	struct failing f = { .fail_at = k };
	struct gopx_options options = { .struct_size = sizeof(options),
					.alloc_fn = failing_alloc,
					.free_fn = failing_free,
					.alloc_ctx = &f };
	struct gopx_image *image;
	enum gopx_status status = gopx_scan(in->data, in->size, &options, &image);
	bool reached = f.calls >= k;

	*ok = status == (reached ? GOPX_E_NOMEM : GOPX_OK) && !image == reached;
	gopx_image_free(image);
	*ok = *ok && f.live == 0;
	if (!*ok)
		printf("allocation %zu: %s, %zu not freed\n", k, gopx_status_name(status),
		       f.live);
	return reached;
}

static bool allocations(const struct sample *in)
{
	bool ok = true;

	if (in->size > ALLOC_MAX_SIZE)
		return true;
	for (size_t k = 1; ok && scan_failing(in, k, &ok); k++)
		;
	return ok;
}

static const struct property {
	const char *name;
	bool (*holds)(const struct sample *in);
} properties[] = {
	{ "every-prefix", every_prefix },
	{ "every-flip", every_flip },
	{ "prefixes", prefixes },
	{ "flips", flips },
	{ "tree", tree },
	{ "headers", headers },
	{ "threads", threads },
	{ "unneeded", unneeded },
	{ "allocations", allocations },
	{ "search", search },
	{ "limits", limits },
};

static struct sample read_input(const char *name)
{
	struct sample in = { .name = name };
	FILE *file = fopen(name, "rb");
	long size;

	if (!file || fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) < 0) {
		perror(name);
		exit(2);
	}
	rewind(file);
	in.size = (size_t)size;
	in.data = malloc(in.size ? in.size : 1);
	if (!in.data || fread(in.data, 1, in.size, file) != in.size)
		abort();
	fclose(file);
	return in;
}

int main(int argc, char **argv)
{
	const struct property *p = properties;
	const struct property *end = properties + sizeof(properties) / sizeof(*p);

	while (argc > 2 && p < end && strcmp(p->name, argv[1]) != 0)
		p++;
	if (argc <= 2 || p == end) {
		fprintf(stderr, "usage: properties NAME FILE...\n");
		return 2;
	}
	for (int i = 2; i < argc; i++) {
		struct sample in = read_input(argv[i]);
		bool ok = p->holds(&in);

		free(in.data);
		if (!ok) {
			printf("%s: fails for %s\n", p->name, in.name);
			return 1;
		}
	}
	printf("%s: holds for %d files\n", p->name, argc - 2);
	return 0;
}
