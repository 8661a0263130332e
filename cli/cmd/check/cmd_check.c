/* SPDX-License-Identifier: BSD-2-Clause */
/* cmd_check.c - gopx check */
#include <stdlib.h>
#include <string.h>

#include "cmd/check/check.h"
#include "args/device_option.h"
#include "scan/scans.h"
#include "show/json.h"
#include "show/node.h"
#include "io/report.h"
#include "args/shared.h"
#include "show/scan_json.h"
#include "cmd/commands.h"
#include "scan/command.h"

struct check_values {
	struct shared_values shared;
	int format; /* enum check_format */
	bool all;
};

static const struct option options[] = {
	{ "all", 0, OPTION_FLAG, offsetof(struct check_values, all), NULL,
	  "also fail for recorded images that are not given" },
	{ "format", 0, OPTION_CHOICE, offsetof(struct check_values, format),
	  CHECK_FORMAT_WORDS, "output for people (text) or for programs" },
};

static const struct option_table own_options = { "Options", options,
						 sizeof(options) / sizeof(*options) };

struct check {
	const struct check_values *values;
	struct check_records records;
	struct check_result *results;
	size_t count;
};

/*
 * Scan with the options of the record: for the same device, and with the drivers of other
 * makers if the record has such drivers.
 */
static struct gopx_options options_of(const json_t *recorded, struct gopx_options given)
{
	const json_t *device = json_object_get(recorded, "device");
	const json_t *findings = json_object_get(recorded, "findings");
	const char *id = json_string_value(json_object_get(device, "id"));

	if (id)
		device_parse(id, &given);
	for (size_t i = 0; i < json_array_size(findings); i++) {
		const json_t *f = json_array_get(findings, i);
		const char *kind = json_string_value(json_object_get(f, "kind"));

		given.other_drivers |= kind &&
				       !strcmp(kind, kind_name(GOPX_FINDING_OTHER_GOP));
	}
	return given;
}

static enum check_outcome check_image(struct check *check, struct scanned *image,
				      bool only, json_t **differences)
{
	json_t *recorded = check_record_of(&check->records, image->input.path, only);
	struct gopx_options as_recorded;
	json_t *now;

	/* The image could not be opened; a message reports that. */
	if (!image->input.bytes.size)
		return CHECK_UNREADABLE;
	if (!recorded)
		return CHECK_UNKNOWN;
	as_recorded = options_of(recorded, check->values->shared.limits);
	if (!image_scan(image, &as_recorded))
		return CHECK_UNREADABLE;
	now = scan_json(image, &as_recorded);
	*differences = check_differences(recorded, now);
	json_decref(now);
	return json_array_size(*differences) ? CHECK_DIFFERS : CHECK_SAME;
}

static void check_images(struct check *check, struct scanned *images, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct scanned *image = &images[i];
		struct check_result *r = &check->results[check->count++];

		*r = (struct check_result){ .file = json_file_name(image->input.path) };
		r->outcome = check_image(check, image, count == 1, &r->differences);
		r->fault = image->fault;
		image->fault = NULL;
		scanned_close(image);
	}
}

static void check_absent(struct check *check)
{
	for (size_t i = 0; i < json_array_size(check->records.list); i++) {
		json_t *record = json_array_get(check->records.list, i);

		if (!check->records.used[i])
			check->results[check->count++] = (struct check_result){
				.file = json_incref(json_object_get(record, "file")),
				.outcome = CHECK_ABSENT,
			};
	}
}

static enum exit_status status_of(const struct check *check)
{
	enum exit_status status = EXIT_FOUND;

	for (size_t i = 0; i < check->count; i++) {
		if (check->results[i].outcome == CHECK_UNREADABLE)
			status = exit_worse(status, EXIT_TROUBLE);
		else if (check->results[i].outcome != CHECK_SAME)
			status = exit_worse(status, EXIT_NOT_FOUND);
	}
	return status;
}

static enum exit_status compare(struct check *check, struct scanned *images, size_t count)
{
	size_t most = count + json_array_size(check->records.list);
	enum exit_status status;

	check->results = need_memory(NULL, most * sizeof(*check->results));
	check_images(check, images, count);
	if (check->values->all)
		check_absent(check);
	check_print((enum check_format)check->values->format, check->results,
		    check->count);
	status = status_of(check);
	for (size_t i = 0; i < check->count; i++) {
		json_decref(check->results[i].file);
		json_decref(check->results[i].differences);
		free(check->results[i].fault);
	}
	free(check->results);
	return status;
}

static const char *check_given(void *values, const struct operands *operands)
{
	(void)values;
	return operands->count < 2 ? "give EXPECTED and an image; see 'gopx help check'"
				   : NULL;
}

static void request(const void *values, const struct operands *operands,
		    struct request *request)
{
	(void)values;
	for (int i = 0; i < operands->count; i++)
		request_file(request, operands->words[i],
			     i ? WANTED_MAYBE : WANTED_BYTES);
}

static enum exit_status check_all(struct work *work, enum exit_status status)
{
	struct check check = { .values = work->values };

	if (!check_records_read(&check.records, &work->images[0].input))
		return EXIT_TROUBLE;
	status = exit_worse(status, compare(&check, work->images + 1, work->count - 1));
	check_records_close(&check.records);
	return status;
}

static const struct option_table *const tables[] = { &own_options, &limit_options,
						     &common_options, NULL };

const struct command check_command = {
	.name = "check",
	.summary = "compare images with a recorded answer",
	.usage = "[OPTION]... EXPECTED FILE...",
	.about = "Compares the contents of images with EXPECTED, which 'gopx scan "
		 "--json' wrote.\nKeys that you delete from EXPECTED are not compared.",
	.options = tables,
	.values_size = sizeof(struct check_values),
	.takes = TAKES_ANY,
	.check = check_given,
	.request = request,
	.task = check_all,
};
