/* SPDX-License-Identifier: BSD-2-Clause */
/* consumer.c - counts what gopx finds in a file: "0.1.0 gop 1 vbt 2" */
#include <gopx/gopx.h>

#include <stdio.h>

static unsigned char data[1 << 20];

int main(int argc, char **argv)
{
	FILE *file = argc > 1 ? fopen(argv[1], "rb") : NULL;
	size_t size = file ? fread(data, 1, sizeof(data), file) : 0;
	struct gopx_image *image;
	unsigned found[3] = { 0 };

	if (gopx_scan(data, size, NULL, &image) != GOPX_OK)
		return 1;
	for (size_t i = 0; i < gopx_finding_count(image); i++) {
		const struct gopx_finding *f = gopx_finding_at(image, i);

		if (gopx_finding_kind(f) <= GOPX_FINDING_VBT)
			found[gopx_finding_kind(f)]++;
	}
	gopx_image_free(image);
	printf("%s gop %u vbt %u\n", gopx_version(), found[GOPX_FINDING_GOP],
	       found[GOPX_FINDING_VBT]);
	return file ? fclose(file) : 1;
}
