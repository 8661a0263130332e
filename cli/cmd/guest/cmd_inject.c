/* SPDX-License-Identifier: BSD-2-Clause */
/* cmd_inject.c - gopx inject: add the driver and the table to OVMF as files */
#include <stdlib.h>
#include <string.h>

#include <gopx/build.h>

#include "cmd/guest/inject.h"
#include "cmd/guest/parts.h"
#include "io/report.h"
#include "scan/scans.h"
#include "words/sha256.h"
#include "cmd/commands.h"
#include "scan/command.h"
#include "io/progress.h"

/* The files, in the order of request(). */
enum { FIRMWARE, PARTS };

struct inject_values {
	struct parts_values parts;
	const char *output;
	bool list, remove;
};

#define AT(member) offsetof(struct inject_values, member)

static const struct option options[] = {
	{ "output", 'o', OPTION_TEXT, AT(output), "FILE",
	  "write the new firmware to FILE" },
	{ "remove", 0, OPTION_FLAG, AT(remove), NULL, "remove what was injected" },
	{ "list", 0, OPTION_FLAG, AT(list), NULL, "list what was injected" },
	{ "force", 0, OPTION_FLAG, AT(parts.force), NULL,
	  "replace an existing file; accept a driver for other graphics" },
};

static const struct option_table own_options = { "Options", options,
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

static void show_progress(void *ctx, uint64_t done, uint64_t total)
{
	unsigned int *shown = ctx;
	unsigned int percent = (unsigned int)(done * 100 / total);

	if (percent == *shown)
		return;
	*shown = percent;
	fprintf(stderr, "\rpacking %u%%%s", percent, done == total ? "\r\033[K" : "");
}

/* The new firmware is written only if a scan of it gives the expected result. */
static enum exit_status publish(struct work *work, const struct gopx_bytes *files,
				struct output_file *file)
{
	const struct inject_values *values = work->values;
	struct scanned after = { .input = { .name = values->output,
					    .bytes = file->bytes } };
	const char *wrong;
	enum exit_status status = EXIT_TROUBLE;

	if (!image_scan(&after, work->limits))
		return EXIT_TROUBLE;
	wrong = inject_check(work->images[FIRMWARE].scan, after.scan, files);
	if (wrong)
		report(values->output, "not written: %s; please report this", wrong);
	else if (delivery_write(&work->output, file, 1)) {
		delivery_print(&work->output, file, 1);
		print_files(after.scan);
		status = EXIT_FOUND;
	}
	gopx_image_free(after.scan);
	return status;
}

/*
 * qcow2 is QEMU's format for disks. Its data is not at the offsets that it has in a flash
 * image.
 */
static bool is_qcow2(struct gopx_bytes bytes)
{
	return bytes.size > 4 && !memcmp(bytes.data, "QFI\xfb", 4);
}

static enum exit_status inject(struct work *work, const struct parts *p)
{
	const struct inject_values *values = work->values;
	const struct scanned *firmware = &work->images[FIRMWARE];
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
		struct output_file file = { .bytes = { out, bytes.size } };

		status = publish(work, files, &file);
		if (status == EXIT_FOUND && !values->remove)
			parts_notes(p, &values->parts, values->output, "--ovmf");
	}
	free(out);
	return status;
}

static bool anything_injected(const struct scanned *firmware)
{
	for (enum gopx_guest_file i = 0; i < GOPX_GUEST_FILE_COUNT; i++) {
		if (guest_file_find(firmware->scan, i))
			return true;
	}
	return false;
}

static enum exit_status list(const struct scanned *firmware)
{
	if (print_files(firmware->scan))
		return EXIT_FOUND;
	report(firmware->input.name, "nothing was injected into it");
	return EXIT_NOT_FOUND;
}

static enum exit_status change(struct work *work, enum exit_status status)
{
	const struct inject_values *values = work->values;
	const struct scanned *firmware = &work->images[FIRMWARE];
	struct parts p = { 0 };

	if (is_qcow2(firmware->input.bytes)) {
		report(firmware->input.name, "a qcow2 file; convert it first: qemu-img "
					     "convert -O raw IN.qcow2 OUT.fd");
		return EXIT_TROUBLE;
	}
	if (values->list)
		return list(firmware);
	if (!values->remove)
		status = parts_take(&p, &values->parts, work->images + PARTS);
	else if (!anything_injected(firmware)) {
		report(firmware->input.name, "nothing was injected into it");
		status = EXIT_NOT_FOUND;
	}
	if (status == EXIT_FOUND)
		status = inject(work, &p);
	parts_close(&p);
	return status;
}

/* Returns NULL, or the reason why these options are refused. */
static const char *check(void *ctx, const struct operands *operands)
{
	const struct inject_values *values = ctx;
	bool puts = values->parts.from || values->parts.gop;

	if (operands->count != 1)
		return "give one OVMF file; see 'gopx help inject'";
	if (values->list + values->remove + puts != 1)
		return "give one of --from, --gop, --remove and --list";
	if (!values->list && !values->output)
		return "give the output file: -o FILE";
	if (values->list && values->output)
		return "--list writes no file: omit -o";
	if (!puts && parts_chosen(&values->parts))
		return "--list and --remove add nothing: omit --vbt, --assign and --lid";
	return parts_contradiction(&values->parts);
}

static void request(const void *ctx, const struct operands *operands,
		    struct request *request)
{
	const struct inject_values *values = ctx;

	request_file(request, operands->words[0], WANTED_SCAN);
	if (values->list)
		return;
	parts_request(&values->parts, request);
	request->output = (struct delivery_plan){ .kind = DELIVER_FILE,
						  .path = values->output,
						  .force = values->parts.force };
}

static const struct option_table *const tables[] = { &parts_options,  &own_options,
						     &device_options, &limit_options,
						     &common_options, NULL };

const struct command inject_command = {
	.name = "inject",
	.summary = "put the driver and the table into a guest's firmware",
	.usage =
	    "-o FILE {--from IMAGE | --gop FILE [--vbt FILE] | --remove} OVMF | --list "
	    "OVMF",
	.about = "Writes a copy of OVMF that also contains the table, and the drivers "
		 "that\n'gopx rom' puts into a ROM, as files of its DXE volume.  "
		 "Everything else\nstays the same.",
	.options = tables,
	.values_size = sizeof(struct inject_values),
	.defaults = &(const struct inject_values){ .parts.lid = GOPX_LID_OPEN },
	.takes = TAKES_ANY,
	.check = check,
	.request = request,
	.task = change,
};
