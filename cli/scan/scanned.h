/* SPDX-License-Identifier: BSD-2-Clause */
/* scanned.h - an input, and what was found in it */
#ifndef CLI_SCAN_SCANNED_H
#define CLI_SCAN_SCANNED_H

#include "io/input.h"
#include "words/sha256.h"

struct scanned {
	struct input input;
	struct gopx_image *scan;
	enum gopx_status status; /* of the scan */
	struct sha256_text sum;  /* of the input; empty where nobody asked for it */
	char *why;               /* there are no bytes; until it is reported */
	bool done;               /* scanned, well or not; for scans.c */
};

/* Open the input alone.  False after a message; a scan of it fails then, too. */
bool scanned_open(struct scanned *image, const char *path);

/* Whether it was opened and scanned or not. */
void scanned_close(struct scanned *image);

/* True when there is a finding of the kind. */
bool scanned_has(const struct scanned *image, enum gopx_finding_kind kind);

/* The best finding of a kind; NULL when there is none, or none is for the device. */
const struct gopx_finding *scanned_best(const struct scanned *image,
					enum gopx_finding_kind kind);

#endif /* CLI_SCAN_SCANNED_H */
