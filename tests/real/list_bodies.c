/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * list_bodies.c - lists every node of a scanned file
 *
 * Each line has these fields, separated by tabs: depth, type, subtype, GUID, name, size
 * of the body, and SHA-256 of the body. "-" means no GUID or no name. The exit status is
 * 0, or 2 if the file cannot be read or the scan fails.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include <nettle/sha2.h>

#include <gopx/gopx.h>

#include "read_all.h"

static const char *or_dash(const char *text)
{
	return text ? text : "-";
}

static void print_sha256(struct gopx_bytes bytes)
{
	uint8_t digest[SHA256_DIGEST_SIZE];
	struct sha256_ctx ctx;

	sha256_init(&ctx);
	if (bytes.size)
		sha256_update(&ctx, bytes.size, bytes.data);
	sha256_digest(&ctx, sizeof(digest), digest);
	for (size_t i = 0; i < sizeof(digest); i++)
		printf("%02x", digest[i]);
}

static void print_node(const struct gopx_node *n, unsigned int depth)
{
	struct gopx_bytes body = gopx_node_body(n);

	printf("%u\t%s\t%s\t%s\t%s\t%zu\t", depth, gopx_node_type(n),
	       or_dash(gopx_node_subtype(n)), or_dash(gopx_node_guid(n)),
	       or_dash(gopx_node_name(n)), body.size);
	print_sha256(body);
	putchar('\n');
}

/*
 * Print the nodes depth first, without recursion, because the tree may be deeper than the
 * stack allows.
 */
static void print_tree(const struct gopx_node *n)
{
	unsigned int depth = 0;

	while (n) {
		const struct gopx_node *next = gopx_node_child(n);

		print_node(n, depth);
		if (next)
			depth++;
		while (n && !next) {
			next = gopx_node_next(n);
			if (!next) {
				n = gopx_node_parent(n);
				depth--;
			}
		}
		n = next;
	}
}

int main(int argc, char **argv)
{
	FILE *f = argc == 2 ? fopen(argv[1], "rb") : NULL;
	struct gopx_image *image = NULL;
	size_t size = 0;
	void *data = f ? read_all(f, &size) : NULL;
	int status = 2;

	if (data && gopx_scan(data, size, NULL, &image) == GOPX_OK) {
		print_tree(gopx_root(image));
		status = fflush(stdout) ? 2 : 0;
	} else {
		fprintf(stderr, "list_bodies: %s: cannot be read or scanned\n",
			argc == 2 ? argv[1] : "one file");
	}
	gopx_image_free(image);
	free(data);
	if (f)
		fclose(f);
	return status;
}
