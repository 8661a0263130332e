/* SPDX-License-Identifier: BSD-2-Clause */
/* notes.h - what is worth saying about an image, on standard error */
#ifndef CLI_SHOW_NOTES_H
#define CLI_SHOW_NOTES_H

#include "scan/image.h"

/* Damaged, or not seen whole: what --strict is about. */
bool image_flawed(const struct image *image);

/*
 * On standard error: damage, a scan cut short, and, when something was
 * 'missing', what could not be looked into.
 */
void image_notes(const struct image *image, bool missing);

/*
 * The same where nothing of what was asked for is in it, and what was read: the ground
 * of the verdict, which comes after.
 */
void image_nothing(const struct image *image);

/* Report that nothing of a kind, the words, is in the image, or none for the device. */
void image_say_missing(const struct image *image, const struct gopx_options *limits,
		       const char *what);

#endif /* CLI_SHOW_NOTES_H */
