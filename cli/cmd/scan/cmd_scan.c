/* SPDX-License-Identifier: BSD-2-Clause */
/* cmd_scan.c - gopx scan */
#include <stdio.h>
#include <string.h>

#include "args/device_option.h"
#include "show/json.h"
#include "io/report.h"
#include "cmd/scan/scan_print.h"
#include "args/shared.h"
#include "show/warnings.h"
#include "show/scan_json.h"
#include "cmd/commands.h"
#include "scan/command.h"

struct scan_values {
	struct shared_values shared;
	bool host;
	bool json;
	bool strict;
	bool verbose;
	bool folders, zero, exit_zero;
	const char *list, *log;
	/* The numbers of images with each result so far. */
	size_t scanned, with_driver, with_table, with_nothing, with_note;
	bool any; /* with --host: a file has what the user requested */
};

static const struct option options[] = {
	{ "all-drivers", 0, OPTION_FLAG,
	  offsetof(struct scan_values, shared.limits.other_drivers), NULL,
	  "also list graphics drivers of other makers" },
	{ "exit-zero", 0, OPTION_FLAG, offsetof(struct scan_values, exit_zero), NULL,
	  "exit 0 even if nothing is found" },
	{ "files-from", 0, OPTION_TEXT, offsetof(struct scan_values, list), "LIST",
	  "scan the files named in LIST, one on each line; -: standard input" },
	{ "host", 0, OPTION_FLAG, offsetof(struct scan_values, host), NULL,
	  "scan the firmware of this machine, as far as it is readable" },
	{ "json", 0, OPTION_FLAG, offsetof(struct scan_values, json), NULL,
	  "JSON: one object on each line, one line for each file" },
	{ "null", '0', OPTION_FLAG, offsetof(struct scan_values, zero), NULL,
	  "a NUL ends each name in LIST, not a newline" },
	{ "recursive", 'r', OPTION_FLAG, offsetof(struct scan_values, folders), NULL,
	  "also scan the files in folders" },
	{ "resume", 0, OPTION_TEXT, offsetof(struct scan_values, log), "LOG",
	  "skip files that have an answer in LOG, written by --json" },
	{ "strict", 0, OPTION_FLAG, offsetof(struct scan_values, strict), NULL,
	  "exit 3 if an image is damaged or only partly scanned" },
	{ "verbose", 'v', OPTION_FLAG, offsetof(struct scan_values, verbose), NULL,
	  "list every finding, with its places, hashes and reasons" },
};

static const struct option_table own_options = { "Options", options,
						 sizeof(options) / sizeof(*options) };

/*
 * With --verbose, print the details of each file. Do the same with --host, because all
 * its files belong to one machine.
 */
static bool is_one_of_many(const struct work *work)
{
	const struct scan_values *values = work->values;

	return work->feed && !values->json && !values->verbose && !values->host;
}

/* Does an image have the drivers and tables that the user requested? */
enum outcome { HAS_NOTHING, HAS_OTHERS, HAS_WANTED };

/* If the image has nothing that the user requested, report that. */
static void say_missing(const struct scanned *image, const struct gopx_options *limits,
			enum outcome outcome)
{
	if (outcome == HAS_OTHERS)
		report(image->input.name, "no driver for %s in this image",
		       device_title(limits).text);
	else
		report(image->input.name,
		       "no Intel graphics driver and no video BIOS table in this image");
}

/*
 * Count the result of an image.  An image of any result can also have a note, for example
 * about an archive that gopx cannot open.
 */
static void count(struct scan_values *values, const struct scanned *image)
{
	bool driver = scanned_has(image, GOPX_FINDING_GOP);
	bool table = scanned_has(image, GOPX_FINDING_VBT);

	values->scanned++;
	values->with_driver += driver;
	values->with_table += table;
	values->with_nothing += !driver && !table;
	values->with_note += scanned_has(image, GOPX_FINDING_NOTE);
}

/* For many images, print one line for each; with --json, print all details of each. */
static void print(const struct work *work, const struct scanned *image,
		  enum outcome outcome)
{
	const struct scan_values *values = work->values;
	const struct gopx_options *limits = &values->shared.limits;

	if (values->json)
		json_print(scan_json(image, limits));
	else if (outcome != HAS_NOTHING && values->verbose)
		scan_print_text(image, limits);
	else if (is_one_of_many(work))
		scan_print_line(image);
	else if (outcome != HAS_NOTHING)
		scan_print_brief(image, limits);
}

static void remark(const struct work *work, const struct scanned *image,
		   enum outcome outcome)
{
	const struct scan_values *values = work->values;
	const struct gopx_options *limits = &values->shared.limits;
	bool wanted = outcome == HAS_WANTED;

