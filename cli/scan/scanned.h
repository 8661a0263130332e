/* SPDX-License-Identifier: BSD-2-Clause */
/* scanned.h - an input and its findings */
#ifndef CLI_SCAN_SCANNED_H
#define CLI_SCAN_SCANNED_H

#include "io/input.h"
#include "words/sha256.h"

/* What a command needs from the scan of each image. */
struct scan_wants {
	/* compute the SHA-256 of each input, on another thread if one is free */
	bool sums;
	bool findings_only; /* only the findings are read later, so a scan may free the
			       other bytes of its input */
};

struct scanned {
	struct input input;
	struct gopx_image *scan;
	enum gopx_status status; /* status of the scan */
	struct sha256_text sum;  /* SHA-256 of the input; empty if it is not needed */
	char *why; /* why the input could not be read; NULL after this was reported */
	bool done; /* scanned, with or without success; for scans.c */
	bool keep; /* keep the scan for the next command of this process */
	struct gopx_options limits; /* of the scan */
	char *fault;                /* why scanned_open() failed; NULL if it did not */
};

/*
 * Open the input, without a scan.  On failure, prints a message and returns false; then a
 * scan fails, too.
 */
bool scanned_open(struct scanned *image, const char *path);

/* Free the image.  This also works if it was not opened or not scanned. */
void scanned_close(struct scanned *image);

/*
 * Scan the image, unless an earlier command of this process scanned it with the same
 * limits.
 */
void scanned_scan(struct scanned *image, const struct gopx_options *limits);

/* True if the SHA-256 must be computed.  Otherwise an earlier command has computed it. */
bool scanned_needs_sum(const struct scanned *image);

/* True if the scan ended at an archive that this process cannot open. */
bool scanned_needs_successor(const struct scanned *image);

/* True if there is a finding of this kind. */
bool scanned_has(const struct scanned *image, enum gopx_finding_kind kind);

/* The best finding of a kind; NULL if there is none, or none for the device. */
const struct gopx_finding *scanned_best(const struct scanned *image,
					enum gopx_finding_kind kind);

#endif /* CLI_SCAN_SCANNED_H */
