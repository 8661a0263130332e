/* SPDX-License-Identifier: BSD-2-Clause */
/* cmd_extract.c - gopx extract */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/extract/extract.h"
#include "args/device_option.h"
#include "io/report.h"
#include "io/streams.h"
#include "show/warnings.h"
#include "cmd/commands.h"
#include "scan/command.h"

#define AT(member) offsetof(struct extract_values, member)

static const struct option options[] = {
	{ "gop", 0, OPTION_FLAG, AT(gop), NULL,
	  "write the graphics driver (default: both)" },
	{ "vbt", 0, OPTION_FLAG, AT(vbt), NULL,
	  "write the video BIOS table (default: both)" },
	{ "gop-vendor", 0, OPTION_CHOICES, AT(vendors), EXTRACT_VENDORS,
	  "write another maker's driver instead" },
	{ "guid", 0, OPTION_TEXT, AT(guid), "GUID",
	  "write the file with this GUID instead" },
	{ "section", 0, OPTION_CHOICES, AT(sections), EXTRACT_SECTIONS,
	  "which part of that file (file)" },
	{ "output", 'o', OPTION_TEXT, AT(output), "DIR",
	  "write into DIR, made if missing (.)" },
	{ "stdout", 0, OPTION_FLAG, AT(to_stdout), NULL,
	  "write one result to standard output, as -o - does" },
	{ "all", 0, OPTION_FLAG, AT(all), NULL,
	  "write all distinct ones, not only the best" },
	{ "trim", 0, OPTION_FLAG, AT(trim), NULL, "cut off the padding after the body" },
	{ "force", 0, OPTION_FLAG, AT(force), NULL, "replace files that exist" },
	{ "json", 0, OPTION_FLAG, AT(json), NULL, "report in JSON what was written" },
	{ "strict", 0, OPTION_FLAG, AT(strict), NULL,
	  "exit 3 if the image is damaged or only partly scanned" },
};

static const struct option_table own_options = { "Options", options,
						 sizeof(options) / sizeof(*options) };

static void plan_add(struct extract_plan *plan, const struct extract_values *values,
		     const struct extract_kind *kind, const struct gopx_finding *f,
		     size_t number)
{
	struct output_file *file = &plan->files[plan->count];

	*file = (struct output_file){ .bytes = values->trim ? gopx_finding_trimmed(f)
							    : gopx_finding_body(f) };
	if (number == 1)
		snprintf(file->name, sizeof(file->name), "%s%s", kind->stem,
			 kind->extension);
	else
		snprintf(file->name, sizeof(file->name), "%s-%zu%s", kind->stem, number,
			 kind->extension);
	plan->findings[plan->count++] = f;
}

/*
 * True if the finding should be written.  With --device, only findings for that device
 * are written.
 */
static bool is_wanted(const struct extract_values *values, const struct gopx_finding *f)
{
	return !device_asked(&values->shared.limits) || gopx_finding_for_device(f);
}

/*
 * gopx does not rank the drivers of other makers, so they stay in the order in which the
 * image has them.
 */
static size_t plan_others(struct extract_plan *plan, const struct extract_values *values,
			  const struct extract_kind *kind, const struct gopx_image *scan)
{
	size_t number = 0;

	for (size_t i = 0; i < gopx_finding_count(scan); i++) {
		const struct gopx_finding *f = gopx_finding_at(scan, i);

		if (extract_is_of(f, kind) && (values->all || number == 0))
			plan_add(plan, values, kind, f, ++number);
	}
	return number;
}

/* The best finding gets the number 1; the others follow in the order of the image. */
static size_t plan_kind(struct extract_plan *plan, const struct extract_values *values,
			const struct extract_kind *kind, const struct gopx_image *scan)
{
	size_t number = 0;

	if (kind->vendor)
		return plan_others(plan, values, kind, scan);
	for (int others = 0; others <= (values->all ? 1 : 0); others++) {
		for (size_t i = 0; i < gopx_finding_count(scan); i++) {
			const struct gopx_finding *f = gopx_finding_at(scan, i);

			if (extract_is_of(f, kind) && gopx_finding_best(f) == !others &&
			    is_wanted(values, f))
				plan_add(plan, values, kind, f, ++number);
		}
	}
	return number;
}

static void plan_make(struct extract_plan *plan, const struct extract_values *values,
		      const struct gopx_image *scan)
{
	size_t most = gopx_finding_count(scan) + 1;

	plan->findings = need_memory(NULL, most * sizeof(*plan->findings));
	plan->files = need_memory(NULL, most * sizeof(*plan->files));
	for (size_t k = 0; k < EXTRACT_KINDS; k++) {
		if (plan->asked[k])
			plan->missing[k] = !plan_kind(plan, values, &extract_kinds[k],
						      scan);
	}
}

