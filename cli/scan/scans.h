/* SPDX-License-Identifier: BSD-2-Clause */
/* scans.h - images scanned on several threads, and taken in their order */
#ifndef CLI_SCAN_SCANS_H
#define CLI_SCAN_SCANS_H

#include <stdbool.h>
#include <stddef.h>

#include "io/feed/feed.h"
#include "io/system/threads.h"
#include "scan/scanned.h"

/* Threads that scan a few images ahead of the one that is taken; none for one thread. */
struct scans {
	struct feed *feed;      /* NULL: the images were opened before */
	struct scanned *images; /* all of them, or a ring of those that are in work */
	size_t room;            /* of the ring; how many there are without a feed */
	struct gopx_options options;
	bool sums;    /* of the inputs are wanted */
	size_t next;  /* to be scanned */
	size_t taken; /* images that were taken */
	size_t total; /* 0: unknown */
	bool reading; /* a thread reads the next one */
	bool ended;   /* there are no more to be scanned */
	struct threads *threads;
	size_t worker_count;
};

/*
 * 'sums': take the SHA-256 of each input, too, beside the scan where there is a thread
 * for it.
 *
 * Begin to scan 'images', which stay where they are until scans_end().
 */
void scans_begin(struct scans *s, struct scanned *images, size_t count,
		 const struct gopx_options *limits, bool sums);

/* Begin to scan what comes from a feed. */
void scans_begin_feed(struct scans *s, struct feed *feed,
		      const struct gopx_options *limits, bool sums);

/*
 * Wait for the next image, which is to be closed before the next call.  NULL at the end.
 * *done is false after a message, of this or of scanned_open(): it was not scanned.
 */
struct scanned *scans_take(struct scans *s, bool *done);

/* All that is not taken by then may be scanned or not. */
void scans_end(struct scans *s);

/* Scan one image.  False after a message: of this, or of scanned_open(). */
bool image_scan(struct scanned *image, const struct gopx_options *limits);

#endif /* CLI_SCAN_SCANS_H */
