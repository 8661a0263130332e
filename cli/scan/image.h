/* SPDX-License-Identifier: BSD-2-Clause */
/* image.h - an input, and what was found in it */
#ifndef CLI_SCAN_IMAGE_H
#define CLI_SCAN_IMAGE_H

#include "io/input.h"

struct image {
	struct input input;
	struct gopx_image *scan;
	enum gopx_status status; /* of the scan */
	bool done;               /* scanned, well or not; for scans.c */
};

/* Open the input alone.  False after a message; a scan of it fails then, too. */
bool image_open(struct image *image, const char *path);

/* Whether it was opened and scanned or not. */
void image_close(struct image *image);

/* True when there is a finding of the kind. */
bool image_has(const struct image *image, enum gopx_finding_kind kind);

/* The best finding of a kind; NULL when there is none, or none is for the device. */
const struct gopx_finding *image_best(const struct image *image,
				      enum gopx_finding_kind kind);

#endif /* CLI_SCAN_IMAGE_H */
