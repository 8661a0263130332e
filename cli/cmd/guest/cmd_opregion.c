/* SPDX-License-Identifier: BSD-2-Clause */
/* cmd_opregion.c - gopx opregion: an OpRegion for QEMU's fw_cfg, with a table in it */
#include <stdlib.h>

#include <gopx/build.h>

#include "command.h"
#include "io/output.h"
#include "io/report.h"
#include "io/sandbox.h"
#include "scan/scans.h"
#include "show/notes.h"

struct opregion_values {
	struct shared_values shared;
	const char *vbt, *output;
	bool force;
};

#define AT(member) offsetof(struct opregion_values, member)

static const struct option options[] = {
	{ "vbt", 0, OPTION_TEXT, AT(vbt), "FILE",
	  "take this table, or the best one of this image" },
	{ "output", 'o', OPTION_TEXT, AT(output), "FILE", "write the OpRegion to FILE" },
	{ "force", 0, OPTION_FLAG, AT(force), NULL, "replace a file that exists" },
};

const struct option_table opregion_options = { "Options", options,
					       sizeof(options) / sizeof(*options) };

static enum exit_status write_region(const struct image *image,
				     const struct opregion_values *values,
				     struct output_target *target)
{
	const struct gopx_finding *f = image_best(image, GOPX_FINDING_VBT);
	struct gopx_bytes table = f ? gopx_finding_trimmed(f) : (struct gopx_bytes){ 0 };
	size_t size = gopx_opregion_size(table);
	enum exit_status status = EXIT_TROUBLE;
	uint8_t *region;

	if (!size) {
		image_say_missing(image, &values->shared.limits, "video BIOS table");
		image_notes(image, true);
		return EXIT_NOT_FOUND;
	}
	region = need_memory(NULL, size);
	target->file.bytes = (struct gopx_bytes){ region, size };
	if (gopx_opregion_write(table, region, size) == GOPX_OK &&
	    output_write(&target->dir, &target->file, 1, values->force)) {
		output_print(&target->dir, &target->file, 1);
		status = EXIT_FOUND;
	}
	free(region);
	return status;
}

static enum exit_status make(struct image *image, const struct opregion_values *values)
{
	struct output_target target;
	enum exit_status status = EXIT_TROUBLE;

	if (!output_target_open(&target, values->output))
		return EXIT_TROUBLE;
	sandbox_enter(&values->shared, &target.dir, 1);
	if (image_scan(image, &values->shared.limits))
		status = write_region(image, values, &target);
	output_target_close(&target);
	return status;
}

enum exit_status opregion_run(const struct command *self, int argc, char **argv)
{
	struct operands operands = { argc, argv };
	struct opregion_values values = { 0 };
	enum exit_status status;
	struct image image;

	if (!command_begin(self, &operands, &values, &status))
		return status;
	if (operands.count || !values.vbt || !values.output) {
		report(self->name, "needs --vbt FILE and -o FILE, and no other");
		return EXIT_TROUBLE;
	}
	if (!image_open(&image, values.vbt))
		return EXIT_TROUBLE;
	status = make(&image, &values);
	image_close(&image);
	return status;
}
