/* SPDX-License-Identifier: BSD-2-Clause */
/* image.h - an input, scanned, and what is worth saying about that */
#ifndef CLI_IMAGE_H
#define CLI_IMAGE_H

#include "input.h"

struct image {
	struct input input;
	struct gopx_image *scan;
};

/* False after a message, and then there is nothing to close. */
bool image_open(struct image *image, const char *path, const struct gopx_options *limits);

/* Scan an input that is there.  False after a message. */
bool image_scan(struct image *image, const struct gopx_options *limits);

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

#endif /* CLI_IMAGE_H */
