/* SPDX-License-Identifier: BSD-2-Clause */
/* scanned.c - an input and its findings */
#include "scan/scanned.h"

bool scanned_open(struct scanned *image, const char *path)
{
	image->scan = NULL;
	return input_open(&image->input, path);
}

void scanned_close(struct scanned *image)
{
	gopx_image_free(image->scan);
	image->scan = NULL;
	input_close(&image->input);
}

bool scanned_has(const struct scanned *image, enum gopx_finding_kind kind)
{
	for (size_t i = 0; i < gopx_finding_count(image->scan); i++) {
		if (gopx_finding_kind(gopx_finding_at(image->scan, i)) == kind)
			return true;
	}
	return false;
}

const struct gopx_finding *scanned_best(const struct scanned *image,
					enum gopx_finding_kind kind)
{
	for (size_t i = 0; i < gopx_finding_count(image->scan); i++) {
		const struct gopx_finding *f = gopx_finding_at(image->scan, i);

		if (gopx_finding_kind(f) == kind && gopx_finding_best(f))
			return f;
	}
	return NULL;
}
