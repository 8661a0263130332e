/* SPDX-License-Identifier: BSD-2-Clause */
/* images.h - the files of a command line, opened before the first of them is scanned */
#ifndef CLI_SCAN_IMAGES_H
#define CLI_SCAN_IMAGES_H

#include "command.h"
#include "scan/image.h"

struct images {
	struct image *items;
	size_t count;
};

/* Open all of the files.  Those that cannot be opened stay closed, after a message. */
void images_open(struct images *images, const struct operands *files);

/*
 * Scan the images, on several threads, hand each to 'task' in their order, and close
 * it; stop when standard output is lost.  The worst of all outcomes: that of a file that
 * cannot be scanned is trouble.
 */
enum exit_status
images_each(struct images *images, const struct gopx_options *limits,
	    enum exit_status (*task)(const struct image *image, void *ctx), void *ctx);

void images_close(struct images *images);

#endif /* CLI_SCAN_IMAGES_H */