	if (!values->json && (wanted || is_one_of_many(work)))
		warn_about(image, wanted ? WARN_OF_FLAWS : WARN_OF_CLOSED);
	else if (!values->json)
		warn_of_nothing(image);
	/* For many images, the line of each image and the totals show what is missing. */
	if (!wanted && !(work->feed && values->json) &&
	    (outcome == HAS_OTHERS || !is_one_of_many(work)))
		say_missing(image, limits, outcome);
}

static enum outcome judge(const struct scan_values *values, const struct scanned *image)
{
	if (!scanned_has(image, GOPX_FINDING_GOP) &&
	    !scanned_has(image, GOPX_FINDING_VBT) &&
	    !scanned_has(image, GOPX_FINDING_OTHER_GOP))
		return HAS_NOTHING;
	if (!device_asked(&values->shared.limits) || values->host ||
	    scanned_best(image, GOPX_FINDING_GOP))
		return HAS_WANTED;
	return HAS_OTHERS;
}

static enum exit_status scan_image(struct work *work, const struct scanned *image)
{
	struct scan_values *values = work->values;
	enum outcome outcome = judge(values, image);
	bool wanted = outcome == HAS_WANTED;

	count(values, image);
	print(work, image, outcome);
	remark(work, image, outcome);
	values->any |= wanted;
	return scanned_judge(image, values->strict,
			     wanted || values->exit_zero ? EXIT_FOUND : EXIT_NOT_FOUND);
}

static void put_count(char *to, size_t size, size_t count, const char *what)
{
	size_t len = strlen(to);

	if (count)
		snprintf(to + len, size - len, ", %zu %s", count, what);
}

static void report_totals(const struct work *work)
{
	const struct scan_values *values = work->values;
	char rest[128] = "";

	put_count(rest, sizeof(rest), values->with_note, "with notes");
	put_count(rest, sizeof(rest), work->given - values->scanned, "not read");
	put_count(rest, sizeof(rest), feed_left_out(work->feed), "skipped");
	report(NULL,
	       "%zu file%s: %zu with a driver, %zu with a table, %zu with neither%s",
	       work->given, work->given == 1 ? "" : "s", values->with_driver,
	       values->with_table, values->with_nothing, rest);
}

/*
 * With --host, table and driver are in different files.  So the result is "found" if one
 * of the files has a table or a driver.
 */
static enum exit_status sum_up(struct work *work, enum exit_status status)
{
	const struct scan_values *values = work->values;

	if (work->feed && !values->host)
		report_totals(work);
	return values->host && values->any && status == EXIT_NOT_FOUND ? EXIT_FOUND
								       : status;
}

static const char *check(void *ctx, const struct operands *operands)
{
	const struct scan_values *values = ctx;
	bool given = operands->count || values->list;

	if (given && values->host)
		return "--host takes no FILE";
	if (values->folders && values->host)
		return "--host reads no folders: omit -r";
	if (!given && !values->host)
		return "give a FILE; see 'gopx help scan'";
	if (values->zero && !values->list)
		return "-0 needs --files-from LIST";
	if (values->log && !values->json)
		return "--resume LOG needs --json";
	return NULL;
}

static void request(const void *ctx, const struct operands *operands,
		    struct request *request)
{
	const struct scan_values *values = ctx;

	request->host = values->host;
	request->folders = values->folders;
	request->list = values->list;
	request->zero = values->zero;
	request->log = values->log;
	request->wants = (struct scan_wants){ .sums = values->json,
					      .findings_only = true };
	for (int i = 0; i < operands->count; i++)
		request_file(request, operands->words[i], WANTED_EACH);
}

static const struct option_table *const tables[] = { &own_options, &device_options,
						     &limit_options, &common_options,
						     NULL };

const struct command scan_command = {
	.name = "scan",
	.summary = "list the graphics drivers and video tables in images",
	.usage = "[OPTION]... FILE... | -r DIR... | --files-from LIST | --host",
	.about = "Shows which Intel graphics driver (GOP) and video BIOS table (VBT) are "
		 "in an\nimage, and what to do next; for several images, one line each.  "
		 "With -v, lists\neach distinct driver and table with all its places, "
		 "hashes and reasons.  FILE\nmay be - (standard input).  Example: gopx "
		 "scan --device 8086:3e9b bios.bin",
	.options = tables,
	.values_size = sizeof(struct scan_values),
	.takes = TAKES_ANY,
	.check = check,
	.request = request,
	.each = scan_image,
	.task = sum_up,
};
