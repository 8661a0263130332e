/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * try_sweep.c - gopx try --sweep and --all: try a driver with many IDs, or many drivers
 * with many tables
 */
#include "cmd/try/try.h"

#include <inttypes.h>

#include "io/report.h"
#include "show/json.h"
#include "show/warnings.h"

#define IDS 65536u

static bool is_in(const uint8_t *bits, uint32_t id)
{
	return bits[id / 8] >> id % 8 & 1;
}

/*
 * The end of the run of IDs from 'id' on that are all in the set, or all not in the set.
 */
static uint32_t span_end(const uint8_t *bits, uint32_t id)
{
	uint32_t end = id;

	while (end < IDS && is_in(bits, end) == is_in(bits, id))
		end++;
	return end;
}

static void print_spans(const uint8_t *bits)
{
	const char *between = "";

	for (uint32_t id = 0, end; id < IDS; id = end) {
		end = span_end(bits, id);
		if (!is_in(bits, id))
			continue;
		printf(end - id > 1 ? "%s%04x-%04x" : "%s%04x", between, id, end - 1);
		between = " ";
	}
	puts(*between ? "" : "none");
}

static void print_json(const uint8_t *bits, const char *what, bool reads,
		       const struct try_inputs *inputs)
{
	json_t *o = json_document("gopx-try/1", inputs->source);
	json_t *spans = json_array();

	for (uint32_t id = 0, end; id < IDS; id = end) {
		char text[16];

		end = span_end(bits, id);
		if (!is_in(bits, id))
			continue;
		snprintf(text, sizeof(text), "%04x-%04x", id, end - 1);
		json_array_append_new(spans, json_text(text));
	}
	json_object_set_new(o, "sweep", json_text(what));
	json_object_set_new(o, "read", json_boolean(reads));
	json_object_set_new(o, "accepted", spans);
	json_print(o);
}

enum exit_status try_sweep(const struct try_values *values,
			   const struct try_inputs *inputs, const struct try_case *c)
{
	bool lpc = values->sweep == TRY_SWEEP_LPC, reads;
	struct gopx_try_options options;
	static uint8_t bits[IDS / 8]; /* too large for the stack */
	enum gopx_status status;

	try_options_fill(values, inputs, c, &options);
	status = gopx_try_sweep(inputs->machine, &options,
				lpc ? GOPX_TRY_SWEEP_BRIDGES : GOPX_TRY_SWEEP_DEVICES,
				bits, &reads);
	if (status) {
		report(inputs->source->input.name, "%s",
		       status == GOPX_E_LIMIT
			   ? "cannot try all IDs: it takes too long"
			   : "the driver stops before it checks the ID");
		return EXIT_NOT_FOUND;
	}
	if (values->json)
		print_json(bits, lpc ? "lpc" : "devices", reads, inputs);
	else if (!reads)
		puts("any: the driver does not read the device ID of 00:1f.0");
	else
		print_spans(bits);
	return EXIT_FOUND;
}

/* ---- --all ---------------------------------------------------------------------- */

static const struct gopx_finding *nth(const struct scanned *image,
				      enum gopx_finding_kind kind, size_t n)
{
	for (size_t i = 0; i < gopx_finding_count(image->scan); i++) {
		const struct gopx_finding *f = gopx_finding_at(image->scan, i);

		if (gopx_finding_kind(f) == kind && !n--)
			return f;
	}
	return NULL;
}

/*
 * The offset of the table.  It is shown because two tables in an image may have the same
 * name.
 */
static struct trial_text place_of(const struct gopx_finding *f)
{
	const struct gopx_place *p = gopx_finding_place_at(f, 0);
	uint64_t at = p->packed ? p->inner_offset : p->offset;

	return trial_words(p->packed ? "0x%" PRIx64 "*" : "0x%" PRIx64, at);
}

static void print_head(const struct try_values *values)
{
	if (!values->json)
		printf("%-11s %-20s %4s %6s  %-10s  %s\n", "driver", "table", "BDB",
		       "bytes", "at", "result (*: offset in unpacked data)");
}

static void print_pair(const struct try_values *values, const struct try_inputs *inputs,
		       const struct try_case *c, const struct trial_result *r)
{
	const char *version = gopx_finding_gop(c->gop)->version;
	const struct gopx_vbt_info *vbt = gopx_finding_vbt(c->vbt);

	if (values->json) {
		try_print_json(values, inputs, c, r);
		return;
	}
	printf("%-11s %-20s %4u %6u  %-10s  %s\n", version ? version : "?",
	       vbt->signature, vbt->bdb_version, vbt->vbt_size, place_of(c->vbt).text,
	       trial_verdict(try_subject(c), gopx_trial_info(r->trial)).text);
}

static enum exit_status try_pair(const struct try_values *values,
				 const struct try_inputs *inputs,
				 const struct gopx_finding *gop,
				 const struct gopx_finding *vbt)
{
	enum exit_status status = EXIT_NOT_FOUND;
	struct trial_result r;
	struct try_case c;
	const char *wrong = try_case_pair(values, gopx_finding_trimmed(gop), gop,
					  gopx_finding_trimmed(vbt), vbt, &c);

	if (wrong) {
		report(inputs->source->input.name, "%s", wrong);
	} else if (try_run(values, inputs, &c, &r)) {
		print_pair(values, inputs, &c, &r);
		if (gopx_trial_info(r.trial)->verdict == GOPX_TRY_LIGHTS_UP)
			status = EXIT_FOUND;
		gopx_trial_free(r.trial);
	}
	try_case_free(&c);
	return status;
}

enum exit_status try_all(const struct try_values *values, const struct try_inputs *inputs)
{
	const struct scanned *tables = values->vbt ? inputs->table : inputs->source;
	enum exit_status status = EXIT_NOT_FOUND;
	const struct gopx_finding *gop, *vbt;

	if (!nth(inputs->source, GOPX_FINDING_GOP, 0) ||
	    !nth(tables, GOPX_FINDING_VBT, 0)) {
		warn_of_nothing(inputs->source);
		report(inputs->source->input.name,
		       nth(tables, GOPX_FINDING_VBT, 0)
			   ? "no Intel graphics driver in this image"
			   : "no video BIOS table in this image; --vbt names one");
		return EXIT_NOT_FOUND;
	}
	print_head(values);
	for (size_t i = 0; (gop = nth(inputs->source, GOPX_FINDING_GOP, i)); i++) {
		for (size_t k = 0; (vbt = nth(tables, GOPX_FINDING_VBT, k)); k++) {
			if (try_pair(values, inputs, gop, vbt) == EXIT_FOUND)
				status = EXIT_FOUND;
		}
	}
	return status;
}
