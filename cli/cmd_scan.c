/* SPDX-License-Identifier: BSD-2-Clause */
/* cmd_scan.c - gopx scan */
#include "command.h"
#include "image.h"
#include "json.h"
#include "output.h"
#include "report.h"
#include "scan_print.h"
#include "shared.h"

struct scan_values {
	struct shared_values shared;
	bool json;
	bool strict;
};

static const struct option options[] = {
	{ "json", 0, OPTION_FLAG, offsetof(struct scan_values, json), NULL,
	  "one JSON object a line, one line a file" },
	{ "strict", 0, OPTION_FLAG, offsetof(struct scan_values, strict), NULL,
	  "exit 3 when an image is damaged or not seen whole" },
};

const struct option_table scan_options = { "Options", options,
					   sizeof(options) / sizeof(*options) };

static enum exit_status scan_file(const struct scan_values *values, const char *path)
{
	enum exit_status status = EXIT_FOUND;
	struct image image;
	bool found;

	if (!image_open(&image, path, &values->shared.limits))
		return EXIT_TROUBLE;
	found = image_has(&image, GOPX_FINDING_GOP) ||
		image_has(&image, GOPX_FINDING_VBT);
	if (values->json)
		scan_print_json(&image);
	else if (found)
		scan_print_text(&image);
	if (!found) {
		report(image.input.name,
		       "no Intel graphics driver and no video BIOS table in this image");
		status = EXIT_NOT_FOUND;
	} else if (values->strict && image_flawed(&image)) {
		status = EXIT_DAMAGED;
	}
	/* The JSON has them all. */
	if (!values->json)
		image_notes(&image, !found);
	image_close(&image);
	output_flush();
	return status;
}

enum exit_status scan_run(const struct command *self, int argc, char **argv)
{
	struct operands files = { argc, argv };
	struct scan_values values = { 0 };
	enum exit_status status;

	if (!command_begin(self, &files, &values, &status))
		return status;
	if (!files.count) {
		report(self->name, "which file? 'gopx help scan' tells more");
		return EXIT_TROUBLE;
	}
	if (values.json)
		json_begin();
	for (int i = 0; i < files.count && !ferror(stdout); i++)
		status = exit_worse(status, scan_file(&values, files.words[i]));
	return status;
}
