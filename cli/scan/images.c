/* SPDX-License-Identifier: BSD-2-Clause */
/* images.c - the files of a command line, opened before the first of them is scanned */
#include "scan/images.h"

#include <stdlib.h>

#include "io/streams.h"
#include "io/report.h"
#include "scan/scans.h"

void images_open(struct images *images, const struct operands *files)
{
	images->count = (size_t)files->count;
	images->items = need_memory(NULL, images->count * sizeof(*images->items));
	for (size_t i = 0; i < images->count; i++)
		image_open(&images->items[i], files->words[i]);
}

enum exit_status
images_each(struct images *images, const struct gopx_options *limits,
	    enum exit_status (*task)(const struct image *image, void *ctx), void *ctx)
{
	enum exit_status worst = EXIT_FOUND;
	struct scans scans;

	scans_begin(&scans, images->items, images->count, limits);
	for (size_t i = 0; i < images->count && !ferror(stdout); i++) {
		struct image *image = &images->items[i];
		enum exit_status status = EXIT_TROUBLE;

		if (scans_take(&scans))
			status = task(image, ctx);
		worst = exit_worse(worst, status);
		image_close(image);
		streams_flush();
	}
	scans_end(&scans);
	images_close(images);
	return worst;
}

void images_close(struct images *images)
{
	for (size_t i = 0; i < images->count; i++)
		image_close(&images->items[i]);
	free(images->items);
	*images = (struct images){ NULL, 0 };
}
