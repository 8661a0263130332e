/* SPDX-License-Identifier: BSD-2-Clause */
/* cmd_vbt.c - gopx vbt */
#include <string.h>

#include "args/device_option.h"
#include "show/json.h"
#include "io/report.h"
#include "show/warnings.h"
#include "args/shared.h"
#include "cmd/vbt/vbt_print.h"
#include "cmd/vbt/vbt_write.h"
#include "cmd/commands.h"
#include "scan/command.h"

struct vbt_values {
	struct shared_values shared;
	bool json;
	bool verbose;
	bool strict;
	bool fix_checksum;
	bool list_fields;
	bool diff;
	struct vbt_changes changes;
	const char *output;
	bool force;

	struct gopx_vbt *first; /* the first table of --diff */
};

#define AT(member) offsetof(struct vbt_values, member)

static const struct option options[] = {
	{ "json", 0, OPTION_FLAG, AT(json), NULL,
	  "JSON: one object on each line, one line for each file" },
	{ "verbose", 'v', OPTION_FLAG, AT(verbose), NULL,
	  "show every field of every panel" },
	{ "list-fields", 0, OPTION_FLAG, AT(list_fields), NULL,
	  "list the fields that --set can change; takes no FILE" },
	{ "diff", 0, OPTION_FLAG, AT(diff), NULL,
	  "compare the best tables of two FILEs field by field" },
	{ "set", 0, OPTION_TEXTS, AT(changes.set), "FIELD=VALUE",
	  "write the best table with this change; may be repeated" },
	{ "edid", 0, OPTION_TEXT, AT(changes.edid), "EDID",
	  "take timing, PnP id and name of the panel from this file" },
	{ "edid-panel", 0, OPTION_TEXT, AT(changes.edid_panel), "PANEL",
	  "change this panel with --edid: panel0 to panel15" },
	{ "swap", 0, OPTION_TEXTS, AT(changes.swap), "A,B",
	  "swap two outputs, except their connectors" },
	{ "headless", 0, OPTION_FLAG, AT(changes.headless), NULL,
	  "switch every output off" },
	{ "fix-checksum", 0, OPTION_FLAG, AT(fix_checksum), NULL,
	  "write the best table with its checksum corrected" },
	{ "output", 'o', OPTION_TEXT, AT(output), "OUT",
	  "write to this file; -: standard output" },
	{ "force", 0, OPTION_FLAG, AT(force), NULL, "replace an existing file" },
	{ "strict", 0, OPTION_FLAG, AT(strict), NULL,
	  "exit 3 if an image is damaged or only partly scanned" },
};

static const struct option_table own_options = { "Options", options,
						 sizeof(options) / sizeof(*options) };

/* ---- the command --------------------------------------------------------------- */

static bool writes(const struct vbt_values *values)
{
	return values->fix_checksum || vbt_changes_any(&values->changes);
}

/* Keep the first table of --diff, and compare the second one with it. */
static enum exit_status compare(struct vbt_values *values, const struct gopx_finding *f)
{
	struct gopx_vbt *vbt = vbt_fields_open(f);
	bool differ;

	if (!vbt)
		return EXIT_TROUBLE;
	if (!values->first) {
		values->first = vbt;
		return EXIT_FOUND;
	}
	differ = vbt_fields_diff(values->first, vbt);
	gopx_vbt_free(vbt);
	return differ ? EXIT_NOT_FOUND : EXIT_FOUND;
}

static enum exit_status tell(struct work *work, const struct scanned *image)
{
	struct vbt_values *values = work->values;
	const struct gopx_finding *best = scanned_best(image, GOPX_FINDING_VBT);

	if (values->diff)
		return compare(values, best);
	if (values->fix_checksum)
		return vbt_write_checksum(work, values->output, best);
	if (writes(values))
		return vbt_write_changed(work, values->output, best, &values->changes);
	if (values->json)
		vbt_print_json(image);
	else
		vbt_print_text(image, values->verbose);
	return EXIT_FOUND;
}

