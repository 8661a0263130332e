/* SPDX-License-Identifier: BSD-2-Clause */
/* cmd_opregion.c - gopx opregion: make an OpRegion with a table, for QEMU's fw_cfg */
#include <stdlib.h>

#include <gopx/build.h>

#include "show/warnings.h"
#include "cmd/commands.h"
#include "scan/command.h"
#include "io/report.h"

struct opregion_values {
	struct shared_values shared;
	const char *vbt, *output;
	bool force;
};

#define AT(member) offsetof(struct opregion_values, member)

static const struct option options[] = {
	{ "vbt", 0, OPTION_TEXT, AT(vbt), "FILE",
	  "use this table, or the best one of this image" },
	{ "output", 'o', OPTION_TEXT, AT(output), "FILE", "write the OpRegion to FILE" },
	{ "force", 0, OPTION_FLAG, AT(force), NULL, "replace a file that exists" },
};

static const struct option_table own_options = { "Options", options,
						 sizeof(options) / sizeof(*options) };

static enum exit_status write_region(struct work *work, const struct scanned *image)
{
	const struct gopx_finding *f = scanned_best(image, GOPX_FINDING_VBT);
	struct gopx_bytes table = f ? gopx_finding_trimmed(f) : (struct gopx_bytes){ 0 };
	size_t size = gopx_opregion_size(table);
	enum exit_status status = EXIT_TROUBLE;
	struct output_file file = { .name = "" };
	uint8_t *region;

	if (!size) {
		warn_of_nothing(image);
		warn_of_missing(image, work->limits, "video BIOS table");
		return EXIT_NOT_FOUND;
	}
	region = need_memory(NULL, size);
	file.bytes = (struct gopx_bytes){ region, size };
	if (gopx_opregion_write(table, region, size) == GOPX_OK &&
	    delivery_write(&work->output, &file, 1)) {
		delivery_print(&work->output, &file, 1);
		status = EXIT_FOUND;
	}
	free(region);
	return status;
}

static const char *check(void *ctx, const struct operands *operands)
{
	const struct opregion_values *values = ctx;

	return operands->count || !values->vbt || !values->output
		   ? "give --vbt FILE and -o FILE, and no other FILE"
		   : NULL;
}

static void request(const void *ctx, const struct operands *operands,
		    struct request *request)
{
	const struct opregion_values *values = ctx;

	(void)operands;
	request_file(request, values->vbt, WANTED_EACH);
	request->output = (struct delivery_plan){ .kind = DELIVER_FILE,
						  .path = values->output,
						  .force = values->force };
}

static const struct option_table *const tables[] = { &own_options, &device_options,
						     &limit_options, &common_options,
						     NULL };

const struct command opregion_command = {
	.name = "opregion",
	.summary = "make an OpRegion with the table for a guest",
	.usage = "--vbt FILE -o FILE [OPTION]...",
	.about = "Makes a file that QEMU gives to the guest as its OpRegion, for a "
		 "device without\none, such as a virtual function: -fw_cfg "
		 "name=etc/igd-opregion,file=FILE",
	.options = tables,
	.values_size = sizeof(struct opregion_values),
	.takes = TAKES_ANY,
	.check = check,
	.request = request,
	.each = write_region,
};
