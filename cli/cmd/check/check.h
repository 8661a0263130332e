/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * check.h - compare images with recorded answers, and report in three formats
 *
 * A recorded answer is an object that gopx scan --json wrote.  The command does not
 * compare keys that the record lacks.  So users may delete keys, and old records stay
 * valid.
 */
#ifndef CLI_CHECK_CHECK_H
#define CLI_CHECK_CHECK_H

#include <stdbool.h>

#include <jansson.h>

#include "io/input.h"

struct check_records {
	json_t *list; /* the objects */
	bool *used;   /* used[i]: the user gave the image of the i-th object */
};

/*
 * Read the objects of a file.  On failure, prints a message and returns false; then
 * nothing needs to be closed.
 */
bool check_records_read(struct check_records *records, const struct input *in);
void check_records_close(struct check_records *records);

/*
 * Find the object for the image 'path': the object with the same path, or else the object
 * whose path ends with the most components of the end of 'path'.  If 'only' is true and
 * the record has a single object, returns that object.  Returns NULL if no object fits,
 * or if several fit equally well.
 */
json_t *check_record_of(struct check_records *records, const char *path, bool only);

/*
 * Returns an array with a clause for each difference; it is empty if there is no
 * difference.
 */
json_t *check_differences(json_t *recorded, json_t *now);

enum check_outcome {
	CHECK_SAME,
	CHECK_DIFFERS,
	CHECK_UNKNOWN, /* the record has no object for the image */
	CHECK_ABSENT,  /* the image is in the record, but was not given */
	/* The image cannot be scanned; standard error has the message. */
	CHECK_UNREADABLE,
};

struct check_result {
	json_t *file; /* the name of the image, as in JSON */
	enum check_outcome outcome;
	json_t *differences; /* NULL if nothing was compared */
	char *fault; /* why the image cannot be scanned; NULL if that is unknown */
};

enum check_format { CHECK_TEXT, CHECK_TAP, CHECK_JUNIT };

#define CHECK_FORMAT_WORDS "text|tap|junit"

void check_print(enum check_format format, const struct check_result *results,
		 size_t count);

#endif /* CLI_CHECK_CHECK_H */
