/* SPDX-License-Identifier: BSD-2-Clause */
/* cmd_vbt.c - gopx vbt */
#include <stdlib.h>
#include <string.h>

#include "args/device.h"
#include "show/json.h"
#include "io/report.h"
#include "show/notes.h"
#include "words/sha256.h"
#include "args/shared.h"
#include "words/text.h"
#include "cmd/vbt/vbt_print.h"
#include "cmd/commands.h"
#include "scan/command.h"

struct vbt_values {
	struct shared_values shared;
	bool json;
	bool strict;
	bool fix_checksum;
	const char *output;
	bool force;
};

#define AT(member) offsetof(struct vbt_values, member)

static const struct option options[] = {
	{ "json", 0, OPTION_FLAG, AT(json), NULL,
	  "one JSON object a line, one line a file" },
	{ "fix-checksum", 0, OPTION_FLAG, AT(fix_checksum), NULL,
	  "write the best table with a right checksum" },
	{ "output", 'o', OPTION_TEXT, AT(output), "OUT",
	  "where to; - is standard output" },
	{ "force", 0, OPTION_FLAG, AT(force), NULL, "replace OUT" },
	{ "strict", 0, OPTION_FLAG, AT(strict), NULL,
	  "exit 3 when an image is damaged or not seen whole" },
};

static const struct option_table own_options = { "Options", options,
						 sizeof(options) / sizeof(*options) };

/* ---- --fix-checksum ------------------------------------------------------------ */

/* The body as stored, its checksum right.  Free it. */
static struct gopx_bytes mended(const struct gopx_finding *f)
{
	const struct gopx_vbt_info *vbt = gopx_finding_vbt(f);
	struct gopx_bytes body = gopx_finding_body(f);
	uint8_t *copy = need_memory(NULL, body.size);

	memcpy(copy, body.data, body.size);
	copy[vbt->checksum_offset] = vbt->checksum_right;
	return (struct gopx_bytes){ copy, body.size };
}

static void say_mended(const char *path, const struct gopx_finding *f,
		       struct gopx_bytes bytes)
{
	const struct gopx_vbt_info *vbt = gopx_finding_vbt(f);

	text_put(stdout, path);
	printf(": %zu bytes, sha256 %s, checksum 0x%02x", bytes.size,
	       sha256_of(bytes).text, vbt->checksum_right);
	if (vbt->checksum_ok)
		puts(", which was right");
	else
		printf(" instead of 0x%02x\n", vbt->checksum);
}

static enum exit_status fix_checksum(struct work *work, const struct image *image)
{
	const struct vbt_values *values = work->values;
	const struct gopx_finding *f = image_best(image, GOPX_FINDING_VBT);
	struct output_file file = { .bytes = mended(f) };
	bool done = delivery_write(&work->output, &file, 1);

	if (done && strcmp(values->output, "-") != 0)
		say_mended(values->output, f, file.bytes);
	free((void *)(uintptr_t)file.bytes.data);
	return done ? EXIT_FOUND : EXIT_TROUBLE;
}

/* ---- the command --------------------------------------------------------------- */

static enum exit_status tell(struct work *work, const struct image *image)
{
	const struct vbt_values *values = work->values;

	if (values->fix_checksum)
		return fix_checksum(work, image);
	if (values->json)
		vbt_print_json(image);
	else
		vbt_print_text(image);
	return EXIT_FOUND;
}

static enum exit_status vbt_image(struct work *work, const struct image *image)
{
	const struct vbt_values *values = work->values;
	const struct gopx_options *limits = &values->shared.limits;
	enum exit_status status = EXIT_NOT_FOUND;
	bool found = image_best(image, GOPX_FINDING_VBT) != NULL;

	if (found || (values->json && !values->fix_checksum))
		status = tell(work, image);
	if (!values->json && found)
		image_notes(image, false);
	else if (!values->json)
		image_nothing(image);
	if (!found) {
		report(image->input.name, "no video BIOS table%s%s in this image",
		       device_asked(limits) ? " for " : "",
		       device_asked(limits) ? device_title(limits).text : "");
		status = EXIT_NOT_FOUND;
	} else if (status == EXIT_FOUND && values->strict && image_flawed(image)) {
		status = EXIT_DAMAGED;
	}
	return status;
}

/* NULL, or why this cannot be asked for. */
static const char *check(void *ctx, const struct operands *operands)
{
	const struct vbt_values *values = ctx;

	if (!values->fix_checksum && (values->output || values->force))
		return "--output and --force go with --fix-checksum";
	if (!values->fix_checksum)
		return NULL;
	if (operands->count > 1)
		return "--fix-checksum takes one FILE at a time";
	if (!values->output)
		return "--fix-checksum needs an output file: -o FILE";
	if (values->json)
		return "--fix-checksum writes no JSON";
	return NULL;
}

static void request(const void *ctx, const struct operands *operands,
		    struct request *request)
{
	const struct vbt_values *values = ctx;

	for (int i = 0; i < operands->count; i++)
		request_file(request, operands->words[i], WANTED_EACH);
	if (values->fix_checksum)
		request->output = (struct delivery_plan){
			.kind = strcmp(values->output, "-") ? DELIVER_FILE
							    : DELIVER_STDOUT,
			.path = values->output,
			.force = values->force,
		};
}

static const struct option_table *const tables[] = { &own_options, &device_options,
						     &limit_options, &common_options,
						     NULL };

const struct command vbt_command = {
	.name = "vbt",
	.summary = "tell what is in a video BIOS table, and mend its checksum",
	.usage = "[OPTION]... FILE...",
	.about =
	    "Tells everything in the tables of an image: header, outputs, default panel "
	    "and\n"
	    "blocks.  FILE may also be a table alone, a dump of the i915 driver's "
	    "debugfs\n"
	    "(i915_vbt, i915_opregion), or -, standard input.",
	.options = tables,
	.values_size = sizeof(struct vbt_values),
	.takes = TAKES_FILES,
	.check = check,
	.request = request,
	.each = vbt_image,
};
