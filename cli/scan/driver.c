/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * driver.c - run a command: read its options, open its files, enter the sandbox, scan
 *
 * At the end, command_run() calls the command's task. No other code calls a task.
 */
#include "scan/driver.h"

#include <stdlib.h>
#include <string.h>

#include "args/device_option.h"
#include "io/host_files.h"
#include "io/progress.h"
#include "io/report.h"
#include "io/sandbox.h"
#include "io/streams.h"
#include "scan/answered.h"
#include "scan/archives.h"
#include "scan/scans.h"
#include "words/terminal.h"

/* ---- the command line ----------------------------------------------------------- */

static void *values_make(const struct command *self)
{
	void *values = need_memory(NULL, self->values_size);

	memset(values, 0, self->values_size);
	if (self->defaults)
		memcpy(values, self->defaults, self->values_size);
	return values;
}

/*
 * Read the options.  Returns false if the command ends here with *status (wrong usage, or
 * --help).
 */
static bool parse(const struct command *self, struct operands *operands, void *values,
		  enum exit_status *status)
{
	struct shared_values *shared = values;

	*status = EXIT_TROUBLE;
	switch (options_parse(self->name, self->options, operands, values)) {
	case OPTIONS_OK:
		text_set_color(streams_colored((enum color_mode)shared->color));
		progress_set(shared->no_progress);
		return device_resolve(self->name, shared);
	case OPTIONS_HELP:
		command_help(self);
		*status = EXIT_FOUND;
		break;
	case OPTIONS_BAD:
		break;
	}
	return false;
}

static bool check_operands(const struct command *self, const struct operands *operands)
{
	if (self->takes == TAKES_NOTHING && operands->count)
		report(self->name, "takes no argument: '%s'", operands->words[0]);
	else if (self->takes != TAKES_ANY && self->takes != TAKES_NOTHING &&
		 !operands->count)
		report(self->name, "give a FILE; see 'gopx help %s'", self->name);
	else if (self->takes == TAKES_FILE && operands->count > 1)
		report(self->name, "give only one FILE");
	else
		return true;
	return false;
}

static bool check(const struct command *self, const struct operands *operands,
		  void *values)
{
	const char *wrong = self->check ? self->check(values, operands) : NULL;

	if (wrong)
		report(self->name, "%s", wrong);
	return !wrong && check_operands(self, operands);
}

/* ---- what is opened ------------------------------------------------------------- */

/* Request the firmware of the running machine, and choose its device. */
static bool request_host(const struct command *self, struct shared_values *shared,
			 struct request *request, struct host_files *files)
{
	if (!shared->device) {
		shared->device = "auto";
		if (!device_resolve(self->name, shared))
			return false;
		report(self->name, "0000:00:02.0: %s",
		       device_title(&shared->limits).text);
	}
	host_gather(files, shared->sysroot ? shared->sysroot : "");
	for (size_t i = 0; i < files->count; i++)
		request_file(request, files->paths[i], WANTED_EACH);
	return files->count > 0;
}

static void make_request(const struct command *self, const struct work *work,
			 struct request *request)
{
	if (self->request) {
		self->request(work->values, &work->operands, request);
		return;
	}
	for (int i = 0; self->each && i < work->operands.count; i++)
		request_file(request, work->operands.words[i], WANTED_EACH);
}

/*
 * The images for each() come last, after all others.  Returns the index of the first one.
 */
static size_t first_for_each(const struct request *request)
{
	size_t first = 0;

	while (first < request->count && request->files[first].use != WANTED_EACH)
		first++;
	return first;
}

/*
 * A single file is opened and read before the scan; many files are opened when their turn
 * comes.
 */
static bool wants_feed(const struct request *request, size_t first)
{
	return request->count - first > 1 || request->folders || request->list ||
	       request->log;
}

/* On failure, prints a message and returns false. */
static bool open_feed(struct work *work, const struct request *request, bool apart)
{
	size_t first = first_for_each(request);
	struct feed_plan plan = { .names = { .count = request->count - first,
					     .folders = request->folders,
					     .list = request->list,
					     .zero = request->zero },
				  .log = request->log };
	const char **words;

	if (!wants_feed(request, first))
		return true;
	words = need_memory(NULL, (plan.names.count + 1) * sizeof(*words));
	for (size_t i = first; i < request->count; i++)
		words[i - first] = request->files[i].path;
	plan.names.words = words;
	work->words = words;
	work->feed = feed_open(&plan, apart);
	return work->feed != NULL;
}

/* If a file that must exist is missing, prints a message and returns false. */
static bool open_files(struct work *work, const struct request *request)
{
	size_t count = request->count;

	if (work->feed)
		count = first_for_each(request);
	work->images = need_memory(NULL, (count + 1) * sizeof(*work->images));
	memset(work->images, 0, (count + 1) * sizeof(*work->images));
	for (size_t i = 0; i < count; i++) {
		const struct wanted_file *file = &request->files[i];

		work->count = i + 1;
		if (file->path && !scanned_open(&work->images[i], file->path) &&
		    (file->use == WANTED_BYTES || file->use == WANTED_SCAN))
			return false;
	}
	return true;
}

