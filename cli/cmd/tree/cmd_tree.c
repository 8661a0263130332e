/* SPDX-License-Identifier: BSD-2-Clause */
/* cmd_tree.c - gopx tree */
#include "command.h"
#include "scan/images.h"
#include "show/json.h"
#include "show/node.h"
#include "io/report.h"
#include "io/sandbox.h"
#include "args/shared.h"
#include "cmd/tree/tree.h"
#include "show/notes.h"

struct tree_values {
	struct shared_values shared;
	uint32_t depth;
	bool json;
	bool strict;
};

#define AT(member) offsetof(struct tree_values, member)

static const struct option options[] = {
	{ "depth", 0, OPTION_COUNT, AT(depth), "N",
	  "levels shown below the image (all)" },
	{ "json", 0, OPTION_FLAG, AT(json), NULL,
	  "one JSON object a line, one line a file" },
	{ "strict", 0, OPTION_FLAG, AT(strict), NULL,
	  "exit 3 when an image is damaged or not seen whole" },
};

const struct option_table tree_options = { "Options", options,
					   sizeof(options) / sizeof(*options) };

static enum exit_status tree_image(const struct image *image, void *ctx)
{
	const struct tree_values *values = ctx;
	size_t depth = values->depth ? values->depth : SIZE_MAX;
	enum exit_status status = EXIT_FOUND;
	bool known = gopx_node_child(gopx_root(image->scan)) != NULL;

	if (values->json)
		tree_print_json(image, depth);
	else if (known)
		tree_print_text(image, depth);
	if (!known) {
		report(image->input.name, "nothing of a known form in this file");
		status = EXIT_NOT_FOUND;
	} else if (values->strict && image_flawed(image)) {
		status = EXIT_DAMAGED;
	}
	if (!values->json)
		image_notes(image, !known);
	return status;
}

enum exit_status tree_run(const struct command *self, int argc, char **argv)
{
	struct operands files = { argc, argv };
	struct tree_values values = { 0 };
	enum exit_status status;
	struct images images;

	if (!command_begin(self, &files, &values, &status))
		return status;
	if (!files.count) {
		report(self->name, "which file? 'gopx help tree' tells more");
		return EXIT_TROUBLE;
	}
	if (values.json)
		json_begin();
	images_open(&images, &files);
	sandbox_enter(&values.shared, NULL, images.count);
	return images_each(&images, &values.shared.limits, tree_image, &values);
}
