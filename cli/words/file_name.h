/* SPDX-License-Identifier: BSD-2-Clause */
/* file_name.h - the name of a file in JSON, and a short key for it */
#ifndef CLI_WORDS_FILE_NAME_H
#define CLI_WORDS_FILE_NAME_H

#include <stddef.h>
#include <stdint.h>

/*
 * Valid UTF-8 stays unchanged.  Each other byte becomes \xNN, and each backslash becomes
 * two, so that different names stay different.  'to' has room for 4 * strlen(name) + 1
 * bytes.
 */
void file_name_escape(const char *name, char *to);

/* Names with the same key are equal, unless SHA-256 is broken. */
struct file_name_key {
	uint8_t bytes[16];
};

/* The key of an escaped name. */
struct file_name_key file_name_key(const char *escaped);

/* For qsort() and bsearch(). */
int file_name_key_order(const void *a, const void *b);

#endif /* CLI_WORDS_FILE_NAME_H */