static enum exit_status vbt_image(struct work *work, const struct scanned *image)
{
	const struct vbt_values *values = work->values;
	const struct gopx_options *limits = &values->shared.limits;
	enum exit_status status = EXIT_NOT_FOUND;
	bool found = scanned_best(image, GOPX_FINDING_VBT) != NULL;

	if (found || (values->json && !writes(values)))
		status = tell(work, image);
	if (!values->json && found)
		warn_about(image, WARN_OF_FLAWS);
	else if (!values->json)
		warn_of_nothing(image);
	if (!found) {
		report(image->input.name, "no video BIOS table%s%s in this image",
		       device_asked(limits) ? " for " : "",
		       device_asked(limits) ? device_title(limits).text : "");
		status = EXIT_NOT_FOUND;
	}
	return scanned_judge(image, values->strict, status);
}

/* Do the work of --list-fields here, because it needs no file. */
static enum exit_status finish(struct work *work, enum exit_status status)
{
	struct vbt_values *values = work->values;

	if (values->list_fields && values->json) {
		json_begin();
		json_print(vbt_fields_list_json());
	} else if (values->list_fields) {
		vbt_fields_list();
	}
	gopx_vbt_free(values->first);
	return status;
}

/*
 * Check the options of a command line that writes a table.  Returns NULL, or the reason
 * why they are refused.
 */
static const char *check_writing(const struct vbt_values *values, int files)
{
	if (values->fix_checksum && vbt_changes_any(&values->changes))
		return "every change also corrects the checksum: omit --fix-checksum";
	if (files > 1)
		return "a change or --fix-checksum needs exactly one FILE";
	if (!values->output)
		return "a change or --fix-checksum needs an output file: -o FILE";
	if (values->json)
		return "a change or --fix-checksum cannot be combined with --json";
	return NULL;
}

/* Returns NULL, or the reason why these options cannot be combined with --list-fields. */
static const char *check_listing(const struct vbt_values *values, int files)
{
	if (files)
		return "--list-fields takes no FILE";
	if (values->diff || writes(values) || values->changes.edid_panel ||
	    values->output || values->force)
		return "--list-fields cannot be combined with --diff, a change or an "
		       "output file";
	return NULL;
}

/* Returns NULL, or the reason why these options are refused. */
static const char *check(void *ctx, const struct operands *operands)
{
	const struct vbt_values *values = ctx;

	if (values->list_fields)
		return check_listing(values, operands->count);
	if (operands->count == 0)
		return "give a FILE; see 'gopx help vbt'";
	if (values->diff && (operands->count != 2 || values->json || writes(values)))
		return "--diff takes two FILEs, and cannot be combined with --json or a "
		       "change";
	if (values->changes.edid_panel && !values->changes.edid)
		return "--edid-panel needs --edid";
	if (writes(values))
		return check_writing(values, operands->count);
	if (values->output || values->force)
		return "--output and --force need --fix-checksum or a change";
	return NULL;
}

static void request(const void *ctx, const struct operands *operands,
		    struct request *request)
{
	const struct vbt_values *values = ctx;

	if (values->changes.edid)
		request_file(request, values->changes.edid, WANTED_BYTES);
	for (int i = 0; i < operands->count; i++)
		request_file(request, operands->words[i], WANTED_EACH);
	if (writes(values))
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
	.summary = "show, compare and change video BIOS tables",
	.usage = "[OPTION]... FILE...",
	.about = "Shows what is in the tables of an image: header, outputs, panels and "
		 "blocks; or\nwrites the best one with changes.  FILE may also be a "
		 "single table, a file of\ni915's debugfs (i915_vbt, i915_opregion), or "
		 "- (standard input).",
	.options = tables,
	.values_size = sizeof(struct vbt_values),
	.takes = TAKES_ANY,
	.check = check,
	.request = request,
	.each = vbt_image,
	.task = finish,
};
