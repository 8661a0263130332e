/* SPDX-License-Identifier: BSD-2-Clause */
/* scans.h - scan images on several threads, and deliver them in order */
#ifndef CLI_SCAN_SCANS_H
#define CLI_SCAN_SCANS_H

#include <stdbool.h>
#include <stddef.h>

#include "io/feed/feed.h"
#include "io/system/threads.h"
#include "scan/scanned.h"

/*
 * Scans that run on threads: the threads scan some images in advance.  With a limit of
 * one thread, no thread is started.
 */
struct scans {
	struct feed *feed;      /* NULL: the images are already open */
	struct scanned *images; /* all images, or a ring of the current ones */
	size_t room; /* size of the ring; without a feed, the number of images */
	struct gopx_options options;
	struct scan_wants wants;
	size_t next;  /* index of the next image to scan */
	size_t taken; /* images that were delivered */
	size_t total; /* 0: unknown */
	bool reading; /* a thread is reading the next image */
	bool ended;   /* there are no more images to scan */
	struct threads *threads;
	size_t worker_count;
};

/* Begin to scan 'images', which must stay in place until scans_end(). */
void scans_begin(struct scans *s, struct scanned *images, size_t count,
		 const struct gopx_options *limits, const struct scan_wants *wants);

/* Begin to scan the files of a feed. */
void scans_begin_feed(struct scans *s, struct feed *feed,
		      const struct gopx_options *limits, const struct scan_wants *wants);

/*
 * Wait for the next image; close it before the next call.  NULL at the end.  *done is
 * false if the image was not scanned; then this function or scanned_open() has printed a
 * message.
 */
struct scanned *scans_take(struct scans *s, bool *done);

/* End the scans.  Images that were not delivered need not have been scanned. */
void scans_end(struct scans *s);

/*
 * Scan one image.  On failure, returns false; then this function or scanned_open() has
 * printed a message.
 */
bool image_scan(struct scanned *image, const struct gopx_options *limits);

#endif /* CLI_SCAN_SCANS_H */
