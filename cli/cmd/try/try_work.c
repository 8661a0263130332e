/* SPDX-License-Identifier: BSD-2-Clause */
/* try_work.c - the work of gopx try, after its request was checked */
#include <stdlib.h>

#include "cmd/try/try.h"
#include "io/report.h"
#include "scan/command.h"
#include "scan/scans.h"
#include "show/warnings.h"

/*
 * With --gop, --rom or --ovmf the scan does not choose for the device: the trial shows
 * whether the driver supports it. The same is true for --all.
 */
static bool scan(const struct try_values *values, struct work *work)
{
	struct gopx_options limits = values->shared.limits;

	if (!values->from || values->all)
		limits.pci_vendor = limits.pci_device = 0;
	if (!image_scan(&work->images[TRY_SOURCE], &limits))
		return false;
	limits.pci_vendor = limits.pci_device = 0;
	return !values->vbt || image_scan(&work->images[TRY_TABLE], &limits);
}

/*
 * Write the picture before anything is printed: writing fails if the file exists and
 * --force is not given.  The caller frees its bytes.
 */
static bool write_picture(const struct try_values *values, const struct try_inputs *in,
			  const struct gopx_trial *trial, struct output_file *file)
{
	uint32_t width, height;
	const uint8_t *pixels = gopx_trial_picture(trial, &width, &height);

	if (!values->png)
		return true;
	if (!pixels) {
		report(values->png, "the driver drew no picture: nothing is written");
		return false;
	}
	file->bytes = try_png(pixels, width, height);
	return delivery_write(in->output, file, 1);
}

static void print(const struct try_values *values, const struct try_inputs *in,
		  const struct try_case *c, const struct trial_result *r,
		  const struct output_file *picture)
{
	if (values->trace)
		try_print_trace(r->trial);
	if (values->json)
		try_print_json(values, in, c, r);
	else
		try_print_text(values, in, c, r);
	if (picture->bytes.data && !values->json)
		delivery_print(in->output, picture, 1);
}

static enum exit_status show(const struct try_values *values, const struct try_inputs *in,
			     const struct try_case *c, const struct trial_result *r)
{
	bool lights = gopx_trial_info(r->trial)->verdict == GOPX_TRY_LIGHTS_UP;
	struct output_file file = { .name = "" };
	bool done = !lights || write_picture(values, in, r->trial, &file);

	if (done)
		print(values, in, c, r, &file);
	free((void *)(uintptr_t)file.bytes.data);
	if (!done)
		return EXIT_TROUBLE;
	return lights ? EXIT_FOUND : EXIT_NOT_FOUND;
}

/* Report why there is nothing to run, after what gopx has read. */
static void refuse(const struct try_values *values, const struct try_inputs *in,
		   const struct try_case *c, const char *wrong)
{
	bool table = c->bad_table && values->vbt;

	if (!table)
		warn_of_nothing(in->source);
	report(table ? values->vbt : in->source->input.name, "%s", wrong);
}

static enum exit_status try_one(const struct try_values *values,
				const struct try_inputs *in)
{
	enum exit_status status = EXIT_TROUBLE;
	struct trial_result r = { 0 };
	struct try_case c;
	const char *wrong = try_case_make(values, in, &c);

	if (wrong) {
		refuse(values, in, &c, wrong);
		status = EXIT_NOT_FOUND;
	} else if (values->sweep) {
		status = try_sweep(values, in, &c);
	} else if (try_run(values, in, &c, &r)) {
		status = show(values, in, &c, &r);
	}
	gopx_trial_free(r.trial);
	try_case_free(&c);
	return status;
}

enum exit_status try_work(struct work *work, struct gopx_machine *machine)
{
	const struct try_values *values = work->values;
	struct try_inputs in = { .source = &work->images[TRY_SOURCE],
				 .table = &work->images[TRY_TABLE],
				 .edid = work->images[TRY_EDID].input.bytes,
				 .output = &work->output,
				 .machine = machine };

	if (values->edid && try_edid_fault(in.edid)) {
		report(values->edid, "%s", try_edid_fault(in.edid));
		return EXIT_TROUBLE;
	}
	if (!scan(values, work))
		return EXIT_TROUBLE;
	return values->all ? try_all(values, &in) : try_one(values, &in);
}
