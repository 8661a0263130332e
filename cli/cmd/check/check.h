/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * check.h - recorded answers, what differs from them, and three ways to say it
 *
 * A recorded answer is an object that gopx scan --json wrote.  What it does not
 * have is not compared: keys may be taken out, and older ones stay of use.
 */
#ifndef CLI_CHECK_CHECK_H
#define CLI_CHECK_CHECK_H

#include <stdbool.h>

#include <jansson.h>

#include "io/input.h"

struct check_records {
	json_t *list; /* the objects */
	bool *used;   /* each of them was asked for */
};

/* Read the objects of a file.  False after a message, with nothing to close. */
bool check_records_read(struct check_records *records, const struct input *in);
void check_records_close(struct check_records *records);

/*
 * The object of an image: the one of the same name, or the one whose name ends
 * like this one's, in most components of the path; when there is but one image
 * and one object, that.  NULL when there is none, or no single one.
 */
json_t *check_record_of(struct check_records *records, const char *path, bool only);

/* A clause for each difference: an array of strings, empty when there is none. */
json_t *check_differences(json_t *recorded, json_t *now);

enum check_outcome {
	CHECK_SAME,
	CHECK_DIFFERS,
	CHECK_UNKNOWN,    /* nothing is recorded for the image */
	CHECK_ABSENT,     /* recorded, and not given */
	CHECK_UNREADABLE, /* standard error says why */
};

struct check_result {
	json_t *file; /* its name as in JSON */
	enum check_outcome outcome;
	json_t *differences; /* NULL when nothing was compared */
};

enum check_format { CHECK_TEXT, CHECK_TAP, CHECK_JUNIT };

#define CHECK_FORMAT_WORDS "text|tap|junit"

void check_print(enum check_format format, const struct check_result *results,
		 size_t count);

#endif /* CLI_CHECK_CHECK_H */
