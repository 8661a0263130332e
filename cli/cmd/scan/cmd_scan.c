/* SPDX-License-Identifier: BSD-2-Clause */
/* cmd_scan.c - gopx scan */
#include "command.h"
#include "args/device.h"
#include "io/host.h"
#include "scan/images.h"
#include "show/device.h"
#include "show/json.h"
#include "io/report.h"
#include "cmd/scan/scan_print.h"
#include "io/sandbox.h"
#include "args/shared.h"
#include "show/notes.h"
#include "show/scan_json.h"

struct scan_values {
	struct shared_values shared;
	bool host;
	bool json;
	bool strict;
	bool any; /* of the host's: holds what was asked for */
};

static const struct option options[] = {
	{ "all-drivers", 0, OPTION_FLAG,
	  offsetof(struct scan_values, shared.limits.other_drivers), NULL,
	  "list graphics drivers of other makers, too" },
	{ "host", 0, OPTION_FLAG, offsetof(struct scan_values, host), NULL,
	  "scan what this machine offers of its firmware" },
	{ "json", 0, OPTION_FLAG, offsetof(struct scan_values, json), NULL,
	  "one JSON object a line, one line a file" },
	{ "strict", 0, OPTION_FLAG, offsetof(struct scan_values, strict), NULL,
	  "exit 3 when an image is damaged or not seen whole" },
};

const struct option_table scan_options = { "Options", options,
					   sizeof(options) / sizeof(*options) };

/* Nothing that was asked for is in the image: say so. */
static void say_missing(const struct image *image, const struct gopx_options *limits,
			bool found)
{
	if (found)
		report(image->input.name, "no driver for %s in this image",
		       device_title(limits).text);
	else
		report(image->input.name,
		       "no Intel graphics driver and no video BIOS table in this image");
}

static enum exit_status scan_image(const struct image *image, void *ctx)
{
	struct scan_values *values = ctx;
	const struct gopx_options *limits = &values->shared.limits;
	enum exit_status status = EXIT_FOUND;
	bool found = image_has(image, GOPX_FINDING_GOP) ||
		     image_has(image, GOPX_FINDING_VBT) ||
		     image_has(image, GOPX_FINDING_OTHER_GOP);
	bool wanted = found && (!device_asked(limits) || values->host ||
				image_best(image, GOPX_FINDING_GOP) != NULL);

	if (values->json)
		json_print(scan_json(image, limits));
	else if (found)
		scan_print_text(image, limits);
	if (!wanted) {
		say_missing(image, limits, found);
		status = EXIT_NOT_FOUND;
	} else if (values->strict && image_flawed(image)) {
		status = EXIT_DAMAGED;
	}
	values->any |= wanted;
	/* The JSON has them all. */
	if (!values->json)
		image_notes(image, !wanted);
	return status;
}

static enum exit_status scan_files(struct scan_values *values,
				   const struct operands *files)
{
	struct images images;

	if (values->json)
		json_begin();
	images_open(&images, files);
	sandbox_enter(&values->shared, NULL, images.count);
	return images_each(&images, &values->shared.limits, scan_image, values);
}

/* The table is in one file and the driver in another: one that has something is enough.
 */
static enum exit_status scan_host(const struct command *self, struct scan_values *values)
{
	const char *sysroot = values->shared.sysroot ? values->shared.sysroot : "";
	enum exit_status status = EXIT_NOT_FOUND;
	struct host_files files;

	if (!values->shared.device) {
		values->shared.device = "auto";
		if (!device_resolve(self->name, &values->shared))
			return EXIT_NOT_FOUND;
		report(self->name, "0000:00:02.0: %s",
		       device_title(&values->shared.limits).text);
	}
	host_gather(&files, sysroot);
	if (files.count)
		status = scan_files(values,
				    &(struct operands){ (int)files.count, files.paths });
	if (status == EXIT_NOT_FOUND && values->any)
		status = EXIT_FOUND;
	host_free(&files);
	return status;
}

enum exit_status scan_run(const struct command *self, int argc, char **argv)
{
	struct operands files = { argc, argv };
	struct scan_values values = { 0 };
	enum exit_status status;

	if (!command_begin(self, &files, &values, &status))
		return status;
	if (!files.count != values.host) {
		report(self->name, values.host
				       ? "--host takes no FILE"
				       : "which file? 'gopx help scan' tells more");
		return EXIT_TROUBLE;
	}
	return values.host ? scan_host(self, &values) : scan_files(&values, &files);
}
