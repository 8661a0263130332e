/* SPDX-License-Identifier: BSD-2-Clause */
/* extract_print.c - messages of gopx extract */
#include "cmd/extract/extract.h"

#include <stdlib.h>

#include "args/device_option.h"
#include "show/json.h"
#include "show/node.h"
#include "show/pair.h"
#include "io/report.h"
#include "words/terminal.h"

static json_t *written(const struct delivery *output, const struct extract_plan *plan,
		       size_t i)
{
	const struct gopx_finding *f = plan->findings[i];
	const struct output_file *file = &plan->files[i];
	char *path = delivery_path(output, file);
	json_t *o = json_object();

	json_object_set_new(o, "kind", json_string(kind_name(gopx_finding_kind(f))));
	if (gopx_finding_kind(f) == GOPX_FINDING_OTHER_GOP)
		json_object_set_new(o, "vendor",
				    json_string(gopx_finding_gop(f)->vendor));
	json_object_set_new(o, "best", json_boolean(gopx_finding_best(f)));
	json_object_set_new(o, "confidence",
			    json_string(confidence_name(gopx_finding_confidence(f))));
	json_object_set_new(o, "member", json_text(gopx_finding_place_at(f, 0)->member));
	json_object_set_new(o, "path", json_file_name(path));
	json_object_set_new(o, "size", json_number(file->bytes.size));
	json_object_set_new(o, "sha256", json_sha256(file->bytes));
	free(path);
	return o;
}

void extract_print_json(const struct scanned *image, const struct delivery *output,
			const struct extract_plan *plan)
{
	json_t *o = json_document("gopx-extract/1", image);
	json_t *files = json_array();
	json_t *missing = json_array();

	for (size_t i = 0; i < plan->count; i++)
		json_array_append_new(files, written(output, plan, i));
	for (size_t k = 0; k < EXTRACT_KINDS; k++) {
		const struct extract_kind *kind = &extract_kinds[k];

		if (plan->missing[k])
			json_array_append_new(
			    missing, json_string(kind->vendor ? kind->vendor
							      : kind_name(kind->kind)));
	}
	json_object_set_new(o, "complete",
			    json_boolean(gopx_image_complete(image->scan)));
	json_object_set_new(o, "written", files);
	json_object_set_new(o, "missing", missing);
	json_object_set_new(o, "diagnostics", json_diagnostics(image->scan));
	json_print(o);
}

struct tally {
	size_t all;    /* number of findings of this kind */
	size_t wanted; /* number of these for the device, if --device was given */
};

static struct tally tally_of(const struct scanned *image, const struct extract_kind *kind,
			     const struct gopx_options *options)
{
	struct tally t = { 0 };

	for (size_t i = 0; i < gopx_finding_count(image->scan); i++) {
		const struct gopx_finding *f = gopx_finding_at(image->scan, i);

		if (!extract_is_of(f, kind))
			continue;
		t.all++;
		t.wanted += !device_asked(options) || gopx_finding_for_device(f);
	}
	return t;
}

static void say_missing(const struct scanned *image, const struct extract_kind *kind,
			const struct gopx_options *options, size_t others)
{
	if (!others)
		report(image->input.name, "%s", kind->missing);
	else
		report(image->input.name,
		       "no %s for %s in this image, %zu for other devices",
		       kind->kind == GOPX_FINDING_GOP ? "driver" : "table",
		       device_title(options).text, others);
}

/* Report which of several candidates is the best, and why. */
static void say_choice(const struct scanned *image, const struct extract_kind *kind,
		       const struct tally *t)
{
	const struct gopx_finding *best = scanned_best(image, kind->kind);
	const char *decided = best ? gopx_finding_decided(best) : NULL;

	if (kind->vendor) {
		report(image->input.name,
		       "%s%s: the first of %zu; --all writes all of them", kind->stem,
		       kind->extension, t->wanted);
		return;
	}
	report(image->input.name, "%s%s: the best of %zu, %s%s; --all writes all of them",
	       kind->stem, kind->extension, t->wanted, decided ? "because " : "",
	       decided ? decided : "the first of equally good ones");
}

static void remark_file(const struct scanned *image, const struct output_file *file,
			const struct gopx_finding *f)
{
	const struct gopx_gop_info *gop = gopx_finding_gop(f);
	const char *member = gopx_finding_place_at(f, 0)->member;

	if (member)
		report(image->input.name, "%s: from %s", file->name, member);
	if (gop && gop->te)
		report(image->input.name,
		       "%s: is a TE image, which cannot be loaded as a driver",
		       file->name);
	if (gopx_finding_confidence(f) < GOPX_CERTAIN)
		report(image->input.name,
		       "%s: likely, not certain; 'gopx scan%s' shows why", file->name,
		       gopx_finding_kind(f) == GOPX_FINDING_OTHER_GOP ? " --all-drivers"
								      : "");
}

static void remark_kind(const struct scanned *image, const struct extract_values *values,
			const struct extract_plan *plan, size_t k)
{
	const struct gopx_options *options = &values->shared.limits;
	const struct extract_kind *kind = &extract_kinds[k];
	struct tally t = tally_of(image, kind, options);

	if (plan->missing[k])
		say_missing(image, kind, options, t.all);
	else if (plan->asked[k] && t.wanted > 1 && !values->all)
		say_choice(image, kind, &t);
}

/* The written file with the best finding of its kind. */
static char *path_of(const struct delivery *output, const struct extract_plan *plan,
		     enum gopx_finding_kind kind)
{
	for (size_t i = 0; i < plan->count; i++) {
		if (gopx_finding_kind(plan->findings[i]) == kind &&
		    gopx_finding_best(plan->findings[i]))
			return delivery_path(output, &plan->files[i]);
	}
	return NULL;
}

void extract_next(const struct delivery *output, const struct extract_plan *plan,
		  const struct gopx_options *limits)
{
	char *driver, *table;

	if (output->plan.kind == DELIVER_STDOUT)
		return;
	driver = path_of(output, plan, GOPX_FINDING_GOP);
	table = path_of(output, plan, GOPX_FINDING_VBT);
	if (driver && table)
		report(NULL, "next, for a guest: gopx rom --gop %s --vbt %s -o igd.rom",
		       text_typed(driver), text_typed(table));
	if (driver && table && device_asked(limits))
		report(NULL,
		       "or try it without the GPU first: gopx try --gop %s --vbt %s "
		       "--device %s",
		       text_typed(driver), text_typed(table), device_id(limits).text);
	free(driver);
	free(table);
}

void extract_remark(const struct scanned *image, const struct extract_values *values,
		    const struct extract_plan *plan)
{
	for (size_t i = 0; i < plan->count; i++)
		remark_file(image, &plan->files[i], plan->findings[i]);
	for (size_t k = 0; k < EXTRACT_KINDS; k++)
		remark_kind(image, values, plan, k);
	if (plan->asked[0] && plan->asked[1])
		pair_say(image);
}