/* Like extract_guid(), but for drivers and tables. */
static bool extract_findings(struct work *work, const struct scanned *image,
			     bool *missing)
{
	const struct extract_values *values = work->values;
	struct extract_plan plan = { .asked = { values->gop, values->vbt } };
	bool done;

	for (size_t k = EXTRACT_OTHERS; k < EXTRACT_KINDS; k++)
		plan.asked[k] = values->vendors >> (k - EXTRACT_OTHERS) & 1;
	plan_make(&plan, values, image->scan);
	done = delivery_write(&work->output, plan.files, plan.count);
	if (done) {
		if (values->json)
			extract_print_json(image, &work->output, &plan);
		else
			delivery_print(&work->output, plan.files, plan.count);
		for (size_t k = 0; k < EXTRACT_KINDS; k++)
			*missing |= plan.missing[k];
		if (!values->json && (plan.count || !*missing))
			warn_about(image, *missing ? WARN_OF_CLOSED : WARN_OF_FLAWS);
		else if (!values->json)
			warn_of_nothing(image);
		extract_remark(image, values, &plan);
		if (!values->json)
			extract_next(&work->output, &plan, work->limits);
	}
	free(plan.findings);
	free(plan.files);
	return done;
}

static enum exit_status extract(struct work *work, const struct scanned *image)
{
	const struct extract_values *values = work->values;
	enum exit_status status = EXIT_TROUBLE;
	bool missing = false;

	if (values->guid ? extract_guid(work, image, &missing)
			 : extract_findings(work, image, &missing)) {
		status = missing ? EXIT_NOT_FOUND : EXIT_FOUND;
		if (values->guid && !values->json)
			warn_about(image, missing ? WARN_OF_CLOSED : WARN_OF_FLAWS);
	}
	return scanned_judge(image, values->strict, status);
}

/* Check --guid and its options.  Returns NULL, or the reason why they are refused. */
static const char *contradiction_of_guid(struct extract_values *values)
{
	bool several = values->sections & (values->sections - 1);

	if (!values->guid)
		return values->sections ? "--section needs --guid" : NULL;
	if (values->gop || values->vbt || values->vendors || values->trim)
		return "--guid cannot be combined with --gop, --vbt, --gop-vendor or "
		       "--trim";
	if (gopx_pattern_error(GOPX_PATTERN_GUID, values->guid))
		return "--guid takes a GUID such as 9042A9DE-23DC-4A38-96FB-7ADED080516A";
	for (size_t i = 0; i < sizeof(values->canonical) && values->guid[i]; i++)
		values->canonical[i] = (char)toupper((unsigned char)values->guid[i]);
	values->guid = values->canonical;
	if (!values->sections)
		values->sections = 1;
	return values->to_stdout && several
		   ? "give only one --section for standard output"
		   : NULL;
}

/* Check --gop-vendor.  Returns NULL, or the reason why it is refused. */
static const char *contradiction_of_vendors(struct extract_values *values)
{
	bool several = values->vendors & (values->vendors - 1);

	if (!values->vendors)
		return NULL;
	if (values->gop || values->vbt || values->shared.device)
		return "--gop-vendor cannot be combined with --gop, --vbt or --device";
	values->shared.limits.other_drivers = true;
	return values->to_stdout && several
		   ? "give only one --gop-vendor for standard output"
		   : NULL;
}

/* Returns NULL, or the reason why these options are refused. */
static const char *check(void *ctx, const struct operands *operands)
{
	struct extract_values *values = ctx;
	const char *wrong;

	(void)operands;
	if (values->output && !strcmp(values->output, "-")) {
		values->to_stdout = true;
		values->output = NULL;
	}
	wrong = contradiction_of_guid(values);
	if (!wrong)
		wrong = contradiction_of_vendors(values);
	if (wrong)
		return wrong;
	if (values->to_stdout && !values->guid && !values->vendors &&
	    values->gop == values->vbt)
		return "standard output takes one result: give --gop or --vbt";
	if (values->to_stdout && (values->output || values->all || values->json))
		return "standard output cannot be combined with DIR, --all or --json";
	if (!values->gop && !values->vbt && !values->vendors)
		values->gop = values->vbt = true;
	if (!values->output)
		values->output = ".";
	return NULL;
}

static void request(const void *ctx, const struct operands *operands,
		    struct request *request)
{
	const struct extract_values *values = ctx;

	request_file(request, operands->words[0], WANTED_EACH);
	request->output = (struct delivery_plan){
		.kind = values->to_stdout ? DELIVER_STDOUT : DELIVER_FOLDER,
		.path = values->output,
		.force = values->force,
	};
}

static const struct option_table *const tables[] = { &own_options, &device_options,
						     &limit_options, &common_options,
						     NULL };

const struct command extract_command = {
	.name = "extract",
	.summary = "write the driver and the table of an image to files",
	.usage = "[OPTION]... FILE",
	.about = "Writes the best driver as IntelGopDriver.efi and the best table as "
		 "Vbt.bin,\nor neither if one cannot be written.  With --guid, writes a "
		 "file of the image,\nor its sections; with --gop-vendor, graphics "
		 "drivers of other makers.  FILE may\nbe - (standard input).",
	.options = tables,
	.values_size = sizeof(struct extract_values),
	.takes = TAKES_FILE,
	.check = check,
	.request = request,
	.each = extract,
};
