/* SPDX-License-Identifier: BSD-2-Clause */
/* image.c - an input, and what was found in it */
#include "scan/image.h"

bool image_open(struct image *image, const char *path)
{
	image->scan = NULL;
	return input_open(&image->input, path);
}

void image_close(struct image *image)
{
	gopx_image_free(image->scan);
	image->scan = NULL;
	input_close(&image->input);
}

bool image_has(const struct image *image, enum gopx_finding_kind kind)
{
	for (size_t i = 0; i < gopx_finding_count(image->scan); i++) {
		if (gopx_finding_kind(gopx_finding_at(image->scan, i)) == kind)
			return true;
	}
	return false;
}

const struct gopx_finding *image_best(const struct image *image,
				      enum gopx_finding_kind kind)
{
	for (size_t i = 0; i < gopx_finding_count(image->scan); i++) {
		const struct gopx_finding *f = gopx_finding_at(image->scan, i);

		if (gopx_finding_kind(f) == kind && gopx_finding_best(f))
			return f;
	}
	return NULL;
}
