/* SPDX-License-Identifier: BSD-2-Clause */
/* cmd_inject.c - gopx inject: the driver and the table as files of OVMF */
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <gopx/build.h>

#include "cmd/guest/inject.h"
#include "io/output.h"
#include "io/progress.h"
#include "cmd/guest/parts.h"
#include "io/report.h"
#include "io/sandbox.h"
#include "scan/scans.h"
#include "words/sha256.h"

struct inject_values {
	struct parts_values parts;
	const char *output;
	bool list, remove, force;
};

#define AT(member) offsetof(struct inject_values, member)

static const struct option options[] = {
	{ "output", 'o', OPTION_TEXT, AT(output), "FILE", "write the firmware to FILE" },
	{ "remove", 0, OPTION_FLAG, AT(remove), NULL, "take out what was injected" },
	{ "list", 0, OPTION_FLAG, AT(list), NULL, "list what was injected" },
	{ "force", 0, OPTION_FLAG, AT(force), NULL, "replace a file that exists" },
};

const struct option_table inject_options = { "Options", options,
					     sizeof(options) / sizeof(*options) };

static size_t print_files(const struct gopx_image *scan)
{
	size_t count = 0;

	for (enum gopx_guest_file i = 0; i < GOPX_GUEST_FILE_COUNT; i++) {
		const struct gopx_node *file = guest_file_find(scan, i);
		struct gopx_bytes payload;

		if (!file)
			continue;
		payload = guest_file_payload(file);
		printf("%s %s: %zu bytes, sha256 %s\n", gopx_guest_file_guid(i),
		       guest_file_name(i), payload.size, sha256_of(payload).text);
		count++;
	}
	return count;
}

static enum exit_status list(struct image *firmware, const struct inject_values *values)
{
	sandbox_enter(&values->parts.shared, NULL, 1);
	if (!image_scan(firmware, &values->parts.shared.limits))
		return EXIT_TROUBLE;
	if (print_files(firmware->scan))
		return EXIT_FOUND;
	report(firmware->input.name, "nothing was injected into it");
	return EXIT_NOT_FOUND;
}

static void show_progress(void *ctx, uint64_t done, uint64_t total)
{
	unsigned int *shown = ctx;
	unsigned int percent = (unsigned int)(done * 100 / total);

	if (percent == *shown)
		return;
	*shown = percent;
	fprintf(stderr, "\rpacking %u%%%s", percent, done == total ? "\r\033[K" : "");
}

/* Nothing is published that does not scan as it should. */
static enum exit_status publish(const struct image *firmware,
				const struct gopx_bytes *files,
				const struct inject_values *values,
				struct output_target *target)
{
	struct image after = { .input = { .name = values->output,
					  .bytes = target->file.bytes } };
	const char *wrong;
	enum exit_status status = EXIT_TROUBLE;

	if (!image_scan(&after, &values->parts.shared.limits))
		return EXIT_TROUBLE;
	wrong = inject_check(firmware->scan, after.scan, files);
	if (wrong)
		report(values->output, "not written: %s; please report this", wrong);
	else if (output_write(&target->dir, &target->file, 1, values->force)) {
		output_print(&target->dir, &target->file, 1);
		print_files(after.scan);
		status = EXIT_FOUND;
	}
	gopx_image_free(after.scan);
	return status;
}

static enum exit_status inject(const struct image *firmware, const struct parts *p,
			       const struct inject_values *values,
			       struct output_target *target)
{
	unsigned int shown = 0;
	const struct gopx_bytes files[GOPX_GUEST_FILE_COUNT] = {
		[GOPX_GUEST_ASSIGN] = p->assign,
		[GOPX_GUEST_POLICY] = p->policy,
		[GOPX_GUEST_GOP] = p->gop,
		[GOPX_GUEST_VBT] = p->vbt,
	};
	struct gopx_inject_options opts = {
		.struct_size = sizeof(opts),
		.assign = p->assign,
		.policy = p->policy,
		.gop = p->gop,
		.vbt = p->vbt,
		.progress = progress_wanted() ? show_progress : NULL,
		.progress_ctx = &shown,
	};
	struct gopx_bytes bytes = firmware->input.bytes;
	uint8_t *out = need_memory(NULL, bytes.size);
	enum exit_status status = EXIT_TROUBLE;
	const char *why;

	if (gopx_inject(bytes, &opts, out, bytes.size, &why) != GOPX_OK) {
		report(firmware->input.name, "%s", why);
	} else {
		target->file.bytes = (struct gopx_bytes){ out, bytes.size };
		status = publish(firmware, files, values, target);
		if (status == EXIT_FOUND && !values->remove)
			parts_notes(p, &values->parts, values->output);
	}
	free(out);
	return status;
}

/* Both names may lead to one file, which is never written to. */
static bool is_same_file(const char *a, const char *b)
{
	struct stat first, second;

	return stat(a, &first) == 0 && stat(b, &second) == 0 &&
	       first.st_dev == second.st_dev && first.st_ino == second.st_ino;
}

static bool anything_injected(const struct image *firmware)
{
	for (enum gopx_guest_file i = 0; i < GOPX_GUEST_FILE_COUNT; i++) {
		if (guest_file_find(firmware->scan, i))
			return true;
	}
	return false;
}

static enum exit_status change(struct image *firmware, struct parts *p,
			       const struct inject_values *values,
			       struct output_target *target)
{
	enum exit_status status = EXIT_FOUND;

	if (!image_scan(firmware, &values->parts.shared.limits))
		return EXIT_TROUBLE;
	if (!values->remove)
		status = parts_take(p, &values->parts);
	else if (!anything_injected(firmware)) {
		report(firmware->input.name, "nothing was injected into it");
		status = EXIT_NOT_FOUND;
	}
	return status == EXIT_FOUND ? inject(firmware, p, values, target) : status;
}

static enum exit_status make(struct image *firmware, const struct inject_values *values)
{
	enum exit_status status = EXIT_TROUBLE;
	struct output_target target;
	struct parts p;

	if (is_same_file(firmware->input.path, values->output)) {
		report(values->output, "is the firmware itself; name another file");
		return EXIT_TROUBLE;
	}
	if (!output_target_open(&target, values->output))
		return EXIT_TROUBLE;
	if (parts_open(&p, &values->parts)) {
		sandbox_enter(&values->parts.shared, &target.dir, 1);
		status = change(firmware, &p, values, &target);
	}
	parts_close(&p);
	output_target_close(&target);
	return status;
}

/* NULL, or why this cannot be asked for. */
static const char *contradiction(const struct inject_values *values, int operands)
{
	bool puts = values->parts.from || values->parts.gop;

	if (operands != 1)
		return "takes one OVMF; 'gopx help inject' tells more";
	if (values->list + values->remove + puts != 1)
		return "one of --from, --gop, --remove and --list";
	if (!values->list && !values->output)
		return "where to? -o FILE";
	return parts_contradiction(&values->parts);
}

enum exit_status inject_run(const struct command *self, int argc, char **argv)
{
	struct operands operands = { argc, argv };
	struct inject_values values = { .parts.lid = GOPX_LID_OPEN };
	struct image firmware;
	enum exit_status status;
	const char *wrong;

	if (!command_begin(self, &operands, &values, &status))
		return status;
	wrong = contradiction(&values, operands.count);
	if (wrong) {
		report(self->name, "%s", wrong);
		return EXIT_TROUBLE;
	}
	if (!image_open(&firmware, operands.words[0]))
		return EXIT_TROUBLE;
	status = values.list ? list(&firmware, &values) : make(&firmware, &values);
	image_close(&firmware);
	return status;
}
