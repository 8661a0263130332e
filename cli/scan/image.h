/* SPDX-License-Identifier: BSD-2-Clause */
/* image.h - an input, scanned, and what is worth saying about that */
#ifndef CLI_SCAN_IMAGE_H
#define CLI_SCAN_IMAGE_H

#include "io/input.h"

struct image {
	struct input input;
	struct gopx_image *scan;
	enum gopx_status status; /* of the scan */
	bool done;               /* scanned, well or not; for scans.c */
};

/* Open the input alone.  False after a message; image_scan() is then false, too. */
bool image_open(struct image *image, const char *path);

/* False after a message: of this, or of image_open(). */
bool image_scan(struct image *image, const struct gopx_options *limits);

/* Whether it was opened and scanned or not. */
void image_close(struct image *image);

/* Damaged, or not seen whole: what --strict is about. */
bool image_flawed(const struct image *image);

/* True when there is a finding of the kind. */
bool image_has(const struct image *image, enum gopx_finding_kind kind);

/*
 * On standard error: damage, a scan cut short, and, when something was
 * 'missing', what could not be looked into.
 */
void image_notes(const struct image *image, bool missing);

#endif /* CLI_SCAN_IMAGE_H */