/* The sandbox is active whenever gopx parses a file of the user. */
static bool has_files(const struct request *request)
{
	for (size_t i = 0; i < request->count; i++) {
		if (request->files[i].path)
			return true;
	}
	return false;
}

static void close_files(struct work *work)
{
	for (size_t i = 0; i < work->count; i++)
		scanned_close(&work->images[i]);
	free(work->images);
	feed_close(work->feed);
	free(work->words);
}

/* ---- in the sandbox ------------------------------------------------------------- */

static void begin(struct scans *scans, const struct work *work,
		  const struct request *request)
{
	size_t first = first_for_each(request);

	if (work->feed)
		scans_begin_feed(scans, work->feed, work->limits, &request->wants);
	else
		scans_begin(scans, work->images + first, work->count - first,
			    work->limits, &request->wants);
}

static enum exit_status work_each(struct work *work, const struct request *request)
{
	enum exit_status worst = EXIT_FOUND;
	struct scans scans;
	struct scanned *image;
	bool done;

	if (work->feed && request->log)
		answered_read(work->feed);
	begin(&scans, work, request);
	while (streams_open() && (image = scans_take(&scans, &done)) != NULL) {
		enum exit_status status = EXIT_TROUBLE;

		work->given++;
		if (done)
			status = work->self->each(work, image);
		else if (scanned_needs_successor(image))
			status = successor_run(&work->successor);
		worst = exit_worse(worst, status);
		scanned_close(image);
		streams_flush();
	}
	scans_end(&scans);
	return worst;
}

static bool scan_wanted(struct work *work, const struct request *request)
{
	for (size_t i = 0; i < request->count; i++) {
		if (request->files[i].use == WANTED_SCAN && request->files[i].path &&
		    !image_scan(&work->images[i], work->limits))
			return false;
	}
	return true;
}

static enum exit_status work_inside(struct work *work, const struct request *request)
{
	enum exit_status status = EXIT_FOUND;

	if (!scan_wanted(work, request))
		return EXIT_TROUBLE;
	if (work->self->each)
		status = work_each(work, request);
	if (work->self->task && !successor_has_run(&work->successor))
		status = work->self->task(work, status);
	return status;
}

static void enter_sandbox(const struct work *work, const struct request *request)
{
	struct sandbox_needs needs = { .folder = delivery_folder(&work->output),
				       .inputs = request->count,
				       .reads = feed_reads(work->feed),
				       .writes = feed_writes(work->feed),
				       .successor = work->successor.pipe };

	if (request->folders || request->list)
		needs.inputs = SIZE_MAX;
	needs.archives = needs.inputs && needs.successor < 0;
	sandbox_enter(&needs);
}

/* Refuse an output that is also an input, even with --force. */
static bool output_is_an_input(const struct request *request)
{
	for (size_t i = 0; i < request->count; i++) {
		const char *path = request->files[i].path;

		if (path && delivery_replaces(&request->output, path)) {
			report(request->output.path,
			       "is an input file itself; name another file");
			return true;
		}
	}
	return false;
}

static enum exit_status work_all(struct work *work, const struct request *request)
{
	struct shared_values *shared = work->values;
	enum exit_status status = EXIT_TROUBLE;
	bool sandboxed = sandbox_there() && !shared->no_sandbox &&
			 !(work->self->outside && !has_files(request));

	if (output_is_an_input(request) ||
	    !delivery_open(&work->output, work->self->name, &request->output))
		return EXIT_TROUBLE;
	if (sandboxed)
		archives_prepare(work, request, &shared->limits);
	if (open_feed(work, request, sandboxed) && open_files(work, request)) {
		if (sandboxed)
			enter_sandbox(work, request);
		status = work_inside(work, request);
	}
	close_files(work);
	successor_end(&work->successor);
	delivery_close(&work->output);
	return status;
}

enum exit_status command_run(const struct command *self,
			     const struct command *const *commands, int argc, char **argv)
{
	struct shared_values *shared = values_make(self);
	struct work work = { .self = self,
			     .commands = commands,
			     .values = shared,
			     .operands = { argc, argv },
			     .limits = &shared->limits,
			     .successor = { .pipe = -1 } };
	struct request request = { 0 };
	struct host_files host = { NULL, 0 };
	enum exit_status status;

	if (parse(self, &work.operands, shared, &status)) {
		status = EXIT_TROUBLE;
		if (check(self, &work.operands, shared)) {
			make_request(self, &work, &request);
			if (request.host && !request_host(self, shared, &request, &host))
				status = EXIT_NOT_FOUND;
			else
				status = work_all(&work, &request);
		}
	}
	host_free(&host);
	free(request.files);
	free(shared);
	return status;
}
