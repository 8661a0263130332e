/* SPDX-License-Identifier: BSD-2-Clause */
/* extract.c - take the best driver of an image into memory: extract < IMAGE > DRIVER */
#include <gopx/gopx.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned char data[64 << 20];

/*
 * Return a copy of the best driver in the 'size' bytes at 'bytes'. The caller frees it.
 * NULL if there is no driver, or no memory.
 */
static unsigned char *best_driver(const void *bytes, size_t size, size_t *out_size)
{
	unsigned char *copy = NULL;
	struct gopx_image *image;

	if (gopx_scan(bytes, size, NULL, &image) != GOPX_OK)
		return NULL;
	for (size_t i = 0; !copy && i < gopx_finding_count(image); i++) {
		const struct gopx_finding *f = gopx_finding_at(image, i);
		struct gopx_bytes body = gopx_finding_body(f);

		if (gopx_finding_kind(f) != GOPX_FINDING_GOP || !gopx_finding_best(f))
			continue;
		copy = malloc(body.size);
		if (copy)
			memcpy(copy, body.data, body.size);
		*out_size = body.size;
	}
	/* This frees the bodies of the findings, too: copy them before. */
	gopx_image_free(image);
	return copy;
}

int main(void)
{
	size_t size = fread(data, 1, sizeof(data), stdin);
	size_t driver_size = 0;
	unsigned char *driver = best_driver(data, size, &driver_size);
	int done;

	if (!driver) {
		fprintf(stderr, "extract: no driver\n");
		return 1;
	}
	done = fwrite(driver, 1, driver_size, stdout) == driver_size;
	free(driver);
	return done && fflush(stdout) == 0 ? 0 : 2;
}
