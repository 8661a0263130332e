/* SPDX-License-Identifier: BSD-2-Clause */
/* cmd_vbt.c - gopx vbt */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command.h"
#include "scan/images.h"
#include "show/device.h"
#include "show/json.h"
#include "io/output.h"
#include "io/streams.h"
#include "io/report.h"
#include "io/sandbox.h"
#include "show/notes.h"
#include "words/sha256.h"
#include "args/shared.h"
#include "words/text.h"
#include "cmd/vbt/vbt_print.h"

struct vbt_values {
	struct shared_values shared;
	bool json;
	bool strict;
	bool fix_checksum;
	const char *output;
	bool force;
	struct output_target target; /* where that is */
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

const struct option_table vbt_options = { "Options", options,
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

static bool write_file(struct vbt_values *values, const struct gopx_finding *f,
		       struct gopx_bytes bytes)
{
	struct output_target *target = &values->target;

	target->file.bytes = bytes;
	if (!output_write(&target->dir, &target->file, 1, values->force))
		return false;
	say_mended(values->output, f, bytes);
	return true;
}

static enum exit_status fix_checksum(struct vbt_values *values, const struct image *image)
{
	const struct gopx_finding *f = image_best(image, GOPX_FINDING_VBT);
	struct gopx_bytes bytes = mended(f);
	bool done = true;

	if (strcmp(values->output, "-"))
		done = write_file(values, f, bytes);
	else
		streams_write(bytes);
	free((void *)(uintptr_t)bytes.data);
	return done ? EXIT_FOUND : EXIT_TROUBLE;
}

/* ---- the command --------------------------------------------------------------- */

static enum exit_status tell(struct vbt_values *values, const struct image *image)
{
	if (values->fix_checksum)
		return fix_checksum(values, image);
	if (values->json)
		vbt_print_json(image);
	else
		vbt_print_text(image);
	return EXIT_FOUND;
}

static enum exit_status vbt_image(const struct image *image, void *ctx)
{
	struct vbt_values *values = ctx;
	const struct gopx_options *limits = &values->shared.limits;
	enum exit_status status = EXIT_NOT_FOUND;
	bool found = image_best(image, GOPX_FINDING_VBT) != NULL;

	if (found || (values->json && !values->fix_checksum))
		status = tell(values, image);
	if (!found) {
		report(image->input.name, "no video BIOS table%s%s in this image",
		       device_asked(limits) ? " for " : "",
		       device_asked(limits) ? device_title(limits).text : "");
		status = EXIT_NOT_FOUND;
	} else if (status == EXIT_FOUND && values->strict && image_flawed(image)) {
		status = EXIT_DAMAGED;
	}
	if (!values->json)
		image_notes(image, !found);
	return status;
}

/* NULL, or why this cannot be asked for. */
static const char *contradiction(const struct vbt_values *values, int files)
{
	if (!files)
		return "which file? 'gopx help vbt' tells more";
	if (!values->fix_checksum && (values->output || values->force))
		return "--output and --force go with --fix-checksum";
	if (!values->fix_checksum)
		return NULL;
	if (files != 1)
		return "--fix-checksum takes one FILE at a time";
	if (!values->output)
		return "--fix-checksum needs --output: where to?";
	if (values->json)
		return "--fix-checksum writes no JSON";
	if (!strcmp(values->output, "-") && isatty(STDOUT_FILENO))
		return "standard output is a terminal; redirect it";
	return NULL;
}

enum exit_status vbt_run(const struct command *self, int argc, char **argv)
{
	struct operands files = { argc, argv };
	struct vbt_values values = { 0 };
	enum exit_status status;
	struct images images;
	const char *wrong;
	bool to_file;

	if (!command_begin(self, &files, &values, &status))
		return status;
	wrong = contradiction(&values, files.count);
	if (wrong) {
		report(self->name, "%s", wrong);
		return EXIT_TROUBLE;
	}
	if (values.json)
		json_begin();
	to_file = values.fix_checksum && strcmp(values.output, "-");
	if (to_file && !output_target_open(&values.target, values.output))
		return EXIT_TROUBLE;
	images_open(&images, &files);
	sandbox_enter(&values.shared, to_file ? &values.target.dir : NULL, images.count);
	status = images_each(&images, &values.shared.limits, vbt_image, &values);
	if (to_file)
		output_target_close(&values.target);
	return status;
}
