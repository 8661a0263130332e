/* SPDX-License-Identifier: BSD-2-Clause */
/* find.c - list the drivers and tables of a firmware image: find IMAGE */
#include <gopx/gopx.h>

#include <inttypes.h>
#include <stdio.h>

static unsigned char data[64 << 20];

static void print_finding(const struct gopx_finding *f)
{
	const struct gopx_gop_info *gop = gopx_finding_gop(f);
	const struct gopx_vbt_info *vbt = gopx_finding_vbt(f);

	/* Later versions may add kinds: skip those that you do not know. */
	if (gop)
		printf("driver, version %s", gop->version ? gop->version : "unknown");
	else if (vbt)
		printf("table, %s", vbt->signature);
	else
		return;
	printf(", %zu bytes%s\n", gopx_finding_body(f).size,
	       gopx_finding_best(f) ? ", best" : "");
	for (size_t i = 0; i < gopx_finding_place_count(f); i++) {
		const struct gopx_place *place = gopx_finding_place_at(f, i);

		printf("  at 0x%" PRIx64 " %s\n", place->offset, place->path);
	}
}

int main(int argc, char **argv)
{
	FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
	size_t size = file ? fread(data, 1, sizeof(data), file) : 0;
	struct gopx_image *image;

	if (!file || ferror(file) || fclose(file)) {
		fprintf(stderr, "find: cannot read an image\n");
		return 2;
	}
	/* A scan never fails because of its input: here it can only run out of memory. */
	if (gopx_scan(data, size, NULL, &image) != GOPX_OK)
		return 2;
	for (size_t i = 0; i < gopx_finding_count(image); i++)
		print_finding(gopx_finding_at(image, i));
	if (!gopx_image_complete(image))
		fprintf(stderr,
			"find: the list may be incomplete: a limit was reached\n");
	gopx_image_free(image);
	return 0;
}
