/* SPDX-License-Identifier: BSD-2-Clause */
/* warnings.h - warnings about an image, on standard error */
#ifndef CLI_SHOW_WARNINGS_H
#define CLI_SHOW_WARNINGS_H

#include "scan/scanned.h"
#include "words/exit_status.h"

/*
 * True if the image is damaged or only partly scanned.  With --strict, such an image
 * gives exit status 3.
 */
bool scanned_flawed(const struct scanned *image);

/*
 * The exit status of work on an image that ended with 'status'.  With --strict, the
 * status of a damaged or partly scanned image is 3, because neither "found" nor "not
 * found" is reliable.
 */
enum exit_status scanned_judge(const struct scanned *image, bool strict,
			       enum exit_status status);

enum warn {
	WARN_OF_FLAWS,  /* report damage, and a scan that stopped early */
	WARN_OF_CLOSED, /* a result is missing: also report pieces that gopx could not
			   open */
};

/* Report on standard error what is wrong with an image. */
void warn_about(const struct scanned *image, enum warn what);

/*
 * For an image without a result: report what is wrong with it, and then what gopx has
 * read in it.  The caller then prints the verdict.
 */
void warn_of_nothing(const struct scanned *image);

/*
 * Report that the image has no 'what' ("Intel graphics driver"), or none for the given
 * device.
 */
void warn_of_missing(const struct scanned *image, const struct gopx_options *limits,
		     const char *what);

#endif /* CLI_SHOW_WARNINGS_H */
