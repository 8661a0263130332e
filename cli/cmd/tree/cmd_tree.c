/* SPDX-License-Identifier: BSD-2-Clause */
/* cmd_tree.c - gopx tree */
#include "show/json.h"
#include "show/node.h"
#include "io/report.h"
#include "args/shared.h"
#include "cmd/tree/tree.h"
#include "show/warnings.h"
#include "cmd/commands.h"
#include "scan/command.h"

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
	  "JSON: one object on each line, one line for each file" },
	{ "strict", 0, OPTION_FLAG, AT(strict), NULL,
	  "exit 3 if an image is damaged or only partly scanned" },
};

static const struct option_table own_options = { "Options", options,
						 sizeof(options) / sizeof(*options) };

static enum exit_status tree_image(struct work *work, const struct scanned *image)
{
	const struct tree_values *values = work->values;
	size_t depth = values->depth ? values->depth : SIZE_MAX;
	enum exit_status status = EXIT_FOUND;
	bool known = gopx_node_child(gopx_root(image->scan)) != NULL;

	if (values->json)
		tree_print_json(image, depth);
	else if (known)
		tree_print_text(image, depth);
	if (!known) {
		report(image->input.name, "gopx recognises nothing in this file");
		status = EXIT_NOT_FOUND;
	}
	if (!values->json)
		warn_about(image, known ? WARN_OF_FLAWS : WARN_OF_CLOSED);
	return scanned_judge(image, values->strict, status);
}

static const struct option_table *const tables[] = { &own_options, &limit_options,
						     &common_options, NULL };

const struct command tree_command = {
	.name = "tree",
	.summary = "show the pieces that an image consists of",
	.usage = "[OPTION]... FILE...",
	.about =
	    "Shows every piece of an image: its offset and size in hex, type, name and "
	    "GUID.\nAn offset with a plus counts in unpacked data.  A name in brackets "
	    "is the common\nname of a GUID.  FILE may be - (standard input).",
	.options = tables,
	.values_size = sizeof(struct tree_values),
	.takes = TAKES_FILES,
	.each = tree_image,
};
