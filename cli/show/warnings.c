/* SPDX-License-Identifier: BSD-2-Clause */
/* warnings.c - warnings about an image, on standard error */
#include "show/warnings.h"

#include <inttypes.h>
#include <string.h>

#include "io/report.h"
#include "args/device_option.h"
#include "show/node.h"

/*
 * More lines than this would hide the result; --json has all diagnostics that the library
 * kept.
 */
#define NOTES_SHOWN 8

/* Look at the nodes, because the library may have kept only some diagnostics. */
bool scanned_flawed(const struct scanned *image)
{
	if (!gopx_image_complete(image->scan))
		return true;
	for (const struct gopx_node *n = gopx_root(image->scan); n;
	     n = gopx_node_following(n, NULL)) {
		if (gopx_node_damaged(n))
			return true;
	}
	return false;
}

enum exit_status scanned_judge(const struct scanned *image, bool strict,
			       enum exit_status status)
{
	return strict && status != EXIT_TROUBLE && scanned_flawed(image) ? EXIT_DAMAGED
									 : status;
}

static bool worth_saying(const struct gopx_diag *d, enum warn what)
{
	if (d->severity == GOPX_DAMAGE)
		return true;
	if (d->status == GOPX_E_LIMIT)
		return d->severity == GOPX_WARNING;
	return what == WARN_OF_CLOSED && d->status == GOPX_E_UNSUPPORTED;
}

static void say(const struct scanned *image, const struct gopx_diag *d)
{
	struct node_offset at = node_offset(d->node, d->offset);
	struct node_label label = { "image" };

	if (d->node)
		label = node_label(d->node, GOPX_PATH_GUIDS);
	if (at.packed)
		report(image->input.name,
		       "%s: %s: %s (offset 0x%" PRIx64
		       " in the data unpacked from 0x%" PRIx64 ")",
		       severity_name(d->severity), label.text, d->message, at.inner,
		       at.input);
	else
		report(image->input.name, "%s: %s: %s (at 0x%" PRIx64 ")",
		       severity_name(d->severity), label.text, d->message, at.input);
}

static void say_incomplete(const struct scanned *image)
{
	const struct gopx_summary *read = gopx_image_summary(image->scan);

	if (read->limited)
		report(
		    image->input.name,
		    "incomplete: a limit stopped the scan; the --max options raise it");
	if (read->cut)
		report(image->input.name,
		       "incomplete: a part that it should contain is missing");
}

void warn_about(const struct scanned *image, enum warn what)
{
	size_t left = 0;
	bool dropped = false;

	for (size_t i = 0, shown = 0; i < gopx_diag_count(image->scan); i++) {
		const struct gopx_diag *d = gopx_diag_at(image->scan, i);

		dropped = dropped || strcmp(d->code, "limit.diagnostics") == 0;
		if (!worth_saying(d, what))
			continue;
		if (shown++ < NOTES_SHOWN)
			say(image, d);
		else
			left++;
	}
	if (left)
		report(image->input.name,
		       "%s%zu more of these; 'gopx scan --json' lists %s",
		       dropped ? "more than " : "", left,
		       dropped ? "the first" : "them all");
	say_incomplete(image);
}

void warn_of_nothing(const struct scanned *image)
{
	warn_about(image, WARN_OF_CLOSED);
	report(image->input.name, "read: %s", gopx_image_summary(image->scan)->text);
}

void warn_of_missing(const struct scanned *image, const struct gopx_options *limits,
		     const char *what)
{
	if (device_asked(limits))
		report(image->input.name, "no %s for %s in this image", what,
		       device_title(limits).text);
	else
		report(image->input.name, "no %s in this image", what);
}
